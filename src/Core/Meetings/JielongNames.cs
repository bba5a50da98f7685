using Luzhi.Core.Conversations.Language;

namespace Luzhi.Core.Meetings;

/// <summary>A name found in a line. <see cref="Loose"/>: it may be a piece of a longer name.</summary>
internal sealed record JielongName(int From, int To, string Name, IReadOnlyList<JielongGuest> Guests, bool Loose);

/// <summary>Finds the roster's names in a line, however they were spaced, and guesses at whom a line means that has none.</summary>
internal sealed class JielongNames
{
    /// <summary>Words before a name that are no part of it.</summary>
    private const string Before = "老小阿和与及由请替代帮给向跟同是@、";

    private readonly List<(string Key, IReadOnlyList<JielongGuest> Guests)> names;
    private readonly IReadOnlyList<JielongGuest> guests;

    public JielongNames(IReadOnlyList<JielongGuest> guests)
    {
        this.guests = guests;
        names = [.. guests.GroupBy(g => Key(g.Name)).Where(g => g.Key.Length > 1).OrderByDescending(g => g.Key.Length)
            .Select(g => (g.Key, (IReadOnlyList<JielongGuest>)[.. g]))];
    }

    /// <summary>In the order in which they stand; a longer name wins over a shorter one inside it.</summary>
    public IReadOnlyList<JielongName> In(string text)
    {
        var (letters, places) = Compact(text);
        var found = new List<JielongName>();
        foreach (var (key, meant) in names)
        {
            for (var at = letters.IndexOf(key, StringComparison.Ordinal); at >= 0; at = letters.IndexOf(key, at + 1, StringComparison.Ordinal))
            {
                var (from, to) = (places[at], places[at + key.Length - 1] + 1);
                var taken = found.Exists(f => from < f.To && to > f.From);
                if (!taken && !AcrossWords(text, from, to, key.Length))
                {
                    found.Add(new(from, to, meant[0].Name, meant, IsLoose(text, from, to)));
                }
            }
        }

        return [.. found.OrderBy(f => f.From)];
    }

    /// <summary>Whom a line without a whole name may mean, and what it seems to call them.</summary>
    public (string? Said, JielongDoubt Doubt, IReadOnlyList<JielongGuest> Candidates) Guess(string text)
    {
        var said = JielongAnswers.NameLike(text);
        if (said is null)
        {
            return (null, JielongDoubt.NoName, []);
        }

        if (Called(said) is { Count: > 0 } called)
        {
            return (said, JielongDoubt.Nickname, called);
        }

        var near = guests.Where(g => g.Invited && OneLetterAway(Key(g.Name), Key(said))).ToList();
        return near.Count > 0 ? (said, JielongDoubt.Near, near) : (said, JielongDoubt.Unknown, []);
    }

    /// <summary>老张, 小李, 张主席, 张总, 阿芳, 建国.</summary>
    private List<JielongGuest> Called(string said)
    {
        var bare = said.Length > 1 && said[0] is '老' or '小' or '阿' ? said[1..] : said;
        var titled = JielongAnswers.WithoutTitle(bare);
        var surname = titled.Length == 1 && (titled != said) ? titled : null;
        return [.. guests.Where(g => g.Invited && (surname is not null
            ? g.Name.StartsWith(surname, StringComparison.Ordinal) || (said[0] == '阿' && g.Name.EndsWith(surname, StringComparison.Ordinal))
            : titled.Length == 2 && Key(g.Name).Length > 2 && Key(g.Name).EndsWith(titled, StringComparison.Ordinal)))];
    }

    /// <summary>Spelt with one other letter, as a keyboard of pinyin does: the same length, three letters or the same first one.</summary>
    private static bool OneLetterAway(string name, string said) =>
        name.Length == said.Length && name.Zip(said).Count(p => p.First != p.Second) == 1 && (name.Length > 2 || name[0] == said[0]);

    private static string Key(string name) => string.Concat(name.Where(c => !Skipped(c)));

    private static bool Skipped(char c) => char.IsWhiteSpace(c) || c is '·' or '•' or '・' or '‧' or '.';

    private static (string Letters, List<int> Places) Compact(string text)
    {
        var places = Enumerable.Range(0, text.Length).Where(i => !Skipped(text[i])).ToList();
        return (string.Concat(places.Select(i => text[i])), places);
    }

    /// <summary>李建 国强 holds no 建国: over a space a name is only read where nothing else is joined to it.</summary>
    private static bool AcrossWords(string text, int from, int to, int letters) =>
        to - from > letters && text[from..to].Contains(' ') && ((from > 0 && char.IsLetter(text[from - 1])) || (to < text.Length && char.IsLetter(text[to])));

    /// <summary>王芳菲 is not 王芳, and 陈张伟 not 张伟: a single letter that no word explains hangs on the name.</summary>
    private static bool IsLoose(string text, int from, int to) => HangsOn(Run(text[to..])) || (OneBefore(text, from) is { } before && !Before.Contains(before));

    private static bool HangsOn(string after)
    {
        if (after.Length == 0 || JielongAnswers.StartsWithTitle(after))
        {
            return false;
        }

        return Scanner.Words(after) is [{ Sense: Sense.Other, Text.Length: 1 } first, ..] && !JielongAnswers.Single.Contains(first.Text, StringComparison.Ordinal);
    }

    private static char? OneBefore(string text, int from)
    {
        var alone = from > 0 && IsHan(text[from - 1]) && (from == 1 || !IsHan(text[from - 2]));
        return alone ? text[from - 1] : null;
    }

    private static string Run(string text) => string.Concat(text.TakeWhile(IsHan));

    private static bool IsHan(char c) => c is >= '\u4e00' and <= '\u9fff';
}
