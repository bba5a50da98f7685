using Luzhi.Core.Conversations.Forms;
using Luzhi.Core.Conversations.Secretary;
using Luzhi.Core.Directory;
using Luzhi.Core.Duties;
using Luzhi.Core.Meetings;

namespace Luzhi.Core.Conversations;

/// <summary>Everything a turn may know. Loaded before it, for one person, in a fixed number of queries.</summary>
public sealed record Facts
{
    /// <summary>The instant of the turn.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>The body's civil time zone, in which people write and read dates.</summary>
    public required TimeZoneInfo Zone { get; init; }
    public required string BodyName { get; init; }

    /// <summary>Who is speaking; null for a follower who is bound to nobody.</summary>
    public Speaker? Speaker { get; init; }

    /// <summary>What is open for the speaker, and meetings to come that are already answered; soonest first.</summary>
    public IReadOnlyList<OpenItem> Items { get; init; } = [];

    /// <summary>Notices that waited because nobody could be reached: they ride on this reply if they fit.</summary>
    public IReadOnlyList<WaitingNotice> Waiting { get; init; } = [];

    /// <summary>The speaker's newest saved submission, for 撤销; null when there is none.</summary>
    public LastSaved? LastSaved { get; init; }

    /// <summary>What the code in this message (绑定 CODE, or an invitation's scene) turned out to be; null when there is none.</summary>
    public BindingLookup? Binding { get; init; }

    /// <summary>What the door's code in this scan turned out to be; null when there is none, or nobody knows it.</summary>
    public DoorLookup? Door { get; init; }

    /// <summary>How often the speaker was at a meeting this year; looked up only for 我的, and null where there is nothing to tell.</summary>
    public OwnAttendance? Attended { get; init; }

    /// <summary>Guessing is slowed: until then no code of this contact is looked at.</summary>
    public DateTimeOffset? BindBlockedUntil { get; init; }
    public int BindFailures { get; init; }

    /// <summary>What the speaker saved lately, newest first; looked up only for 更正 and 我的.</summary>
    public IReadOnlyList<SavedForm> Saved { get; init; } = [];

    /// <summary>People or units whose name is in what was said, or has it in theirs; looked up only while a form asks for one.</summary>
    public IReadOnlyList<Named> Named { get; init; } = [];

    /// <summary>What a secretary's commands speak of; null unless the speaker works in the office.</summary>
    public Desk? Desk { get; init; }

    public DateTimeOffset LocalNow => TimeZoneInfo.ConvertTime(Now, Zone);
}

public sealed record Speaker(long PersonId, string Name, IReadOnlyList<string> Roles, string? UnitLine)
{
    /// <summary>Since when this phone is the speaker's; what was shown before was shown on another.</summary>
    public DateTimeOffset? BoundAt { get; init; }
}

/// <summary>A meeting's invitation, what a broadcast or a planned duty asks, leave that somebody asks for, or a personal secretary to consent to.</summary>
public enum OpenItemKind { Meeting, Broadcast, Leave, Mandate }

/// <summary>Leave that the speaker is to decide, or that another approver has decided.</summary>
public sealed record LeaveToDecide(long RequestId, string Who, string Reason, bool? Approved, string? By, DateTimeOffset? At);

/// <summary>Somebody who is to answer in the speaker's name, or does already.</summary>
public sealed record ActsForMe(long MandateId, string Associate);

/// <summary>One line of "what is open for me". For a meeting <see cref="Invitation"/> says how it stands.</summary>
public sealed record OpenItem
{
    public required long AssignmentId { get; init; }
    public required OpenItemKind Kind { get; init; }
    public required string Title { get; init; }

    /// <summary>The start of a meeting; the due instant of a broadcast, if it has one.</summary>
    public DateTimeOffset? When { get; init; }
    public string Place { get; init; } = "";
    public string Text { get; init; } = "";
    public InvitationState? Invitation { get; init; }
    public string? LeaveReason { get; init; }

    /// <summary>Leave from this meeting is asked for, and granted by somebody: until then nobody has it.</summary>
    public bool NeedsApproval { get; init; }

    /// <summary>The approver's word on the leave as it stands; null while there is none.</summary>
    public bool? LeaveApproved { get; init; }

    /// <summary>Everything the speaker asked about this meeting has its answer: only the choice is open.</summary>
    public bool QuestionAnswered { get; init; }

    /// <summary>What the approver wants to know before deciding on the leave; null when nothing was asked back.</summary>
    public string? Inquiry { get; init; }

    /// <summary>The leader whose line this is, where the speaker acts for them; null for the speaker's own.</summary>
    public string? For { get; init; }

    /// <summary>Who gave the answer as the leader's personal secretary; null when the person answered, or the office for them.</summary>
    public string? ByProxy { get; init; }

    /// <summary>The form that who attends is asked to fill in.</summary>
    public string? Receipt { get; init; }

    /// <summary>What was filled in, by question; null while it was not.</summary>
    public IReadOnlyDictionary<string, string>? ReceiptAnswers { get; init; }
    public LeaveToDecide? Leave { get; init; }
    public ActsForMe? Mandate { get; init; }

    /// <summary>For a broadcast: read, text, or a form's id.</summary>
    public string? Ask { get; init; }

    /// <summary>Where a form is asked for: the version that was in force when it was.</summary>
    public string? FormVersion { get; init; }
    public bool Answered { get; init; }

    /// <summary>What is not open has the name of its kind for a title, and neither place nor text.</summary>
    public Secrecy Secrecy { get; init; }

    /// <summary>Asked by a duty's file; what it is about where the speaker has several lines of it stands in the title too.</summary>
    public bool Planned { get; init; }
    public string? About { get; init; }

    /// <summary>A study assignment: its words are a note (心得).</summary>
    public bool Study { get; init; }

    /// <summary>How long a note should be, as a wish.</summary>
    public int? Least { get; init; }

    /// <summary>To the addressee's own page, where what is studied or not open is read; null where there is none.</summary>
    public string? Link { get; init; }

    /// <summary>When it was answered, and in how many letters.</summary>
    public DateTimeOffset? AnsweredAt { get; init; }
    public int SaidLength { get; init; }

    /// <summary>A broadcast answered in words, the member's own: they can be added to, or taken back.</summary>
    public bool Noted => Kind == OpenItemKind.Broadcast && Ask == "text" && AnsweredAt is not null;

    /// <summary>Answered by the member with a word or a tick, which can be taken back; a form is taken back as what it is.</summary>
    public bool Taken => Kind == OpenItemKind.Broadcast && Ask is "text" or "read" && AnsweredAt is not null && For is null;

    /// <summary>When the notice last reached, or was offered to, the member; null while it never did.</summary>
    public DateTimeOffset? NotifiedAt { get; init; }
}

public sealed record WaitingNotice(long OutboxId, long? AssignmentId, string Text);

public sealed record LastSaved(long SubmissionId, string Form, string Said, DateTimeOffset At);

/// <summary>A form as it was saved, with its answers as they were read back.</summary>
/// <param name="Version">null in what was saved before versions were kept.</param>
public sealed record SavedForm(long SubmissionId, string Form, string? Version, string Said, IReadOnlyDictionary<string, Given> Answers, DateTimeOffset At);

public enum BindingState { Free, Unknown, Used, UsedByYou, Expired, Revoked }

/// <summary>A code looked up before the turn. <see cref="PersonName"/> is filled only for a code that is free or is the speaker's own.</summary>
public sealed record BindingLookup(string Code, BindingState State, long? PersonId, string? PersonName, PersonKind Kind = PersonKind.Member);

/// <summary>A door's code looked up before the turn, and how the speaker stands to its meeting.</summary>
/// <param name="Title">null where the title must not enter the chat.</param>
/// <param name="AssignmentId">null: not invited.</param>
/// <param name="Closed">The attendance is finished: nobody is taken in any more.</param>
public sealed record DoorLookup(
    string? Title, DateTimeOffset StartsAt, bool Announced, bool Closed, DateTimeOffset ExpiresAt, long? AssignmentId, AttendanceState? Attendance, DateTimeOffset? CheckedInAt);

/// <summary>Meetings whose attendance is finished. Facts, no merit.</summary>
public sealed record OwnAttendance(int Invited, int Attended, int Leave, int Absent);
