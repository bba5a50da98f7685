using Luzhi.Core.Office;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Core.Storage;

/// <summary>One thing that happened in the stand-in of the platform, in the stand-in's own words. Append-only.</summary>
public sealed class SimulatorRecord
{
    public long Id { get; set; }
    public DateTimeOffset At { get; set; }
    public required string Happening { get; set; }
}

/// <summary>What the simulator keeps in the product's own database: its record, and how far the clock was pulled forward.</summary>
public sealed class SimulatorBook(Database database)
{
    private const string ClockShift = "simulator.clock_shift";

    public async Task<IReadOnlyList<string>> ReadAsync(CancellationToken ct)
    {
        await using var db = database.Open();
        return await db.SimulatorRecords.OrderBy(r => r.Id).Select(r => r.Happening).ToListAsync(ct);
    }

    public Task AppendAsync(IReadOnlyList<SimulatorRecord> records, CancellationToken ct) =>
        database.WriteAsync(async (db, token) =>
        {
            db.SimulatorRecords.AddRange(records);
            await db.SaveChangesAsync(token);
        }, ct);

    public async Task<TimeSpan> ClockShiftAsync(CancellationToken ct)
    {
        await using var db = database.Open();
        var kept = await db.Settings.Where(s => s.Key == ClockShift).Select(s => s.Value).SingleOrDefaultAsync(ct);
        return kept is null ? TimeSpan.Zero : TimeSpan.ParseExact(kept, "c", null);
    }

    public Task KeepClockShiftAsync(TimeSpan shift, CancellationToken ct) =>
        database.WriteAsync(async (db, token) =>
        {
            var row = await db.Settings.SingleOrDefaultAsync(s => s.Key == ClockShift, token);
            if (row is null)
            {
                db.Settings.Add(row = new Setting { Key = ClockShift, Value = "" });
            }

            row.Value = shift.ToString("c", null);
            await db.SaveChangesAsync(token);
        }, ct);
}
