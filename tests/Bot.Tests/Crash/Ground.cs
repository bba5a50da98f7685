using Luzhi.Bot.Tests.WeChat;
using Luzhi.Core;
using Luzhi.Core.Directory;
using Luzhi.Core.Messages;
using Luzhi.Core.Settings;
using Luzhi.Core.Storage;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Luzhi.Bot.Tests.Crash;

/// <summary>
/// What lies under the house and outlives it: its database, its configuration, its members. Some talk, some only listen, and some can be reached
/// by a doorbell alone.
/// </summary>
internal sealed class Ground : IAsyncDisposable
{
    public const string AppId = "wx_crash";

    private const string Account = """
        windows:
          message: { open: PT48H, messages: 1000 }
        templates:
          default:
            id: bell
            fields: { thing1: title }
        """;

    private readonly FreshDatabase fresh;

    private Ground(FreshDatabase fresh) => this.fresh = fresh;

    public Database Database => fresh.Database;

    public IReadOnlyList<string> Talkers { get; } = [.. Enumerable.Range(1, 12).Select(i => $"oTalks{i:D2}")];

    public IReadOnlyList<string> Listeners { get; } = [.. Enumerable.Range(1, 40).Select(i => $"oListens{i:D2}")];

    public IReadOnlyList<string> Silent { get; } = [.. Enumerable.Range(1, 8).Select(i => $"oSilent{i:D2}")];

    public IEnumerable<string> Everybody => [.. Talkers, .. Listeners, .. Silent];

    public string Key { get; private set; } = "";

    public string SpoolFolder => fresh.Settings.Spool;

    public static async Task<Ground> LayAsync(FreshDatabase fresh)
    {
        var ground = new Ground(fresh);
        await Some.BodyAsync(ground.Database);
        await using (var db = ground.Database.Open())
        {
            var people = ground.Everybody.Select(openid => (openid, Person: db.Add(Some.Person(openid)).Entity)).ToList();
            await db.SaveChangesAsync();
            var contacts = people.ConvertAll(p => db.Add(Contact(p.openid, p.Person.Id)).Entity);
            db.AddRange(people.Select(p => new RoleHeld { PersonId = p.Person.Id, Name = "委员" }));
            await db.SaveChangesAsync();
            db.AddRange(contacts.Where(c => !ground.Silent.Contains(c.ExternalId)).Select(Window));
            await db.SaveChangesAsync();
        }

        ground.Key = await new OfficeBook(ground.Database, RunningHouse.RealClock, Chance.Real).CreateKeyAsync("测试", [], RunningHouse.Ct);
        return ground;
    }

    /// <summary>How the house is told of all this: by its environment, as an operator would.</summary>
    public Dictionary<string, string> Environment(string platform, string more = "")
    {
        var shipped = House.Find(AppContext.BaseDirectory).Config;
        var config = Path.Combine(fresh.Settings.Spool + ".house", "config");
        foreach (var file in Directory.GetFiles(shipped, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(config, Path.GetRelativePath(shipped, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy, overwrite: true);
        }

        File.WriteAllText(Path.Combine(config, "wechat.yaml"), Account + more);
        return new()
        {
            ["Config__Directory"] = config, ["ASPNETCORE_ENVIRONMENT"] = "Staging", ["Simulator__Enabled"] = "false", ["Admin__Password"] = "not-of-interest-here",
            ["Storage__Provider"] = fresh.Settings.Provider.ToString(), ["Storage__ConnectionString"] = fresh.Settings.ConnectionString, ["Storage__Spool"] = SpoolFolder,
            ["WeChat__AppId"] = AppId, ["WeChat__AppSecret"] = "s", ["WeChat__Token"] = Vectors.Token, ["WeChat__EncodingAesKey"] = WireInHouse.Key,
            ["WeChat__ApiBaseUrl"] = platform, ["Delivery__Lease"] = "PT5S", ["Delivery__SendPerSecond"] = "0", ["Logging__LogLevel__Default"] = "Warning",
        };
    }

    /// <summary>Nobody can write until what is returned is disposed of.</summary>
    public async Task<IAsyncDisposable> StallAsync()
    {
        if (fresh.Settings.Provider == Provider.Postgres)
        {
            var postgres = new NpgsqlConnection(fresh.Settings.ConnectionString);
            await postgres.OpenAsync();
            await using var take = new NpgsqlCommand("BEGIN; LOCK TABLE contact IN ACCESS EXCLUSIVE MODE", postgres);
            await take.ExecuteNonQueryAsync();
            return postgres;
        }

        var sqlite = new SqliteConnection(fresh.Settings.ConnectionString + ";Pooling=False");
        await sqlite.OpenAsync();
        await using var begin = sqlite.CreateCommand();
        begin.CommandText = "PRAGMA busy_timeout=10000; BEGIN IMMEDIATE";
        await begin.ExecuteNonQueryAsync();
        return sqlite;
    }

    public ValueTask DisposeAsync() => fresh.DisposeAsync();

    private static Contact Contact(string openid, long person) => new()
    {
        Channel = "wechat", Account = AppId, ExternalId = openid, PersonId = person, BoundAt = Some.Monday, Followed = true,
    };

    private static ReachWindow Window(Contact contact) => new()
    {
        ContactId = contact.Id, Kind = "message", ClosesAt = RunningHouse.RealClock.GetUtcNow().AddHours(40), MessagesLeft = 1000,
    };
}
