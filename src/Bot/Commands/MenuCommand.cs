using System.CommandLine;
using Luzhi.Bot.Channels.WeChat.WireOut;
using Luzhi.Core.Messages;

namespace Luzhi.Bot.Commands;

/// <summary>The account's menu: how the platform's differs from wechat.yaml, and making it so without a restart.</summary>
internal static class MenuCommand
{
    public static Command Make()
    {
        var push = new Command("push", "把配置里的菜单推到公众平台。 Push the configured menu to the platform.");
        push.SetAction((_, ct) => Errand.RunAsync(PushAsync, ct));
        var menu = new Command("menu", "对照公众平台上的菜单与 config/wechat.yaml。 Compare the platform's menu with config/wechat.yaml.") { push };
        menu.SetAction((_, ct) => Errand.RunAsync(LookAsync, ct));
        return menu;
    }

    private static async Task<int> LookAsync(Installation place, CancellationToken ct)
    {
        await using var wire = Errand.Wire(place);
        var menu = wire.GetRequiredService<AccountMenu>();
        if (Unasked(place, menu) is { } none)
        {
            return none;
        }

        var look = await menu.LookAsync(ct);
        if (look.Instead is { } instead)
        {
            return Errand.Tell(Errand.Failed, place.Words.Say("account.menu.unread", ("why", instead.Reason())));
        }

        Console.WriteLine(look.Differences.Count == 0 ? place.Words["account.menu.same"] : string.Join('\n', look.Differences));
        return Errand.Done;
    }

    private static async Task<int> PushAsync(Installation place, CancellationToken ct)
    {
        await using var wire = Errand.Wire(place);
        var menu = wire.GetRequiredService<AccountMenu>();
        if (Unasked(place, menu) is { } none)
        {
            return none;
        }

        var outcome = await menu.PushAsync(ct);
        if (outcome is not SendOutcome.Sent)
        {
            return Errand.Tell(Errand.Failed, place.Words.Say("account.menu.failed", ("why", outcome.Reason())));
        }

        Console.WriteLine(place.Words["account.menu.pushed"]);
        return Errand.Done;
    }

    private static int? Unasked(Installation place, AccountMenu menu) =>
        !place.Settings.WeChat.Configured ? Errand.Tell(Errand.BadSettings, place.Words["account.walk.none"])
        : !menu.Wanted ? Errand.Tell(Errand.Done, place.Words["account.menu.none"])
        : null;
}
