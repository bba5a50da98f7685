using Luzhi.Core.Office;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Core.Storage;

/// <summary>The console's first user, made at the first start, and how Development keeps its password known.</summary>
public sealed class FirstAdminBook(Database database, OfficeBook office)
{
    public const string Name = "admin";
    private const string MadeStamp = "admin.made_stamp";

    /// <returns>True when the user was made now.</returns>
    public async Task<bool> MakeAsync(string password, CancellationToken ct)
    {
        if (await office.HasStaffAsync(ct) || !await office.CreateOfficeAsync(Name, password, ct))
        {
            return false;
        }

        var made = await office.FindStaffAsync(Name, ct);
        await database.WriteAsync(async (db, token) =>
        {
            db.Add(new Setting { Key = MadeStamp, Value = made!.Stamp });
            await db.SaveChangesAsync(token);
        }, ct);
        return true;
    }

    /// <summary>Gives the first user this password, unless somebody has chosen one since: then nothing changes. Signed-in browsers stay signed in.</summary>
    /// <returns>True when the password holds now.</returns>
    public async Task<bool> RenewAsync(string hash, CancellationToken ct) =>
        await database.WriteAsync((db, token) => db.Staff
            .Where(s => s.Name == Name && db.Settings.Any(k => k.Key == MadeStamp && k.Value == s.Stamp))
            .ExecuteUpdateAsync(s => s.SetProperty(x => x.PasswordHash, hash), token), ct) > 0;
}
