namespace Luzhi.Bot.Tests.Crash;

/// <summary>Kills the house under load, starts it again and goes on; in the end it is counted from outside what became of everything.</summary>
internal sealed class KillDriver(Scene scene)
{
    /// <summary>At no named line: whenever it happens to be.</summary>
    public const string AtRandom = "";

    private static readonly TimeSpan DiesWithin = TimeSpan.FromSeconds(60);

    /// <summary>Where it died by itself, in order.</summary>
    public List<string> DiedAt { get; } = [];

    public async Task<Account> RunAsync(IEnumerable<string> deaths)
    {
        scene.Talk();
        foreach (var at in deaths)
        {
            await DieAsync(at);
        }

        await scene.StartAsync();
        return await scene.EndAsync();
    }

    private async Task DieAsync(string at)
    {
        var random = at == AtRandom;
        await scene.StartAsync(random ? null : $"{at}:{1 + (scene.Chance.Bytes(1)[0] % Often(at))}");
        scene.Send();
        scene.Send();
        if (at.StartsWith("import", StringComparison.Ordinal))
        {
            scene.Import();
        }

        if (random)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100 + (8 * scene.Chance.Bytes(1)[0])), RunningHouse.RealClock, RunningHouse.Ct);
            await scene.House.KillAsync();
            return;
        }

        if (at.StartsWith("replay", StringComparison.Ordinal))
        {
            await using var stall = await scene.Ground.StallAsync();
            await scene.SpooledAsync();
        }

        await using (at.EndsWith("-spool", StringComparison.Ordinal) ? await scene.Ground.StallAsync() : null)
        {
            (await scene.House.DiesAsync(DiesWithin)).ShouldBeTrue($"{at} was not reached; {scene.Said}");
        }

        DiedAt.Add(at);
    }

    /// <summary>How often a line is reached at least in one life under this load, so that it may be any of these times.</summary>
    private static int Often(string at) => at.Split('.')[0] switch
    {
        "bell" or "import" or "replay" => 1,
        "door" when at != "door.after-claim" => 30,
        "form" => 5,
        "ledger" or "porch" when !at.EndsWith("-spool", StringComparison.Ordinal) => 20,
        _ => 2,
    };
}
