using Luzhi.Core.Conversations;
using Luzhi.Core.Conversations.Secretary;
using Luzhi.Core.Directory;
using Luzhi.Core.Duties;
using Luzhi.Core.Duties.Files;
using Luzhi.Core.Meetings;
using Luzhi.Core.Messages;

namespace Luzhi.Core.Storage;

internal sealed record LineRow
{
    public long PersonId { get; init; }
    public string Name { get; init; } = "";
}

internal sealed record StaffRow
{
    public long PersonId { get; init; }
    public long Id { get; init; }
    public string Name { get; init; } = "";
    public long? UnitId { get; init; }
    public string? Unit { get; init; }
    public bool ApprovesLeave { get; init; }
    public bool MorningBrief { get; init; }
    public PersonKind Kind { get; init; }

    public Desk Desk() => new()
    {
        StaffId = Id,
        Name = Name,
        UnitId = UnitId,
        Unit = Unit,
        ApprovesLeave = ApprovesLeave,
        WantsBrief = MorningBrief,
        IsMember = Kind == PersonKind.Member,
    };
}

internal sealed record CodeRow
{
    public string Code { get; init; } = "";
    public long PersonId { get; init; }
    public DateTimeOffset? ExpiresAt { get; init; }
    public DateTimeOffset? UsedAt { get; init; }
    public DateTimeOffset? RevokedAt { get; init; }
    public string? Name { get; init; }
    public PersonKind Kind { get; init; }
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
        return new(Code, state, PersonId, state is BindingState.Free or BindingState.UsedByYou ? Name : null, Kind);
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
    public bool NeedsApproval { get; init; }
    public bool QuestionAnswered { get; init; }
    public bool? LeaveApproved { get; init; }
    public string? Text { get; init; }
    public string? Ask { get; init; }
    public string? FormVersion { get; init; }
    public DateTimeOffset? DueAt { get; init; }
    public Secrecy Secrecy { get; init; }
    public bool Study { get; init; }
    public string DutyKey { get; init; } = "";
    public DateTimeOffset? OverAt { get; init; }
    public string? Leader { get; init; }
    public string? Via { get; init; }
    public string? EnteredBy { get; init; }
    public string? Receipt { get; init; }
    public string? ReceiptAnswers { get; init; }
    public long? RequestId { get; init; }
    public string? Reason { get; init; }
    public bool? Approved { get; init; }
    public string? DecidedBy { get; init; }
    public DateTimeOffset? DecidedAt { get; init; }
    public string? Inquiry { get; init; }
    public string? Asker { get; init; }
    public long? MandateId { get; init; }
    public DateTimeOffset? ConsentedAt { get; init; }
    public string? Associate { get; init; }
    public int? Least { get; init; }
    public int SaidLength { get; init; }
    public bool Planned { get; init; }
    public string? AboutName { get; init; }
    public string? Unit { get; init; }

    /// <summary>What a duty's words may say of the line; null for what no file planned.</summary>
    public LineFacts? Line => Planned && Secrecy == Secrecy.Open ? new(Title, DueAt, Unit, AboutName, null) : null;

    /// <summary>What is not open comes without title, place and text: no flow can say what it does not know.</summary>
    public OpenItem Item(Discretion discretion) => Secrecy == Secrecy.Open ? Whole()
        : Whole() with { Title = discretion.Name(MeetingId is not null ? "meeting" : Study ? "study" : DutyKey), Place = "", Text = "", Leave = Decision is { } leave ? leave with { Reason = "" } : null };

    private OpenItem Whole() => new()
    {
        AssignmentId = AssignmentId,
        Kind = Kind,
        Title = Planned && AboutName is not null ? $"{Title}（{AboutName}）" : Title,
        When = StartsAt ?? DueAt ?? (RequestId is null ? null : OverAt),
        Place = Place ?? "",
        Text = Text ?? "",
        Invitation = Invitation,
        LeaveReason = LeaveReason,
        NeedsApproval = NeedsApproval,
        QuestionAnswered = QuestionAnswered,
        LeaveApproved = LeaveApproved,
        Inquiry = Inquiry,
        Ask = Ask,
        FormVersion = FormVersion,
        Answered = AnsweredAt is not null || ConsentedAt is not null,
        NotifiedAt = NotifiedAt,
        Secrecy = Secrecy,
        Planned = Planned,
        About = Secrecy == Secrecy.Open ? AboutName : null,
        Study = Study,
        Least = Least,
        AnsweredAt = AnsweredAt,
        SaidLength = SaidLength,
        For = Leader,
        ByProxy = Via == "proxy" ? EnteredBy : null,
        Receipt = Receipt,
        ReceiptAnswers = Pinned.Read<Dictionary<string, string>>(ReceiptAnswers),
        Leave = Decision,
        Mandate = MandateId is { } mandate ? new(mandate, Associate ?? "") : null,
    };

    private LeaveToDecide? Decision => RequestId is { } id ? new(id, Asker ?? "", Reason ?? "", Approved, DecidedBy, DecidedAt) : null;

    private OpenItemKind Kind => (MeetingId, RequestId, MandateId) switch
    {
        (not null, _, _) => OpenItemKind.Meeting,
        (_, not null, _) => OpenItemKind.Leave,
        (_, _, not null) => OpenItemKind.Mandate,
        _ => OpenItemKind.Broadcast,
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
        Line = Planned ? new(OccurrenceTitle ?? "", WantedAt, Unit, AboutName, Who) : null,
    };

    public const string Columns = $"""
        o.notice_id, n.kind, n.text, n.doorbell, n.choices, n.whom, n.by_hand, n.state AS notice_state, c.withdrawn,
        COALESCE(c.duty_key <> 'brief' AND (c.duty_key <> 'broadcast' OR b.ask IS NOT NULL) AND (c.duty_version_id IS NULL OR c.ask IS NOT NULL), false) AS duty, i.state AS invitation, a.state AS assignment, p.removed_at IS NOT NULL AS removed,
        COALESCE(c.secrecy, 'open') AS secrecy, c.duty_key, c.due_at AS wanted_at, s.id IS NOT NULL AS study,
        c.duty_version_id IS NOT NULL AS planned, COALESCE(n.rung, 'self') AS rung, c.title AS occurrence_title, a.about_name, CASE WHEN c.duty_version_id IS NOT NULL THEN {LineFactsRow.Unit} END AS unit, {LineFactsRow.Who} AS who,
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
