using Luzhi.Core;
using Luzhi.Core.Storage;
using Xunit.Abstractions;

namespace Luzhi.Bot.Tests.Crash;

/// <summary>
/// kill -9 at each named checkpoint and at random, under load: no acknowledged message is lost or taken twice, every duty reaches everybody, and
/// only what was in flight comes again, marked. The two databases share the checkpoints; ./test --long gives all of them to each.
/// </summary>
public static class Deaths
{
    public static IReadOnlyList<string> OnSqlite { get; } =
    [
        "porch.heard", "ledger.before-commit", "bell.before-commit", "door.after-claim", "door.after-send", KillDriver.AtRandom, "acknowledge.before-commit",
        "porch.before-spool", "import.before-commit", "porch.before-reply",
    ];

    public static IReadOnlyList<string> OnPostgres { get; } =
    [
        "form.between-questions", "ledger.after-commit", "bell.after-commit", "door.before-send", "porch.after-spool", "replay.before-turn", "replay.after-turn",
        KillDriver.AtRandom, "acknowledge.after-commit", "import.after-commit", KillDriver.AtRandom,
    ];

    /// <summary>Every checkpoint and as many at random, over and over, fifty to one house: what piles up in one is not the question here.</summary>
    internal static async Task ManyAsync(Provider provider, int kills, ITestOutputHelper output)
    {
        string[] all = [.. Checkpoint.Names.SelectMany(at => (string[])[at, KillDriver.AtRandom])];
        for (var done = 0; done < kills; done += 50)
        {
            await HoldsAsync(provider, 1000 + done, [.. Enumerable.Range(done, 50).Select(i => all[i % all.Length])], output);
        }
    }

    internal static async Task HoldsAsync(Provider provider, int seed, IReadOnlyList<string> deaths, ITestOutputHelper output)
    {
        await using var scene = await Scene.SetAsync(await FreshDatabase.CreateAsync(provider), seed);
        var driver = new KillDriver(scene);
        try
        {
            var account = await driver.RunAsync(deaths);
            output.WriteLine($"{provider}, seed {seed}: {deaths.Count} kills; {account.Extent}; started in {scene.Starts.Min().TotalSeconds:F1} to {scene.Starts.Max().TotalSeconds:F1} s");
            account.Wrong.ShouldBeEmpty($"seed {seed}");
            driver.DiedAt.ShouldBe(deaths.Where(at => at.Length > 0));
        }
        catch (Exception)
        {
            output.WriteLine($"{provider}, seed {seed}, died at: {string.Join(", ", driver.DiedAt)}");
            throw;
        }
    }
}

public sealed class CheckpointsOfTheCrashLawTests
{
    [Fact]
    public void Every_checkpoint_there_is_has_its_kill() =>
        Deaths.OnSqlite.Concat(Deaths.OnPostgres).Where(at => at.Length > 0).ShouldBe(Checkpoint.Names, ignoreOrder: true);
}

public sealed class CrashOnSqliteTests(ITestOutputHelper output)
{
    [Fact, Trait("Category", "Long")]
    public Task Killed_five_hundred_times_nothing_acknowledged_is_lost_and_nothing_is_done_twice() => Deaths.ManyAsync(Provider.Sqlite, 500, output);

    [Fact]
    public Task Killed_at_any_instant_nothing_acknowledged_is_lost_and_nothing_is_done_twice() => Deaths.HoldsAsync(Provider.Sqlite, 11, Deaths.OnSqlite, output);
}

public sealed class CrashOnPostgresTests(ITestOutputHelper output)
{
    [Fact, Trait("Category", "Long")]
    public Task Killed_five_hundred_times_nothing_acknowledged_is_lost_and_nothing_is_done_twice() => Deaths.ManyAsync(Provider.Postgres, 500, output);

    [Fact]
    public Task Killed_at_any_instant_nothing_acknowledged_is_lost_and_nothing_is_done_twice() => Deaths.HoldsAsync(Provider.Postgres, 12, Deaths.OnPostgres, output);
}
