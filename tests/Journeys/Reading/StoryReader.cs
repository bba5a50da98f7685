using Luzhi.Core;

namespace Luzhi.Journeys.Reading;

/// <summary>Reads a story line by line. What it does not know it refuses, with the nearest word that it does: a misspelt line never passes as a comment.</summary>
internal sealed class StoryReader(IReadOnlyList<Verb> verbs)
{
    public const string Office = "秘书";

    public Story Read(string file, string text)
    {
        var people = new List<string>();
        var steps = new List<Step>();
        var title = "";
        var lines = text.Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i].Trim();
            if (line.StartsWith('#'))
            {
                title = title.Length > 0 ? title : line.TrimStart('#', ' ');
            }
            else if (line.Length > 0)
            {
                var step = ReadLine(file, i + 1, line, people);
                steps.Add(step);
                people.AddRange(step.Verb.Introduces ? step.Names : []);
            }
        }

        return title.Length > 0 ? new Story(file, title, steps) : throw new StoryException(file, 1, "第一行要写这个故事说的是什么：# ……");
    }

    private Step ReadLine(string file, int number, string line, List<string> people)
    {
        var (first, rest) = Split(line);
        if (Find(Actor.World, first) is { } verb)
        {
            return new Step(file, number, "", verb, rest);
        }

        var actor = first == Office ? Actor.Office : Actor.Person;
        if (actor == Actor.Person && !people.Contains(first))
        {
            throw new StoryException(file, number, $"“{first}”既不是动词，也不是前面出场的人{Meant(first, Words(Actor.World).Append(Office).Concat(people))}");
        }

        var (word, what) = Split(rest);
        return Find(actor, word) is { } does
            ? new Step(file, number, first, does, what)
            : throw new StoryException(file, number, $"{first}不会“{word}”{Meant(word, Words(actor))}");
    }

    private Verb? Find(Actor actor, string word) => verbs.FirstOrDefault(verb => verb.Actor == actor && verb.Word == word);

    private IEnumerable<string> Words(Actor actor) => verbs.Where(verb => verb.Actor == actor).Select(verb => verb.Word);

    private static string Meant(string word, IEnumerable<string> known)
    {
        var all = known.ToList();
        return Nearest.Word(word, all) is { } near ? $"，是不是“{near}”？" : $"。可用的有：{string.Join('、', all)}";
    }

    private static (string First, string After) Split(string line)
    {
        var end = line.AsSpan().IndexOfAny([' ', '\t', '　']);
        return end < 0 ? (line, "") : (line[..end], line[end..].Trim());
    }
}
