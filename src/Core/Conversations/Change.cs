using Luzhi.Core.Conversations.Forms;
using Luzhi.Core.Conversations.Secretary;
using Luzhi.Core.Directory;
using Luzhi.Core.Meetings;

namespace Luzhi.Core.Conversations;

/// <summary>The closed list of what a turn can change. Storage applies each in one switch, inside the turn's transaction.</summary>
public abstract record Change
{
    private Change() { }

    /// <summary>The address becomes the person's; the code is used up. An earlier address on the same channel and account is theirs no longer; on another it stays.</summary>
    public sealed record Bind(string Code, long PersonId) : Change;

    /// <summary>A code that was refused: guessing is counted, and slowed.</summary>
    public sealed record BindRefused(DateTimeOffset? BlockUntil) : Change;

    /// <summary>An answer to a meeting. <paramref name="Reason"/> for leave, <paramref name="Question"/> for asked.</summary>
    /// <param name="By">The leader's personal secretary who gives it in their name; null for the member.</param>
    public sealed record Answer(long AssignmentId, InvitationState State, string? Reason, string? Question, string? By = null) : Change;

    /// <summary>The member stands at the door of the meeting.</summary>
    public sealed record CheckIn(long AssignmentId, AttendanceState State) : Change;

    /// <summary>A broadcast was answered: read, or with words.</summary>
    /// <param name="Adds">They go on from what was said before; else they take its place.</param>
    public sealed record Reply(long AssignmentId, string Words, string? By = null, bool Adds = false) : Change;

    /// <summary>What a broadcast was answered is taken back: it is open again, and nothing is shared.</summary>
    public sealed record TakeBack(long AssignmentId) : Change;

    /// <summary>Whether others may read the speaker's note; null: none of the speaker's.</summary>
    public sealed record Share(long? AssignmentId, bool Shared) : Change;

    /// <summary>An approver's word on a leave. The first counts.</summary>
    public sealed record Decide(long AssignmentId, long RequestId, bool Approved, string? Remark, string By) : Change;

    /// <summary>An approver asks back before deciding.</summary>
    public sealed record Inquire(long AssignmentId, long RequestId, string Inquiry) : Change;

    /// <summary>The speaker knows now how it stands, and need do nothing more about it.</summary>
    public sealed record Heard(long AssignmentId) : Change;

    /// <summary>A leader's yes or no to a personal secretary.</summary>
    public sealed record Mandated(long AssignmentId, long MandateId, bool Consents) : Change;

    /// <summary>A leader takes the consent back.</summary>
    public sealed record EndMandate(long MandateId, string By) : Change;

    /// <summary>A form was saved; with an assignment it also answers that.</summary>
    /// <param name="Shown">The answers as they were read back.</param>
    /// <param name="Corrects">The speaker's earlier submission whose place it takes.</param>
    public sealed record Save(
        string Form, string? Version, string Said, IReadOnlyDictionary<string, string> Answers, IReadOnlyDictionary<string, string> Shown, long? AssignmentId, long? Corrects = null) : Change
    {
        public static Save Of(Form form, OpenForm open, IReadOnlyDictionary<string, Given> answers) => new(
            form.Id, form.Version, string.Join('\n', open.Said), answers.ToDictionary(a => a.Key, a => a.Value.Value), answers.ToDictionary(a => a.Key, a => a.Value.Shown),
            open.AssignmentId, open.Corrects);
    }

    /// <summary>The submission is withdrawn: it stays on record as withdrawn.</summary>
    public sealed record Withdraw(long SubmissionId) : Change;

    /// <summary>A code was asked for, by which a phone page knows the speaker; it takes the place of an earlier one.</summary>
    public sealed record PageCode(string Kept, DateTimeOffset ExpiresAt) : Change;

    /// <summary>A secretary's confirmed command. <paramref name="By"/> is the name on the audit trail.</summary>
    public sealed record Office(DeskAct Act, string By) : Change;

    /// <summary>A request of the speaker about their own data: onto the office's list.</summary>
    public sealed record AskOffice(DataRequestKind Kind, string Said) : Change;

    /// <summary>A waiting notice rode on this reply: offered, not delivered, until the member writes again.</summary>
    public sealed record Offer(long OutboxId) : Change;
}
