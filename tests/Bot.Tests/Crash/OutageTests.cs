using System.Diagnostics;
using System.Globalization;
using Luzhi.Core.Storage;
using Xunit.Abstractions;

namespace Luzhi.Bot.Tests.Crash;

/// <summary>What is around the house goes away for a while, under load: nothing is lost, everything is delivered afterwards, and nobody waits longer than the platform does.</summary>
public sealed class OutageTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(8);

    [Fact]
    public async Task PostgreSQL_is_stopped_and_started_under_load()
    {
        var server = await PostgresServer.OwnAsync();
        await using var scene = await Scene.SetAsync(await FreshDatabase.CreateAsync(server), 21, Leased);
        await HoldsAsync(scene, async () =>
        {
            await server.StopAsync();
            await PassAsync(Short);
            await server.ResumeAsync();
        });
    }

    [Fact, Trait("Category", "Long")]
    public async Task PostgreSQL_is_away_for_ten_minutes_under_load()
    {
        var server = await PostgresServer.OwnAsync();
        await using var scene = await Scene.SetAsync(await FreshDatabase.CreateAsync(server), 22, Leased);
        await HoldsAsync(scene, async () =>
        {
            await server.StopAsync();
            await PassAsync(TimeSpan.FromMinutes(10));
            await server.ResumeAsync();
        });
    }

    [Fact]
    public async Task SQLite_is_locked_by_somebody_else_under_load()
    {
        await using var scene = await Scene.SetAsync(await FreshDatabase.CreateAsync(Provider.Sqlite), 23, Leased);
        await HoldsAsync(scene, async () =>
        {
            await using (await scene.Ground.StallAsync())
            {
                await PassAsync(Short);
            }
        });
    }

    [Fact]
    public Task The_platform_is_out_of_order_and_Redis_is_gone() => PlatformAsync(24, TimeSpan.FromSeconds(2));

    [Fact, Trait("Category", "Long")]
    public Task The_platform_is_out_of_order_for_ten_minutes() => PlatformAsync(25, TimeSpan.FromMinutes(10.0 / 3));

    /// <param name="seed">Of the load.</param>
    /// <param name="each">How long each of its three ways of failing lasts.</param>
    private async Task PlatformAsync(int seed, TimeSpan each)
    {
        using var redis = await RedisAsync();
        await using var scene = await Scene.SetAsync(
            await FreshDatabase.CreateAsync(Provider.Sqlite), seed, [Leased, new("Redis__ConnectionString", $"127.0.0.1:{RedisPort}")]);
        await HoldsAsync(scene, async () =>
        {
            redis.Kill();
            foreach (var trouble in new Func<CancellationToken, Task<(int, string)?>>[] { Busy, Broken, GoneAsync })
            {
                scene.Platform.Trouble = trouble;
                await PassAsync(each);
            }

            scene.Platform.Trouble = null;
            scene.Platform.Troubled.ShouldBeGreaterThan(0);
        });
    }

    private async Task HoldsAsync(Scene scene, Func<Task> outage)
    {
        await scene.StartAsync();
        scene.Talk();
        scene.Send();
        scene.Send();
        await PassAsync(TimeSpan.FromSeconds(1));
        await outage();
        scene.Send();
        await PassAsync(TimeSpan.FromSeconds(1));
        var account = await scene.EndAsync();
        output.WriteLine(account.Extent);
        account.Wrong.ShouldBeEmpty(scene.House.Said);
        scene.Crowd.Pushes.ShouldAllBe(push => push.Acknowledged, "no answer came later than the platform waits, and none was refused");
    }

    /// <summary>As shipped: what was sent when the database went away is acknowledged when it is back, not sent again.</summary>
    private static KeyValuePair<string, string> Leased => new("Delivery__Lease", "PT1M");

    private static Task<(int, string)?> Busy(CancellationToken ct) => Task.FromResult<(int, string)?>((200, """{"errcode":-1,"errmsg":"system error"}"""));

    private static Task<(int, string)?> Broken(CancellationToken ct) => Task.FromResult<(int, string)?>((500, "oops"));

    /// <summary>Takes the call and never answers it.</summary>
    private static Task<(int, string)?> GoneAsync(CancellationToken ct) => Task.FromResult<(int, string)?>(null);

    /// <summary>The outage lasts; nothing is awaited that could be seen from here.</summary>
    private static Task PassAsync(TimeSpan span) => Task.Delay(span, RunningHouse.RealClock, RunningHouse.Ct);

    private static int RedisPort { get; } = HouseProcess.FreePort();

    private static async Task<Process> RedisAsync()
    {
        var program = Missing.Find("redis-server");
        if (program is null)
        {
            Missing.Skip("Redis");
        }

        var redis = Process.Start(new ProcessStartInfo(
            program, ["--bind", "127.0.0.1", "--port", RedisPort.ToString(CultureInfo.InvariantCulture), "--save", "", "--appendonly", "no"])
        { RedirectStandardOutput = true })!;
        while (await redis.StandardOutput.ReadLineAsync() is { } line && !line.Contains("Ready to accept", StringComparison.Ordinal))
        {
        }

        return redis;
    }
}
