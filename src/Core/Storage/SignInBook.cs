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

/// <summary>
/// Signing in to the console. Five wrong tries in a quarter of an hour close a name to the network they came from, so that a stranger does not
/// keep the secretary out; fifty in an hour, from wherever, close it to all.
/// </summary>
public sealed class SignInBook(Database database, TimeProvider clock, Chance chance)
{
    private const int OneNetworkAtMost = 5;
    private static readonly TimeSpan OneNetworkWithin = TimeSpan.FromMinutes(15);

    internal const int AllAtMost = 50;
    internal static readonly TimeSpan AllWithin = TimeSpan.FromHours(1);

    /// <summary>What an unknown name is checked against, so that it takes as long as a known one.</summary>
    private readonly string nobody = Password.Hash("nobody has this password", chance);

    /// <param name="network">Where the try comes from.</param>
    public async Task<SignInAnswer> TryAsync(string name, string password, string network, CancellationToken ct)
    {
        var staff = await FindAsync(name, ct);
        if (staff is not null && await CountAsync(staff.Id, network, ct) is { } until)
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
            await WelcomeAsync(staff, network, ct);
            return new SignInAnswer.Welcome(staff);
        }

        return await RefuseAsync(staff, network, ct) is { } locked ? new SignInAnswer.Locked(locked) : new SignInAnswer.Wrong();
    }

    public async Task<bool> StillHoldsAsync(long staffId, string? stamp, CancellationToken ct)
    {
        await using var db = database.Open();
        return await db.Staff.AnyAsync(s => s.Id == staffId && s.Stamp == stamp && s.DisabledAt == null, ct);
    }

    private async Task<Staff?> FindAsync(string name, CancellationToken ct)
    {
        await using var db = database.Open();
        return await db.Staff.AsNoTracking().SingleOrDefaultAsync(s => s.Name == name && s.DisabledAt == null, ct);
    }

    /// <summary>A try counts before the password is looked at: however many come at the same moment, no more are looked at than may be.</summary>
    /// <returns>Until when there may be none; null when this one may be.</returns>
    private Task<DateTimeOffset?> CountAsync(long id, string network, CancellationToken ct) =>
        database.WriteAsync(async (db, token) =>
        {
            var now = clock.GetUtcNow();
            await db.ListAsync<long>(Lock, new { id }, token);
            await db.SignInTries.Where(t => t.StaffId == id && t.At <= now - AllWithin).ExecuteDeleteAsync(token);
            if (await ClosedAsync(db, id, network, now, token) is { } until)
            {
                return until;
            }

            db.Add(new SignInTry { StaffId = id, Network = network, At = now });
            await db.SaveChangesAsync(token);
            return (DateTimeOffset?)null;
        }, ct);

    private Task WelcomeAsync(Staff staff, string network, CancellationToken ct) =>
        database.WriteAsync(async (db, token) =>
        {
            await db.SignInTries.Where(t => t.StaffId == staff.Id && t.Network == network).ExecuteDeleteAsync(token);
            db.Add(Line(staff, "signin"));
            await db.SaveChangesAsync(token);
        }, ct);

    private Task<DateTimeOffset?> RefuseAsync(Staff staff, string network, CancellationToken ct) =>
        database.WriteAsync(async (db, token) =>
        {
            db.Add(Line(staff, "signin.wrong"));
            await db.SaveChangesAsync(token);
            return await ClosedAsync(db, staff.Id, network, clock.GetUtcNow(), token);
        }, ct);

    private static async Task<DateTimeOffset?> ClosedAsync(LuzhiDb db, long id, string network, DateTimeOffset now, CancellationToken ct)
    {
        var tries = db.SignInTries.Where(t => t.StaffId == id);
        var here = await LastButAsync(tries.Where(t => t.Network == network), OneNetworkAtMost, now - OneNetworkWithin, ct) + OneNetworkWithin;
        var anywhere = await LastButAsync(tries, AllAtMost, now - AllWithin, ct) + AllWithin;
        return here > anywhere || anywhere is null ? here : anywhere;
    }

    /// <summary>When so many fall within the time, the first of them: with it the door opens again.</summary>
    private static Task<DateTimeOffset?> LastButAsync(IQueryable<SignInTry> tries, int most, DateTimeOffset since, CancellationToken ct) =>
        tries.Where(t => t.At > since).OrderByDescending(t => t.At).Skip(most - 1).Select(t => (DateTimeOffset?)t.At).FirstOrDefaultAsync(ct);

    private AuditLine Line(Staff staff, string action) => new() { At = clock.GetUtcNow(), Actor = staff.Name, Action = action, Subject = $"staff:{staff.Id}" };

    private const string Lock = "SELECT id FROM staff WHERE id = @id FOR UPDATE";
}
