using Luzhi.Core.Settings.Yaml;

namespace Luzhi.Bot.Rehearsal;

/// <summary>
/// One way of being a member. Numbers are out of a hundred: of messages that ask something, of answers, or, where it says so, of such people
/// in a year.
/// </summary>
internal sealed record Persona
{
    public required string Name { get; init; }

    /// <summary>How many of them there are, against the weights of the others.</summary>
    [Between("1", "1000")]
    public int Weight { get; init; } = 1;

    /// <summary>Of the messages that ask something, how many are answered at all.</summary>
    [Between("0", "100")]
    public int Answers { get; init; } = 90;

    /// <summary>How long an answer typically takes.</summary>
    public TimeSpan Within { get; init; } = TimeSpan.FromHours(3);

    /// <summary>Of the answers, how many come days later.</summary>
    [Between("0", "100")]
    public int Late { get; init; }

    /// <summary>Of meetings, how many they cannot come to, and how many they ask something about first.</summary>
    [Between("0", "100")]
    public int Leave { get; init; } = 10;

    [Between("0", "100")]
    public int Asks { get; init; } = 3;

    /// <summary>Of the answers: said twice; taken back days later; given to something else; nothing that anybody could understand; a picture.</summary>
    [Between("0", "100")]
    public int Twice { get; init; }

    [Between("0", "100")]
    public int ChangesMind { get; init; }

    [Between("0", "100")]
    public int WrongItem { get; init; }

    [Between("0", "100")]
    public int Nonsense { get; init; }

    [Between("0", "100")]
    public int Pictures { get; init; }

    /// <summary>How often a year they write of themselves.</summary>
    [Between("0", "365")]
    public int Writes { get; init; } = 4;

    /// <summary>Of such people in a year: 取消关注 (some come back), 拒收, a new phone.</summary>
    [Between("0", "100")]
    public int Unfollows { get; init; }

    [Between("0", "100")]
    public int Refuses { get; init; }

    [Between("0", "100")]
    public int NewPhone { get; init; }

    /// <summary>Of such people, how many never bound a phone.</summary>
    [Between("0", "100")]
    public int Unbound { get; init; }
}

/// <summary>config/rehearsal/*.yaml as it is written.</summary>
internal sealed record PersonaShelf
{
    public required IReadOnlyList<Persona> Personas { get; init; }

    /// <exception cref="SettingsException">The file cannot be read; says where.</exception>
    public static PersonaShelf Read(string path)
    {
        var shelf = StrictYaml.Read<PersonaShelf>(path, "rehearsal/" + Path.GetFileName(path));
        return shelf.Personas.Count > 0 ? shelf : throw new SettingsException([new SettingFault(new YamlPlace(path, 1, 1), "至少写一种人")]);
    }

    /// <summary>Whose turn it is among <paramref name="draw"/> of a body: by weight.</summary>
    public Persona At(int draw)
    {
        var left = draw % Personas.Sum(p => p.Weight);
        foreach (var persona in Personas)
        {
            if ((left -= persona.Weight) < 0)
            {
                return persona;
            }
        }

        return Personas[^1];
    }
}
