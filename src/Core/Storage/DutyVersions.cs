using Luzhi.Core.Duties.Files;

namespace Luzhi.Core.Storage;

/// <summary>Each text that a duty's file has had, counted: what an occurrence was planned by stays with it.</summary>
internal static class DutyVersions
{
    /// <summary>The row of the text in force; a new one when the text changed. Inside the caller's transaction.</summary>
    public static async Task<long> TakeAsync(LuzhiDb db, Duty duty, DateTimeOffset now, CancellationToken ct)
    {
        var about = new { duty.Id, duty.Version, duty.Title, duty.Written, now };
        if (await db.FirstAsync<Latest>(Newest, about, ct) is { } latest && latest.Hash == duty.Version)
        {
            return latest.Id;
        }

        await db.RunAsync(Add, about, ct);
        return (await db.FirstAsync<Latest>(Newest, about, ct))!.Id;
    }

    private sealed record Latest
    {
        public long Id { get; init; }
        public string Hash { get; init; } = "";
    }

    private const string Newest = "SELECT id, hash FROM duty_version WHERE duty_key = @Id ORDER BY version DESC LIMIT 1";

    /// <summary>Of two nodes that find the same change one writes it down.</summary>
    private const string Add = """
        INSERT INTO duty_version (duty_key, version, title, content, hash, taken_at)
        SELECT @Id, COALESCE(max(version), 0) + 1, @Title, @Written, @Version, @now FROM duty_version WHERE duty_key = @Id
        ON CONFLICT (duty_key, version) DO NOTHING
        """;
}
