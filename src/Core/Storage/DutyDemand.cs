using Luzhi.Core.Duties;
using Luzhi.Core.Duties.Files;
using Luzhi.Core.Duties.Planning;
using Luzhi.Core.Office;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Core.Storage;

public sealed partial class DutyPlanBook
{
    /// <summary>How often a duty was called for.</summary>
    public async Task<int> CalledAsync(string duty, CancellationToken ct)
    {
        await using var db = database.Open();
        return await db.Occurrences.CountAsync(o => o.DutyKey == duty && EF.Functions.Like(o.Period, "d%"), ct);
    }

    /// <summary>Opens an occurrence now, because a person says so: its people hear at once, whatever the hour.</summary>
    /// <param name="said">What it is about this time, where the file's words have a place for it.</param>
    /// <exception cref="FaultsException">It is open already, its audience cannot be read or means nobody.</exception>
    public async Task<long> CallAsync(Duty duty, PlannedOccurrence planned, string? said, string by, CancellationToken ct)
    {
        var people = await PeopleAsync(duty, ct);
        await using var db = database.Open();
        var before = await db.FirstAsync<Standing>(Find, new { planned.DutyKey, planned.Period }, ct);
        FaultsException.ThrowIfAny([
            .. before is { Withdrawn: false } && before.OpensAt <= clock.GetUtcNow() ? [new Fault("state", words.Say("duty.fault.open", ("period", planned.Period)))] : Array.Empty<Fault>(),
            .. before is { Withdrawn: true } ? [new Fault("state", words.Say("duty.fault.withdrawn", ("period", planned.Period)))] : Array.Empty<Fault>(),
            .. people.Count == 0 ? [new Fault("audience", words.Say("meeting.fault.audience_empty", ("audience", duty.Audience)))] : Array.Empty<Fault>(),
        ]);
        return await database.WriteAsync(async (write, token) =>
        {
            await PutAsync(duty, planned, people, Call.ByHand, token);
            await write.RunAsync(Say, new { planned.DutyKey, planned.Period, said }, token);
            write.Add(new AuditLine { At = clock.GetUtcNow(), Actor = by, Action = "duty.call", Subject = $"duty:{duty.Id}", Detail = planned.Period });
            await write.SaveChangesAsync(token);
            return (await write.FirstAsync<Standing>(Find, new { planned.DutyKey, planned.Period }, token))!.Id;
        }, ct);
    }

    /// <summary>A person's word on a period that waits for the office: told late after all, or left out.</summary>
    /// <param name="planned">The period, planned again; null to leave it out.</param>
    /// <returns>false when it does not wait any more.</returns>
    public async Task<bool> SettleGapAsync(long gap, Duty duty, PlannedOccurrence? planned, string by, CancellationToken ct)
    {
        var people = await PeopleAsync(duty, ct);
        return await database.WriteAsync(async (db, token) =>
        {
            if (await db.DutyGaps.SingleOrDefaultAsync(g => g.Id == gap && g.DutyKey == duty.Id && g.State == GapState.Asked, token) is not { } open)
            {
                return false;
            }

            (open.State, open.SettledBy) = (planned is null ? GapState.Skipped : GapState.ToldLate, by);
            db.Add(new AuditLine { At = clock.GetUtcNow(), Actor = by, Action = "duty.gap", Subject = $"duty:{duty.Id}", Detail = open.Period });
            await db.SaveChangesAsync(token);
            if (planned is not null)
            {
                await db.RunAsync(Restore, new { planned.DutyKey, planned.Period }, token);
                await PutAsync(duty, planned, people, Call.Late, token);
            }

            return true;
        }, ct);
    }

    private const string Say = "UPDATE occurrence SET said = @said WHERE duty_key = @DutyKey AND period = @Period";

    private const string Restore = "UPDATE occurrence SET withdrawn = false WHERE duty_key = @DutyKey AND period = @Period";
}
