using Luzhi.Core.Office;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Core.Storage;

/// <summary>What a try at signing in came to. The page says the same for a wrong name and a wrong password.</summary>
public abstract record SignInAnswer
{
    private SignInAnswer() { }

    public sealed record Welcome(Staff Staff) : SignInAnswer;

    public sealed record Wrong : SignInAnswer;

    public sealed record Locked(DateTimeOffset Until) : SignInAnswer;
}

/// <summary>Signing in to the console: five wrong tries lock the name for a quarter of an hour, whoever is trying.</summary>
public sealed class SignInBook(Database database, TimeProvider clock, Chance chance)
{
    private const int TriesAtMost = 5;
    private static readonly TimeSpan LockedFor = TimeSpan.FromMinutes(15);

    /// <summary>What an unknown name is checked against, so that it takes as long as a known one.</summary>
    private readonly string nobody = Password.Hash("nobody has this password", chance);

    public async Task<SignInAnswer> TryAsync(string name, string password, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var db = database.Open();
        var staff = await db.Staff.AsNoTracking().SingleOrDefaultAsync(s => s.Name == name && s.DisabledAt == null, ct);
        if (staff?.LockedUntil is { } until && until > now)
        {
            return new SignInAnswer.Locked(until);
        }

        var right = Password.Matches(password, staff?.PasswordHash ?? nobody);
        if (staff is null)
        {
            return new SignInAnswer.Wrong();
        }

        if (right)
        {
            await SetAsync(staff.Id, s => (s.FailedSignIns, s.LockedUntil) = (0, null), "signin", ct);
            return new SignInAnswer.Welcome(staff);
        }

        var lockUntil = now + LockedFor;
        var locked = false;
        await SetAsync(staff.Id, s =>
        {
            locked = ++s.FailedSignIns >= TriesAtMost;
            if (locked)
            {
                (s.FailedSignIns, s.LockedUntil) = (0, lockUntil);
            }
        }, "signin.wrong", ct);
        return locked ? new SignInAnswer.Locked(lockUntil) : new SignInAnswer.Wrong();
    }

    public async Task<bool> StillHoldsAsync(long staffId, string? stamp, CancellationToken ct)
    {
        await using var db = database.Open();
        return await db.Staff.AnyAsync(s => s.Id == staffId && s.Stamp == stamp && s.DisabledAt == null, ct);
    }

    private Task SetAsync(long id, Action<Staff> set, string action, CancellationToken ct) =>
        database.WriteAsync(async (db, token) =>
        {
            var staff = await db.Staff.SingleAsync(s => s.Id == id, token);
            set(staff);
            db.Add(new AuditLine { At = clock.GetUtcNow(), Actor = staff.Name, Action = action, Subject = $"staff:{id}" });
            await db.SaveChangesAsync(token);
        }, ct);
}
