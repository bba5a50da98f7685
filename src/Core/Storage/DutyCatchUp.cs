using Luzhi.Core.Duties;
using Luzhi.Core.Duties.Files;
using Luzhi.Core.Duties.Planning;

namespace Luzhi.Core.Storage;

public sealed partial class DutyPlanBook
{
    /// <summary>What fell due while nobody watched and nobody was told of: left out, told late once, told as one with the last, or put before the office.</summary>
    private async Task<IReadOnlyList<string>> CatchUpAsync(Duty duty, IReadOnlyList<PlannedOccurrence> gone, IReadOnlyList<long> people, DateTimeOffset lookedAt, CancellationToken ct)
    {
        var missed = new List<PlannedOccurrence>();
        foreach (var plan in gone.Where(p => p.OpensAt > lookedAt || p.DueAt > lookedAt))
        {
            if (!await ToldAsync(plan, ct))
            {
                missed.Add(plan);
            }
        }

        for (var i = 0; i < missed.Count; i++)
        {
            await SettleAsync(duty, missed[i], Becomes(duty.CatchUp, isLast: i == missed.Count - 1), missed[^1].Period, people, ct);
        }

        return [.. missed.Select(p => p.Period)];
    }

    private static GapState Becomes(CatchUp policy, bool isLast) => policy switch
    {
        CatchUp.Skip => GapState.Skipped,
        CatchUp.Ask => GapState.Asked,
        CatchUp.Merge when !isLast => GapState.Merged,
        _ => GapState.ToldLate,
    };

    /// <summary>Settled before, withdrawn, or somebody has heard of it.</summary>
    private async Task<bool> ToldAsync(PlannedOccurrence plan, CancellationToken ct)
    {
        await using var db = database.Open();
        return await db.FirstAsync<bool>(Told, new { plan.DutyKey, plan.Period }, ct);
    }

    private async Task SettleAsync(Duty duty, PlannedOccurrence plan, GapState state, string into, IReadOnlyList<long> people, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await database.WriteAsync(async (db, token) =>
        {
            // Dying before the commit: it is still a gap, and the next look settles it.
            await db.RunAsync(Gap, new { plan.DutyKey, plan.Period, plan.Title, plan.DueAt, state = Naming.Snake(state.ToString()), now }, token);
            if (state != GapState.ToldLate)
            {
                await db.RunAsync(Withdraw, new { plan.DutyKey, plan.Period }, token);
            }

            var key = state switch { GapState.Skipped => "skipped", GapState.Merged => "merged", GapState.Asked => "asked", _ => "late" };
            await RecordAsync(db, duty.Id, words.Say($"duty.record.{key}", ("period", plan.Period), ("due", Civil.Say(plan.DueAt, now, zone)), ("into", into)), token);
        }, ct);
        if (state == GapState.ToldLate)
        {
            await PutAsync(duty, plan, people, Call.Late, ct);
        }
    }

    /// <summary>Put ahead before the house went down, or never: its notices fell due in the dark.</summary>
    private const string Told = """
        SELECT EXISTS (SELECT 1 FROM duty_gap g WHERE g.duty_key = @DutyKey AND g.period = @Period)
            OR EXISTS (
                SELECT 1 FROM occurrence o WHERE o.duty_key = @DutyKey AND o.period = @Period
                  AND (o.withdrawn OR NOT EXISTS (SELECT 1 FROM notice n WHERE n.occurrence_id = o.id)
                    OR EXISTS (SELECT 1 FROM notice n WHERE n.occurrence_id = o.id AND n.state IN ('rung', 'replaced'))))
        """;

    private const string Gap = """
        INSERT INTO duty_gap (duty_key, period, title, due_at, state, at) VALUES (@DutyKey, @Period, @Title, @DueAt, @state, @now)
        ON CONFLICT (duty_key, period) DO UPDATE SET state = excluded.state, at = excluded.at
        """;

    private const string Withdraw = "UPDATE occurrence SET withdrawn = true WHERE duty_key = @DutyKey AND period = @Period";
}
