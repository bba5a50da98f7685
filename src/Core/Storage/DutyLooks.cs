using Luzhi.Core.Duties;
using Luzhi.Core.Duties.Files;
using Luzhi.Core.Duties.Planning;
using Luzhi.Core.Meetings;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Core.Storage;

public sealed partial class DutyPlanBook
{
    /// <summary>A meeting that is over is still counted from for so long: what comes after it.</summary>
    private static readonly TimeSpan MeetingsStay = TimeSpan.FromDays(400);

    /// <summary>What the planner must know beside the files and the holidays.</summary>
    /// <param name="termStart">The first day of a term of office.</param>
    public async Task<PlanFacts> FactsAsync(DateOnly termStart, CancellationToken ct)
    {
        var since = clock.GetUtcNow() - MeetingsStay;
        await using var db = database.Open();
        var meetings = await (
            from meeting in db.Meetings.AsNoTracking()
            where meeting.State == MeetingState.Announced && meeting.StartsAt > since
            join type in db.MeetingTypes on meeting.TypeId equals type.Id
            orderby meeting.StartsAt, meeting.Id
            select new MeetingDate(meeting.Id, type.Name, meeting.Title, meeting.StartsAt)).ToListAsync(ct);
        return new PlanFacts(zone, Quiet, termStart, meetings);
    }

    /// <summary>By the office's switch, else by the file.</summary>
    public async Task<IReadOnlyList<Duty>> OnAsync(CancellationToken ct)
    {
        await using var db = database.Open();
        var switched = await db.DutySwitches.AsNoTracking().ToDictionaryAsync(s => s.DutyKey, s => s.IsOn, ct);
        return [.. shelf.All.Where(d => switched.GetValueOrDefault(d.Id, d.On))];
    }

    /// <summary>When each duty was last planned, while it was on.</summary>
    public async Task<IReadOnlyDictionary<string, DateTimeOffset>> LooksAsync(CancellationToken ct)
    {
        await using var db = database.Open();
        return await db.DutyLooks.AsNoTracking().ToDictionaryAsync(l => l.DutyKey, l => l.LookedAt, ct);
    }

    /// <summary>A duty that is off misses nothing: switched on again it begins anew.</summary>
    public async Task<int> RestAsync(IReadOnlyCollection<string> on, CancellationToken ct)
    {
        var dropped = 0;
        foreach (var duty in (await LooksAsync(ct)).Keys.Except(on))
        {
            dropped += (await DropAsync(duty, [], ct)).Count;
            await database.WriteAsync((db, token) => db.RunAsync(Unlook, new { duty }, token), ct);
        }

        return dropped;
    }

    /// <summary>
    /// What planning rests on beside the files, in one line that differs when any of it does: people and what they belong to, meetings, switches.
    /// A look at the whole is spared where it is the same.
    /// </summary>
    public async Task<string> BasisAsync(CancellationToken ct)
    {
        await using var db = database.Open();
        var row = await db.FirstAsync<string>(Basis, new { today = Today }, ct);
        return string.Join('|', Today, row, string.Join(',', shelf.All.Select(d => d.Version)), string.Join(',', forms.All.Select(f => f.Version)));
    }

    private Task<int> LookedAsync(string duty, DateTimeOffset now, CancellationToken ct) =>
        database.WriteAsync((db, token) => db.RunAsync(Look, new { duty, now }, token), ct);

    private const string Look = """
        INSERT INTO duty_look (duty_key, looked_at) VALUES (@duty, @now) ON CONFLICT (duty_key) DO UPDATE SET looked_at = excluded.looked_at
        """;

    private const string Unlook = "DELETE FROM duty_look WHERE duty_key = @duty";

    private const string Basis = $"""
        SELECT (SELECT count(*) || ':' || COALESCE(sum(id), 0) || ':' || COALESCE(sum(length(party)), 0) FROM person WHERE removed_at IS NULL)
            || '|' || (SELECT count(*) || ':' || COALESCE(sum(m.id), 0) || ':' || COALESCE(sum(length(m.role)), 0) FROM membership m WHERE {DutyLineFinder.Holds})
            || '|' || (SELECT count(*) || ':' || COALESCE(sum(m.id), 0) FROM role_held m WHERE {DutyLineFinder.Holds})
            || '|' || (SELECT count(*) || ':' || COALESCE(sum(m.id), 0) FROM link m WHERE {DutyLineFinder.Holds})
            || '|' || (SELECT count(*) || ':' || COALESCE(sum(id), 0) FROM unit WHERE (opens_on IS NULL OR opens_on <= @today) AND (closes_on IS NULL OR closes_on >= @today))
            || '|' || (SELECT count(*) || ':' || COALESCE(sum(version), 0) || ':' || COALESCE(sum(id), 0) FROM meeting WHERE state = 'announced')
            || '|' || (SELECT count(*) || ':' || COALESCE(sum(CASE WHEN is_on THEN 1 ELSE 0 END), 0) || ':' || COALESCE(max(changed_at) || '', '') FROM duty_switch)
        """;
}
