using Luzhi.Core.Conversations;
using Luzhi.Core.Duties;
using Luzhi.Core.Meetings;
using Luzhi.Core.Messages;

namespace Luzhi.Core.Storage;

internal sealed record LineRow
{
    public long PersonId { get; init; }
    public string Name { get; init; } = "";
}

internal sealed record CodeRow
{
    public string Code { get; init; } = "";
    public long PersonId { get; init; }
    public DateTimeOffset? ExpiresAt { get; init; }
    public DateTimeOffset? UsedAt { get; init; }
    public DateTimeOffset? RevokedAt { get; init; }
    public string? Name { get; init; }
    public DateTimeOffset? RemovedAt { get; init; }

    /// <summary>The name only for a code that is open to this speaker: a used or dead code tells nobody whose it was.</summary>
    public BindingLookup Lookup(long? speaker, DateTimeOffset now)
    {
        var state = this switch
        {
            { UsedAt: not null } when PersonId == speaker => BindingState.UsedByYou,
            { UsedAt: not null } => BindingState.Used,
            { RevokedAt: not null } or { RemovedAt: not null } => BindingState.Revoked,
            _ when ExpiresAt <= now => BindingState.Expired,
            _ => BindingState.Free,
        };
        return new(Code, state, PersonId, state is BindingState.Free or BindingState.UsedByYou ? Name : null);
    }
}

internal sealed record ItemRow
{
    public long PersonId { get; init; }
    public long AssignmentId { get; init; }
    public DateTimeOffset? NotifiedAt { get; init; }
    public DateTimeOffset? AnsweredAt { get; init; }
    public string Title { get; init; } = "";
    public long? MeetingId { get; init; }
    public DateTimeOffset? StartsAt { get; init; }
    public string? Place { get; init; }
    public InvitationState? Invitation { get; init; }
    public string? LeaveReason { get; init; }
    public string? Text { get; init; }
    public string? Ask { get; init; }
    public DateTimeOffset? DueAt { get; init; }

    public OpenItem Item() => new()
    {
        AssignmentId = AssignmentId,
        Kind = MeetingId is null ? OpenItemKind.Broadcast : OpenItemKind.Meeting,
        Title = Title,
        When = StartsAt ?? DueAt,
        Place = Place ?? "",
        Text = Text ?? "",
        Invitation = Invitation,
        LeaveReason = LeaveReason,
        Ask = Ask,
        Answered = AnsweredAt is not null,
        NotifiedAt = NotifiedAt,
    };
}

internal sealed record SavedRow
{
    public long Id { get; init; }
    public long PersonId { get; init; }
    public string Form { get; init; } = "";
    public string Said { get; init; } = "";
    public DateTimeOffset At { get; init; }

    public LastSaved Last() => new(Id, Form, Said, At);
}

/// <summary>The pinned notice behind an outbox row "o", and how its addressee stands to it now: the same columns wherever one is looked at.</summary>
internal record NoticeRow
{
    public long? NoticeId { get; init; }
    public string? Kind { get; init; }
    public string? Text { get; init; }
    public string? Doorbell { get; init; }
    public string? Choices { get; init; }
    public Whom Whom { get; init; }
    public bool ByHand { get; init; }
    public string? NoticeState { get; init; }
    public bool Withdrawn { get; init; }
    public bool Duty { get; init; }
    public InvitationState? Invitation { get; init; }
    public AssignmentState Assignment { get; init; }
    public bool Removed { get; init; }

    public ClaimedNotice? Notice() => NoticeId is not { } id ? null : new()
    {
        Id = id,
        Kind = Kind!,
        Text = Text!,
        Doorbell = Doorbell,
        Choices = Choices,
        Whom = Whom,
        ByHand = ByHand,
        State = NoticeState!,
        Withdrawn = Withdrawn,
        Duty = Duty,
        Invitation = Invitation,
        Assignment = Assignment,
        Member = !Removed,
    };

    public const string Columns = """
        o.notice_id, n.kind, n.text, n.doorbell, n.choices, n.whom, n.by_hand, n.state AS notice_state, c.withdrawn,
        COALESCE(c.duty_key <> 'broadcast' OR b.ask IS NOT NULL, false) AS duty, i.state AS invitation, a.state AS assignment, p.removed_at IS NOT NULL AS removed
        """;

    public const string Joins = """
        LEFT JOIN notice n ON n.id = o.notice_id
        LEFT JOIN occurrence c ON c.id = n.occurrence_id
        LEFT JOIN broadcast b ON b.id = CASE WHEN c.duty_key = 'broadcast' THEN CAST(substr(c.period, 2) AS bigint) END
        LEFT JOIN assignment a ON a.id = o.assignment_id
        LEFT JOIN invitation i ON i.assignment_id = o.assignment_id
        LEFT JOIN person p ON p.id = o.person_id
        """;
}

internal sealed record WaitingRow : NoticeRow
{
    public long OutboxId { get; init; }
    public long PersonId { get; init; }
    public long? AssignmentId { get; init; }
    public DateTimeOffset? ExpiresAt { get; init; }

    public WaitingNotice Waiting(string name) =>
        new(OutboxId, AssignmentId, Rendering.Plain(Rendering.Of(Notice()!, AssignmentId, name, repeatMark: "")));
}
