using Luzhi.Core.Settings.Shelves;

namespace Luzhi.Core.Duties.Files;

/// <summary>For each of what an occurrence has one line in the ledger: each person of the audience, each unit, link or place of a kind, or the body as a whole.</summary>
public enum Per { Person, Unit, Link, Body, Place }

/// <summary>What becomes of an occurrence whose time passed while nobody watched: left out, told late once, told as one with the others, or put before the office.</summary>
public enum CatchUp { Late, Skip, Merge, Ask }

/// <summary>A day that is no workday moves to the next one, to the one before, or stays.</summary>
public enum Shift { None, Next, Previous }

/// <summary>Whom a step of the ladder goes to: who owes it (in other words), their liaison, the convenor of their unit, or the office's call sheet.</summary>
public enum Rung { Self, Liaison, Convenor, Office }

/// <summary>Who may see how somebody stands, beside themself.</summary>
public enum Sees { Office, Unit, Everyone }

/// <summary>
/// An institution as data: who owes what, when, who tells them, who is next when nobody answers. One file of config/duties is one of these.
/// </summary>
public sealed record Duty : IShelved
{
    /// <summary>Stable, of the letters a–z, digits and '-': the ledger's duty key.</summary>
    public required string Id { get; init; }
    public required string Title { get; init; }
    public string Version { get; init; } = "";
    public string Written { get; init; } = "";

    /// <summary>The clause it rests on, as the body's own rules have it.</summary>
    public string Basis { get; init; } = "";

    /// <summary>The numbers of the systems it carries: C5, H4.</summary>
    public IReadOnlyList<string> Systems { get; init; } = [];
    public Secrecy Secrecy { get; init; }

    /// <summary>On as shipped; the office's switch wins over it.</summary>
    public bool On { get; init; }
    public required string Audience { get; init; }
    public Per Per { get; init; }

    /// <summary>The kind of unit (党支部), link (联系) or place (委员之家) of which each has a line; null for persons and the body.</summary>
    public string? Of { get; init; }

    /// <summary>Who of a unit or place answers for it: a role held in the unit, tried in this order. Nobody holds any: the office is told.</summary>
    public IReadOnlyList<string> Holders { get; init; } = [];
    public required Cadence When { get; init; }
    public Shift Shift { get; init; }

    /// <summary>How long before the due day it opens; null: with its period (month, quarter, …), else a week before.</summary>
    public Offset? Opens { get; init; }

    /// <summary>The hour of the due day.</summary>
    public TimeOnly DueTime { get; init; } = new(18, 0);

    /// <summary>null: only told. read, text, or a form's id.</summary>
    public string? Ask { get; init; }

    /// <summary>What is asked, in the words that stand in the ledger and on the page: Handlebars over the person's own facts.</summary>
    public string Say { get; init; } = "";
    public IReadOnlyList<DutyNotice> Notices { get; init; } = [];
    public IReadOnlyList<LadderStep> Ladder { get; init; } = [];

    /// <summary>A meeting that each occurrence calls; null where nobody meets.</summary>
    public DutyMeeting? Meeting { get; init; }

    /// <summary>Only so many of the audience at a time, in turn; null: all of them.</summary>
    public Rota? Rota { get; init; }

    /// <summary>What is to be ticked off, by reports or by hand; empty: one answer does it.</summary>
    public IReadOnlyList<ChecklistItem> Items { get; init; } = [];

    /// <summary>What share of the audience is to have done it; null: everybody.</summary>
    public int? Coverage { get; init; }

    /// <summary>Places are shared out among the audience, evenly; null: each is its keeper's.</summary>
    public Share? Share { get; init; }

    /// <summary>What it counts for, as a word of the points' rules; nothing is computed from it here.</summary>
    public string? Worth { get; init; }
    public IReadOnlyList<Sees> SeenBy { get; init; } = [Sees.Office, Sees.Unit];
    public CatchUp CatchUp { get; init; }

    /// <summary>Who joins the audience while it is open gets a line too.</summary>
    public bool Joins { get; init; } = true;
}

/// <param name="At">Before the due instant, or after it; null: when it opens.</param>
/// <param name="Time">The hour of that day; null: the hour of what it counts from.</param>
/// <param name="Text">Handlebars over the person's own facts: {{name}}, {{title}}, {{due}}, {{unit}}, {{about}}, {{left}}.</param>
public sealed record DutyNotice(Moment? At, TimeOnly? Time, string Text);

/// <summary>So long after (or before) the due instant, while there is no valid answer.</summary>
/// <param name="Text">Handlebars; to a liaison or convenor {{who}} are the names of those who have not answered.</param>
public sealed record LadderStep(Moment At, Rung To, string Text);

/// <summary>A distance from the due instant: P3D before, +P1D after.</summary>
public sealed record Moment(Offset Distance, bool After)
{
    public override string ToString() => (After ? "+" : "") + Distance.Text;
}

/// <param name="Type">The name of a type of meeting; null: 其他.</param>
/// <param name="Starts">The hour at which it begins on the due day.</param>
/// <param name="Place">Empty: the meeting stays a draft, and the office is asked for place and hour.</param>
public sealed record DutyMeeting(string? Type, TimeOnly Starts, string Place, IReadOnlyList<string> Reminders, bool Countdown);

/// <param name="Size">How many at a time; who served longest ago is next, who never did first.</param>
public sealed record Rota(int Size);

/// <param name="Form">The form whose saved submissions tick it; null: ticked by the answer 1 or by hand.</param>
/// <param name="Where">Of these only those with this answer: kind → 宣讲.</param>
public sealed record ChecklistItem(string Name, string? Form, IReadOnlyDictionary<string, IReadOnlyList<string>> Where, int Times = 1);

/// <param name="Near">Whoever is of the place's own locality first.</param>
public sealed record Share(bool Near);
