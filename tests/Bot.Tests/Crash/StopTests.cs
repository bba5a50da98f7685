using Luzhi.Core.Storage;

namespace Luzhi.Bot.Tests.Crash;

/// <summary>SIGTERM is no crash: what is in flight is finished, so nothing comes again and nothing is left to guess about.</summary>
public sealed class StopTests
{
    [Fact]
    public async Task Stopped_under_load_the_house_finishes_what_is_in_flight_and_repeats_nothing()
    {
        await using var scene = await Scene.SetAsync(await FreshDatabase.CreateAsync(Provider.Sqlite), 31);
        await scene.StartAsync();
        scene.Talk();
        for (var stops = 0; stops < 2; stops++)
        {
            scene.Send();
            scene.Send();
            await scene.UntilReceivedAsync(30 * (stops + 1));
            (await scene.House.StopAsync()).ShouldBe(0, scene.Said);
            await scene.StartAsync();
        }

        var account = await scene.EndAsync();
        account.Wrong.ShouldBeEmpty();
        scene.Platform.Inbox.ShouldAllBe(r => !r.Text.StartsWith(Account.Mark));
    }
}
