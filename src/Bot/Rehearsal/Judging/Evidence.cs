using Luzhi.Core.Duties;
using Luzhi.Core.Duties.Planning;
using Luzhi.Core.Storage;

namespace Luzhi.Bot.Rehearsal.Judging;

/// <summary>What a year is judged by: the ledger it left, what the files planned, what the office called, and what really came to the phones.</summary>
/// <param name="Planned">What the planner says the files ask of this year, worked out again at the end and from nothing but the files.</param>
/// <param name="Called">The meetings of the office, and whom each must have reached.</param>
/// <param name="Arrivals">How many messages came to all phones by themselves.</param>
/// <param name="Unfollowed">From when to when a phone's holder had unsubscribed; no end: until the end.</param>
/// <param name="Alarms">What the house itself called an error.</param>
internal sealed record Evidence(
    LedgerYear Ledger, DateTimeOffset From, DateTimeOffset To, QuietHours Quiet, IReadOnlyList<PlannedOccurrence> Planned, IReadOnlySet<string> DutyKeys,
    IReadOnlyList<Called> Called, int Arrivals, IReadOnlyList<Absence> Unfollowed, IReadOnlyList<string> Alarms)
{
    private LedgerIndex? index;

    private LedgerIndex Index => ReferenceEquals(index?.Of, Ledger) ? index : index = new LedgerIndex(Ledger);

    public IReadOnlyDictionary<long, LedgerOccurrence> Occurrences => Index.Occurrences;

    public IReadOnlyDictionary<long, LedgerNotice> Notices => Index.Notices;

    public IReadOnlyDictionary<long, LedgerLine> Lines => Index.Lines;

    public IReadOnlyDictionary<long, LedgerPerson> People => Index.People;

    public string NameOf(long? person) => person is { } id && People.TryGetValue(id, out var known) ? known.Name : "？";

    /// <summary>What really went out by itself, and of what it was.</summary>
    public IEnumerable<(LedgerMessage Message, LedgerNotice Notice)> Sent() =>
        Ledger.Messages.Where(m => m.Outcome == "sent" && m.NoticeId is not null && Notices.ContainsKey(m.NoticeId.Value)).Select(m => (m, Notices[m.NoticeId!.Value]));
}

internal sealed record Absence(long PersonId, DateTimeOffset From, DateTimeOffset? To);

internal sealed class LedgerIndex(LedgerYear ledger)
{
    public LedgerYear Of => ledger;

    public Dictionary<long, LedgerOccurrence> Occurrences { get; } = ledger.Occurrences.ToDictionary(o => o.Id);

    public Dictionary<long, LedgerNotice> Notices { get; } = ledger.Notices.ToDictionary(n => n.Id);

    public Dictionary<long, LedgerLine> Lines { get; } = ledger.Lines.ToDictionary(l => l.Id);

    public Dictionary<long, LedgerPerson> People { get; } = ledger.People.ToDictionary(p => p.Id);
}
