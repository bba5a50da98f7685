using Luzhi.Core.Directory;
using Luzhi.Core.Settings.Yaml;

namespace Luzhi.Core.Duties.Files;

/// <summary>A duty as its file has it; what each key means stands at <see cref="Files.Duty"/>.</summary>
public sealed record WrittenDuty
{
    public required YamlPlace At { get; init; }
    public required string Duty { get; init; }
    public required string Title { get; init; }
    public string Basis { get; init; } = "";
    public IReadOnlyList<string> Systems { get; init; } = [];
    public Secrecy Secrecy { get; init; }
    public bool On { get; init; }
    public required string Audience { get; init; }
    public Per Per { get; init; }
    public string? Of { get; init; }
    public IReadOnlyList<string> Holder { get; init; } = [];
    public required WrittenWhen When { get; init; }
    public Shift Shift { get; init; }
    public string? Opens { get; init; }
    public TimeOnly? Due { get; init; }
    public string? Ask { get; init; }
    public string Say { get; init; } = "";
    public IReadOnlyList<WrittenNotice> Notices { get; init; } = [];
    public IReadOnlyList<WrittenStep> Ladder { get; init; } = [];
    public WrittenMeeting? Meeting { get; init; }
    public WrittenRota? Rota { get; init; }
    public IReadOnlyList<WrittenItem> Items { get; init; } = [];

    [Between("1", "100")]
    public int? Coverage { get; init; }
    public WrittenQuota? Quota { get; init; }
    public WrittenUnit? Unit { get; init; }
    public WrittenShare? Share { get; init; }
    public string? Draft { get; init; }
    public string? Worth { get; init; }
    public IReadOnlyList<Sees>? SeenBy { get; init; }
    public CatchUp CatchUp { get; init; }
    public bool Joins { get; init; } = true;
}

/// <summary>Exactly one of: rrule, every, yearly, from with to, before, after, dates, demand.</summary>
public sealed record WrittenWhen
{
    public required YamlPlace At { get; init; }
    public string? Rrule { get; init; }

    /// <summary>The day from which the rule counts.</summary>
    public DateOnly? Since { get; init; }
    public Span? Every { get; init; }

    [Between("1", "5")]
    public int? Year { get; init; }

    [Between("1", "12")]
    public int? Month { get; init; }

    [Between("-31", "31")]
    public int? Day { get; init; }
    public string? Yearly { get; init; }
    public string? From { get; init; }
    public string? To { get; init; }
    public string? Before { get; init; }
    public string? After { get; init; }

    /// <summary>How long before or after the meeting: P30D.</summary>
    public string? By { get; init; }
    public IReadOnlyList<DateOnly> Dates { get; init; } = [];

    /// <summary>On demand; it is due so long after the call: P7D.</summary>
    public string? Demand { get; init; }
}

public sealed record WrittenNotice
{
    public required YamlPlace At { get; init; }

    /// <summary>opens, P3D (before the due instant), or +P1D (after it).</summary>
    public string On { get; init; } = "opens";
    public TimeOnly? Time { get; init; }
    public required string Text { get; init; }
}

public sealed record WrittenStep
{
    public required YamlPlace At { get; init; }
    public required string On { get; init; }
    public required Rung To { get; init; }
    public string Text { get; init; } = "";
}

public sealed record WrittenMeeting
{
    public required YamlPlace At { get; init; }
    public string? Type { get; init; }
    public TimeOnly? Starts { get; init; }
    public string Place { get; init; } = "";
    public IReadOnlyList<string> Reminders { get; init; } = ["P1D", "PT2H"];
    public bool Countdown { get; init; }
}

public sealed record WrittenRota
{
    [Between("1", "1000")]
    public int Size { get; init; } = 1;
}

public sealed record WrittenItem
{
    public required YamlPlace At { get; init; }
    public required string Name { get; init; }
    public string? Form { get; init; }
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Where { get; init; }

    [Between("1", "1000")]
    public int Times { get; init; } = 1;
}

public sealed record WrittenQuota
{
    [Between("0", "1000")]
    public int Least { get; init; } = 1;

    [Between("1", "1000")]
    public int? Most { get; init; }
}

public sealed record WrittenUnit
{
    public required YamlPlace At { get; init; }
    public required string Name { get; init; }
    public UnitKind Kind { get; init; } = UnitKind.Branch;

    /// <summary>From so long before the due instant (P1D) until so long after it (+P5D).</summary>
    public required string Opens { get; init; }
    public required string Closes { get; init; }
}

public sealed record WrittenShare
{
    /// <summary>Whoever is of the place's own locality first.</summary>
    public bool Near { get; init; } = true;
}
