using Luzhi.Core.Conversations;
using Luzhi.Core.Duties;
using Luzhi.Core.Duties.Files;
using Luzhi.Core.Meetings;
using Luzhi.Core.Messages;

namespace Luzhi.Core.Storage;

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
    public Secrecy Secrecy { get; init; }
    public string? DutyKey { get; init; }
    public bool Study { get; init; }
    public DateTimeOffset? WantedAt { get; init; }
    public bool Planned { get; init; }
    public Rung Rung { get; init; }
    public string? OccurrenceTitle { get; init; }
    public string? AboutName { get; init; }
    public string? Unit { get; init; }
    public string? Who { get; init; }
    public string? Items { get; init; }
    public string? Records { get; init; }
    public string? Said { get; init; }
    public string? Leader { get; init; }
    public bool Acts { get; init; }

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
        For = Leader,
        Acts = Acts,
        Secrecy = Secrecy,
        Item = Study ? "study" : DutyKey ?? "",
        WantedAt = WantedAt,
        Rung = Rung,
        Line = Planned ? new(OccurrenceTitle ?? "", WantedAt, Unit, AboutName, Who) { Owed = Checklist.Missing(Items, Records), Said = Said } : null,
    };

    public const string Columns = $"""
        o.notice_id, n.kind, n.text, n.doorbell, n.choices, n.whom, n.by_hand, n.state AS notice_state, c.withdrawn,
        COALESCE(c.duty_key <> 'brief' AND (c.duty_key <> 'broadcast' OR b.ask IS NOT NULL) AND (c.duty_version_id IS NULL OR c.ask IS NOT NULL), false) AS duty, i.state AS invitation, a.state AS assignment, p.removed_at IS NOT NULL AS removed,
        COALESCE(c.secrecy, 'open') AS secrecy, c.duty_key, c.due_at AS wanted_at, s.id IS NOT NULL AS study,
        c.duty_version_id IS NOT NULL AS planned, COALESCE(n.rung, 'self') AS rung, c.title AS occurrence_title, a.about_name, CASE WHEN c.duty_version_id IS NOT NULL THEN {LineFactsRow.Unit} END AS unit, {LineFactsRow.Who} AS who,
        c.items, c.said, {LineFactsRow.Records} AS records,
        leader.name AS leader, leader.id IS NOT NULL AND EXISTS (
            SELECT 1 FROM mandate g WHERE g.leader_id = leader.id AND g.associate_id = o.person_id AND g.consented_at IS NOT NULL AND g.ended_at IS NULL) AS acts
        """;

    public const string Joins = """
        LEFT JOIN notice n ON n.id = o.notice_id
        LEFT JOIN occurrence c ON c.id = n.occurrence_id
        LEFT JOIN broadcast b ON b.id = CASE WHEN c.duty_key = 'broadcast' THEN CAST(substr(c.period, 2) AS bigint) END
        LEFT JOIN study s ON s.broadcast_id = b.id
        LEFT JOIN assignment a ON a.id = o.assignment_id
        LEFT JOIN invitation i ON i.assignment_id = o.assignment_id
        LEFT JOIN person p ON p.id = o.person_id
        LEFT JOIN person leader ON leader.id = a.person_id AND a.person_id <> o.person_id
        """;
}

internal sealed record WaitingRow : NoticeRow
{
    public long OutboxId { get; init; }
    public long PersonId { get; init; }
    public long? AssignmentId { get; init; }
    public DateTimeOffset? ExpiresAt { get; init; }

    public WaitingNotice Waiting(string name, Rendering rendering) =>
        new(OutboxId, AssignmentId, Rendering.Plain(rendering.Of(Notice()!, AssignmentId, name, ExpiresAt, repeatMark: "")));
}
