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
