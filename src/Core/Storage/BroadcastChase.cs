using Luzhi.Core.Duties;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Core.Storage;

/// <summary>What the office does about a broadcast, or a study assignment, that is out: it chases once, gives more time, enters an answer.</summary>
public sealed partial class BroadcastBook
{
    private static readonly string[] OtherWays = ["phone", "paper", "console"];

    /// <summary>Once more to those who have not answered, and to nobody else; once for each day to answer by.</summary>
    /// <param name="said">The secretary's own words for it; null for the house's.</param>
    /// <returns>null when there is no such broadcast.</returns>
    /// <exception cref="FaultsException">It asks nothing, or they were chased already.</exception>
    public Task<Broadcast?> ChaseAsync(long id, string? said, string by, CancellationToken ct) => ChangeAsync(id, by, "broadcast.chase", async (db, broadcast, occurrence, token) =>
    {
        var (now, key) = (clock.GetUtcNow(), BroadcastPlan.ChaseKey(broadcast));
        FaultsException.ThrowIfAny(
            broadcast.Ask is null ? [new("ask", words["broadcast.fault.asks_nothing"])]
            : await db.Notices.AnyAsync(n => n.OccurrenceId == occurrence.Id && n.Kind == "chase" && (n.State != "withdrawn" || n.UniqueKey == key), token) ? [new("state", words["broadcast.fault.chased"])] : []);
        Ring(db, occurrence.Id, await db.Studies.SingleOrDefaultAsync(s => s.BroadcastId == id, token) is { } study
            ? Studies.Chased(study, broadcast, said, now) : Plan.Chased(broadcast, said, now));
    }, ct);

    /// <summary>When those who have not answered were chased for the day that holds now; null when they were not.</summary>
    public async Task<DateTimeOffset?> ChasedAsync(long id, CancellationToken ct)
    {
        var period = PeriodOf(id);
        await using var db = database.Open();
        return await (
            from occurrence in db.Occurrences
            where occurrence.DutyKey == "broadcast" && occurrence.Period == period
            join notice in db.Notices on occurrence.Id equals notice.OccurrenceId
            where notice.Kind == "chase" && notice.State != "withdrawn"
            orderby notice.Id descending
            select (DateTimeOffset?)notice.DueAt).FirstOrDefaultAsync(ct);
    }

    /// <summary>Another day to answer by: what waits for somebody waits as long, and whoever has not answered may be chased again.</summary>
    /// <returns>null when there is no such broadcast.</returns>
    /// <exception cref="FaultsException">It asks nothing, or the day is past.</exception>
    public Task<Broadcast?> ExtendAsync(long id, DateTimeOffset due, string by, CancellationToken ct) => ChangeAsync(id, by, "broadcast.extend", async (db, broadcast, occurrence, token) =>
    {
        FaultsException.ThrowIfAny(
            broadcast.Ask is null ? [new("ask", words["broadcast.fault.asks_nothing"])] : Plan.Due(due, clock.GetUtcNow()));
        (broadcast.DueAt, occurrence.DueAt) = (due.ToUniversalTime(), due.ToUniversalTime());
        await db.Studies.Where(s => s.BroadcastId == id).ExecuteUpdateAsync(set => set.SetProperty(s => s.DueAt, due.ToUniversalTime()), token);
        // What was said about the day before is not said any more: whoever it did not reach hears of the new one.
        await db.Notices.Where(n => n.OccurrenceId == occurrence.Id && n.Kind == "chase").ExecuteUpdateAsync(set => set.SetProperty(n => n.State, "withdrawn"), token);
        var told = db.Notices.Where(n => n.OccurrenceId == occurrence.Id && n.Kind == "broadcast");
        await told.ExecuteUpdateAsync(set => set.SetProperty(n => n.ExpiresAt, due.ToUniversalTime()), token);
        await db.Outbox.Where(o => told.Any(n => n.Id == o.NoticeId)).ExecuteUpdateAsync(set => set.SetProperty(o => o.ExpiresAt, due.ToUniversalTime()), token);
    }, ct);

    /// <summary>An answer that came by phone, on paper or at the desk.</summary>
    /// <param name="said">In the member's own words; null where it was only read.</param>
    /// <returns>null when there is no such broadcast.</returns>
    public Task<Broadcast?> EnterAsync(long id, long personId, string via, string? said, string by, CancellationToken ct) => ChangeAsync(id, by, "broadcast.answer", async (db, broadcast, occurrence, token) =>
    {
        var line = await db.Assignments.SingleOrDefaultAsync(a => a.OccurrenceId == occurrence.Id && a.PersonId == personId, token);
        FaultsException.ThrowIfAny(
        [
            .. OtherWays.Contains(via) ? [] : new[] { new Fault("via", words["meeting.fault.via"]) },
            .. line is null ? [new Fault("who", words["broadcast.fault.not_asked"])] : Array.Empty<Fault>(),
        ]);
        (line!.State, line.AnsweredAt, line.Via) = (AssignmentState.Answered, clock.GetUtcNow(), via);
        line.Answer = string.IsNullOrWhiteSpace(said) ? words["notice.read_word"] : said.Trim();
    }, ct);

    /// <summary>Who of its people is meant by a name, or by a number: more than one where two share it.</summary>
    public async Task<IReadOnlyList<long>> MeantAsync(long id, long? personId, string name, CancellationToken ct)
    {
        var period = PeriodOf(id);
        await using var db = database.Open();
        return await (
            from occurrence in db.Occurrences
            where occurrence.DutyKey == "broadcast" && occurrence.Period == period
            join assignment in db.Assignments on occurrence.Id equals assignment.OccurrenceId
            join person in db.People on assignment.PersonId equals person.Id
            where personId == null ? person.Name == name : person.Id == personId
            select person.Id).Take(2).ToListAsync(ct);
    }
}
