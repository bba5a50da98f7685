using Luzhi.Core.Messages;

namespace Luzhi.Core.Conversations.Secretary;

/// <summary>What a turn may know when the speaker works in the office and is not switched off: who they are there, and what is in hand.</summary>
public sealed record Desk
{
    public required long StaffId { get; init; }

    /// <summary>The name on the console and on the audit trail.</summary>
    public required string Name { get; init; }

    /// <summary>The one unit that a unit's secretary serves; null for the office.</summary>
    public long? UnitId { get; init; }
    public string? Unit { get; init; }
    public bool ApprovesLeave { get; init; }

    /// <summary>Also a member: then an ordinary sentence may still answer a notice.</summary>
    public bool IsMember { get; init; }
    public bool WantsBrief { get; init; }

    /// <summary>Meetings to come and messages that still wait for answers, soonest first.</summary>
    public IReadOnlyList<Matter> Matters { get; init; } = [];

    /// <summary>Meetings of today that have begun; looked up only for 今日.</summary>
    public IReadOnlyList<Matter> Begun { get; init; } = [];

    /// <summary>Whom the message, or the draft that waits to be confirmed, is for; null where it names nobody.</summary>
    public DeskAudience? Audience { get; init; }

    /// <summary>The people of the matter that the message, or the draft, speaks of.</summary>
    public MatterPeople? Spoken { get; init; }

    /// <summary>The member's question that the message, or the draft, answers; null where none of that number waits.</summary>
    public DeskQuestion? Question { get; init; }

    /// <summary>Every question that waits, the oldest first; looked up only for 提问.</summary>
    public IReadOnlyList<DeskAsked> Asked { get; init; } = [];

    /// <summary>What the morning brief says beside the matters; null where it was not asked for.</summary>
    public BriefCounts? Brief { get; init; }
}

public enum MatterKind { Meeting, Broadcast }

/// <summary>Something in hand that a command can speak of by its number.</summary>
public sealed record Matter
{
    /// <summary>"m12" or "b7": what a number stands for between two messages.</summary>
    public required string Ref { get; init; }
    public required MatterKind Kind { get; init; }
    public required long Id { get; init; }
    public required string Title { get; init; }

    /// <summary>A meeting's start; the instant to answer a broadcast by.</summary>
    public DateTimeOffset? When { get; init; }
    public string Place { get; init; } = "";

    /// <summary>The speaker may chase, move and stop it: the office all, a unit's secretary what they began.</summary>
    public bool Mine { get; init; }

    /// <summary>Something is asked, so that there is somebody to chase.</summary>
    public bool Asks { get; init; }

    /// <summary>Internal: its name, its place and its list are not for a chat; <see cref="Title"/> says only what it is.</summary>
    public bool Sealed { get; init; }
    public int People { get; init; }
    public int Attending { get; init; }
    public int Leave { get; init; }
    public int Asked { get; init; }

    /// <summary>Have not answered at all.</summary>
    public int Pending { get; init; }
    public DateTimeOffset? ChasedAt { get; init; }
    public DateTimeOffset? LastAnswerAt { get; init; }

    /// <summary>Once is enough until something is new: of a broadcast another day to answer by, of a meeting an answer since, or another day.</summary>
    public bool ChasedAlready(Facts facts) => Kind == MatterKind.Broadcast ? ChasedAt is not null :
        ChasedAt is { } chased && !(LastAnswerAt > chased) && TimeZoneInfo.ConvertTime(chased, facts.Zone).Date == facts.LocalNow.Date;
}

/// <param name="Said">The audience as it was written.</param>
/// <param name="Text">What was written behind it.</param>
/// <param name="Within">The audience kept to the speaker's unit: what is sent to.</param>
/// <param name="Whole">How many are meant before that.</param>
/// <param name="Fault">What is wrong with it, in words.</param>
public sealed record DeskAudience(string Said, string Text, string Within, int Count, int Whole, string? Fault, ReachPreview? Reach);

/// <param name="Id">Its number, as the secretary was told it.</param>
public sealed record DeskQuestion(long Id, string Who);

/// <param name="Sealed">About an internal meeting: neither its title nor what was asked is for a chat.</param>
public sealed record DeskAsked(long Id, string Who, string Title, string Text, bool Sealed);

/// <param name="Names">By how they answered: attending, leave, asked, answered, pending. Cut where there are very many.</param>
/// <param name="Reach">How the unanswered could be reached now.</param>
public sealed record MatterPeople(string Ref, IReadOnlyDictionary<string, IReadOnlyList<string>> Names, ReachPreview Reach);

/// <param name="Answers">That came since yesterday morning.</param>
/// <param name="Leaves">Asked for and not decided; 0 for who does not decide.</param>
/// <param name="Unreached">People on the call sheet.</param>
public sealed record BriefCounts(int Answers, int Questions, int Leaves, int Unreached);
