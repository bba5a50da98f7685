using Luzhi.Core.Meetings;

namespace Luzhi.Core.Conversations.Notices;

/// <summary>What the member may answer now.</summary>
public sealed class OpenNotices
{
    private readonly Facts facts;

    public OpenNotices(Facts facts)
    {
        this.facts = facts;
        var waiting = facts.Items.Where(IsOpen).ToList();

        // A short answer answers what was seen. What never reached the member is listed under 我的, but nobody answers it unseen.
        var seen = waiting.Where(Seen).ToList();
        Open = seen.Count > 0 ? seen : waiting;
        Unanswered = waiting;
        Settled = [.. facts.Items.Where(i => IsToCome(i) && i.Invitation is InvitationState.Attending or InvitationState.Leave)];
        Told = [.. facts.Items.Where(i => i.Leave?.Approved is not null && i.NotifiedAt is not null)];
    }

    /// <summary>Notices that were seen and wait for an answer; a question that was asked does not settle them.</summary>
    public IReadOnlyList<OpenItem> Open { get; }

    /// <summary>All that wait for an answer, seen or not.</summary>
    public IReadOnlyList<OpenItem> Unanswered { get; }

    /// <summary>Meetings to come that were answered: the answer may still change.</summary>
    public IReadOnlyList<OpenItem> Settled { get; }

    /// <summary>Leave that another approver decided, and this one was asked about: a late answer is told so.</summary>
    public IReadOnlyList<OpenItem> Told { get; }

    /// <summary>The meeting whose question was answered, where that answer with its choices is the last thing that reached the member: a digit is for it.</summary>
    public OpenItem? JustAnswered => Open.FirstOrDefault(i => i is { Invitation: InvitationState.Asked, QuestionAnswered: true, NotifiedAt: not null }
        && Seen(i) && Open.All(o => o == i || o.NotifiedAt < i.NotifiedAt));

    public OpenItem? Find(long assignmentId) => facts.Items.FirstOrDefault(i => i.AssignmentId == assignmentId && (i.Kind != OpenItemKind.Meeting || IsToCome(i)));

    public IReadOnlyList<OpenItem> Find(IEnumerable<long> assignmentIds) => [.. assignmentIds.Select(Find).OfType<OpenItem>()];

    /// <summary>Whether a notice came after the instant: then a question put before it is no longer the last thing shown.</summary>
    public bool CameSince(DateTimeOffset at, IReadOnlyList<long> except) =>
        Unanswered.Any(i => i.NotifiedAt > at && !except.Contains(i.AssignmentId));

    /// <summary>Whether a digit would answer it unread: it was shown on an earlier phone, or it is a decision nobody was asked for yet.</summary>
    public bool Unread(OpenItem item) => !Seen(item) && item.Leave?.Approved is null && (item.NotifiedAt is not null || item.Kind is OpenItemKind.Leave or OpenItemKind.Mandate);

    private bool Seen(OpenItem item) => item.NotifiedAt is { } at && !(facts.Speaker?.BoundAt > at);

    private bool IsOpen(OpenItem item) => item.Kind switch
    {
        OpenItemKind.Meeting => IsToCome(item) && item.Invitation is null or InvitationState.Pending or InvitationState.Asked,
        OpenItemKind.Leave => item.Leave is { Approved: null },
        OpenItemKind.Mandate => !item.Answered,
        _ => item.Ask is not null && !item.Answered,
    };

    private bool IsToCome(OpenItem item) => item.Kind == OpenItemKind.Meeting && (item.When is null || item.When > facts.Now);
}
