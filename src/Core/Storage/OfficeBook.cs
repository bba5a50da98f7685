using Luzhi.Core.Office;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Core.Storage;

/// <summary>Who works here: the office's staff, the machines' keys, and the trail of who did or saw what.</summary>
public sealed class OfficeBook(Database database, TimeProvider clock, Chance chance)
{
    /// <summary>Makes a key and returns its text, the only time anybody sees it; what is kept is its hash.</summary>
    public async Task<string> CreateKeyAsync(string name, IEnumerable<string> scopes, CancellationToken ct)
    {
        var text = KeyText.Make(chance);
        var key = new ApiKey
        {
            Name = name,
            Prefix = KeyText.PrefixOf(text)!,
            Hash = KeyText.Hash(text),
            Scopes = string.Join(' ', scopes.Distinct()),
            CreatedAt = clock.GetUtcNow(),
        };
        await database.WriteAsync(async (db, token) =>
        {
            db.Add(key);
            await db.SaveChangesAsync(token);
        }, ct);
        return text;
    }

    /// <summary>The key presented, if it is ours and not revoked.</summary>
    public async Task<ApiKey?> FindKeyAsync(string presented, CancellationToken ct)
    {
        if (KeyText.PrefixOf(presented) is not { } prefix)
        {
            return null;
        }

        await using var db = database.Open();
        var key = await db.ApiKeys.AsNoTracking().SingleOrDefaultAsync(k => k.Prefix == prefix && k.RevokedAt == null, ct);
        return key is not null && KeyText.Matches(presented, key.Hash) ? key : null;
    }

    /// <summary>To the minute: a busy key must not cost a write for every request.</summary>
    public async Task NoteUseAsync(ApiKey key, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (key.LastUsedAt is { } last && now - last < TimeSpan.FromMinutes(1))
        {
            return;
        }

        await database.WriteAsync((db, token) =>
            db.ApiKeys.Where(k => k.Id == key.Id).ExecuteUpdateAsync(k => k.SetProperty(x => x.LastUsedAt, now), token), ct);
    }

    public async Task<IReadOnlyList<ApiKey>> KeysAsync(CancellationToken ct)
    {
        await using var db = database.Open();
        return await db.ApiKeys.AsNoTracking().OrderBy(k => k.Id).ToListAsync(ct);
    }

    /// <returns>How many live keys of that name, or with that prefix, are dead now.</returns>
    public Task<int> RevokeKeysAsync(string nameOrPrefix, CancellationToken ct) =>
        database.WriteAsync((db, token) =>
        {
            var now = clock.GetUtcNow();
            return db.ApiKeys.Where(k => k.RevokedAt == null && (k.Name == nameOrPrefix || k.Prefix == nameOrPrefix))
                .ExecuteUpdateAsync(k => k.SetProperty(x => x.RevokedAt, now), token);
        }, ct);

    public async Task<bool> HasStaffAsync(CancellationToken ct)
    {
        await using var db = database.Open();
        return await db.Staff.AnyAsync(ct);
    }

    public async Task<Staff?> FindStaffAsync(string name, CancellationToken ct)
    {
        await using var db = database.Open();
        return await db.Staff.AsNoTracking().SingleOrDefaultAsync(s => s.Name == name, ct);
    }

    /// <summary>Somebody of the office with every right of the console.</summary>
    /// <returns>False when the name is taken: nothing was changed.</returns>
    public Task<bool> CreateOfficeAsync(string name, string password, CancellationToken ct)
    {
        // Hashed before the transaction: it is slow on purpose, and SQLite has one writer.
        var staff = new Staff
        {
            Name = name,
            PasswordHash = Password.Hash(password, chance),
            Role = StaffRole.Office,
            ApprovesLeave = true,
            Stamp = chance.Hex(16),
            CreatedAt = clock.GetUtcNow(),
        };
        return database.WriteAsync(async (db, token) =>
        {
            if (await db.Staff.AnyAsync(s => s.Name == name, token))
            {
                return false;
            }

            db.Add(staff);
            await db.SaveChangesAsync(token);
            return true;
        }, ct);
    }

    /// <summary>The new password holds at once, older cookies die, a lock-out ends.</summary>
    public async Task<bool> SetPasswordAsync(string name, string password, CancellationToken ct)
    {
        var (hash, stamp) = (Password.Hash(password, chance), chance.Hex(16));
        return await database.WriteAsync(async (db, token) =>
        {
            await db.SignInTries.Where(t => db.Staff.Any(s => s.Id == t.StaffId && s.Name == name)).ExecuteDeleteAsync(token);
            return await db.Staff.Where(s => s.Name == name).ExecuteUpdateAsync(s => s
                .SetProperty(x => x.PasswordHash, hash)
                .SetProperty(x => x.Stamp, stamp), token);
        }, ct) > 0;
    }

    /// <summary>A page that is looked at again and again is one look: not written when the same line is younger than an hour.</summary>
    public async Task AuditLookAsync(string actor, string action, string subject, CancellationToken ct)
    {
        var since = clock.GetUtcNow().AddHours(-1);
        await using var db = database.Open();
        if (!await db.Audit.AnyAsync(a => a.Actor == actor && a.Action == action && a.Subject == subject && a.At > since, ct))
        {
            await AuditAsync(actor, action, subject, null, ct);
        }
    }

    /// <summary>The trail, newest first.</summary>
    public async Task<IReadOnlyList<AuditLine>> TrailAsync(int most, CancellationToken ct)
    {
        await using var db = database.Open();
        return await db.Audit.AsNoTracking().OrderByDescending(a => a.Id).Take(most).ToListAsync(ct);
    }

    public Task AuditAsync(string actor, string action, string subject, string? detail, CancellationToken ct) =>
        database.WriteAsync(async (db, token) =>
        {
            db.Add(new AuditLine { At = clock.GetUtcNow(), Actor = actor, Action = action, Subject = subject, Detail = detail });
            await db.SaveChangesAsync(token);
        }, ct);
}
