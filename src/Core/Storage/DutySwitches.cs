using Luzhi.Core.Duties;
using Luzhi.Core.Office;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Core.Storage;

public sealed partial class DutyPlanBook
{
    /// <summary>The office's word on whether a duty runs. Switched off it takes nothing back: what is open stays open, until somebody withdraws it.</summary>
    /// <returns>false when there is no such duty.</returns>
    public async Task<bool> SwitchAsync(string duty, bool on, string by, CancellationToken ct)
    {
        if (shelf.Find(duty) is null)
        {
            return false;
        }

        var now = clock.GetUtcNow();
        await database.WriteAsync(async (db, token) =>
        {
            await db.RunAsync(Switch, new { duty, on, by, now }, token);
            db.Add(new AuditLine { At = now, Actor = by, Action = on ? "duty.on" : "duty.off", Subject = $"duty:{duty}" });
            await db.SaveChangesAsync(token);
        }, ct);
        return true;
    }

    /// <summary>Takes back what is open: nothing more is said of it. Answers given stay on record.</summary>
    /// <returns>false when there is no such occurrence, or it was taken back already.</returns>
    public Task<bool> WithdrawAsync(long occurrence, string by, CancellationToken ct) => database.WriteAsync(async (db, token) =>
    {
        if (await db.Occurrences.SingleOrDefaultAsync(o => o.Id == occurrence && o.DutyVersionId != null && !o.Withdrawn, token) is not { } open)
        {
            return false;
        }

        open.Withdrawn = true;
        await db.Notices.Where(n => n.OccurrenceId == occurrence && (n.State == "due" || n.State == "rung")).ExecuteUpdateAsync(set => set.SetProperty(n => n.State, "withdrawn"), token);
        db.Add(new AuditLine { At = clock.GetUtcNow(), Actor = by, Action = "duty.withdraw", Subject = $"duty:{open.DutyKey}", Detail = open.Period });
        await db.SaveChangesAsync(token);
        return true;
    }, ct);

    private const string Switch = """
        INSERT INTO duty_switch (duty_key, is_on, changed_by, changed_at) VALUES (@duty, @on, @by, @now)
        ON CONFLICT (duty_key) DO UPDATE SET is_on = excluded.is_on, changed_by = excluded.changed_by, changed_at = excluded.changed_at
        """;
}
