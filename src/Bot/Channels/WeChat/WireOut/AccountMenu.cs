using Luzhi.Core.Messages;
using Luzhi.Core.Settings;

namespace Luzhi.Bot.Channels.WeChat.WireOut;

/// <summary>How the platform's menu stands to ours, in words; <see cref="Instead"/> when it could not be read.</summary>
public sealed record MenuLook(IReadOnlyList<string> Differences, SendOutcome? Instead);

/// <summary>The account's menu on the platform: read, compared with wechat.yaml, and made so. Where the file has none, the platform's is left alone.</summary>
public sealed class AccountMenu(Platform platform, Outcomes outcomes, WeChatAccount account, Words words)
{
    public const string ShownPath = "/cgi-bin/get_current_selfmenu_info";
    public const string CreatePath = "/cgi-bin/menu/create";

    public bool Wanted => account.Menu.Count > 0;

    public async Task<MenuLook> LookAsync(CancellationToken ct)
    {
        var answer = await platform.GetAsync(ShownPath, "", ct);
        return answer is PlatformAnswer.Coded { Code: 0 } coded
            ? new MenuLook(MenuDifferences.Between([.. account.Menu.Select(ShownButton.Of)], ShownButton.All(coded.Body), words), null)
            : new MenuLook([], outcomes.Of(answer, repeatable: true));
    }

    /// <summary>Makes the platform's menu ours. Phones show it after some minutes, or at once to who follows anew.</summary>
    /// <exception cref="InvalidOperationException">The file has no menu: an empty one is never pushed.</exception>
    public async Task<SendOutcome> PushAsync(CancellationToken ct)
    {
        if (!Wanted)
        {
            throw new InvalidOperationException("there is no menu to push");
        }

        return outcomes.Of(await platform.PostAsync(CreatePath, new { button = account.Menu.Select(Wire) }, ct), repeatable: true);
    }

    private static Dictionary<string, object> Wire(MenuButton button)
    {
        var wire = new Dictionary<string, object>(StringComparer.Ordinal) { ["name"] = button.Name };
        if (button.IsList)
        {
            wire["sub_button"] = button.Buttons!.Select(Wire);
            return wire;
        }

        wire["type"] = ShownButton.TypeOf(button.Action);
        foreach (var (key, value) in new[] { ("url", button.Url), ("appid", button.Appid), ("pagepath", button.Pagepath), ("key", button.Leads ? "" : button.KeyOrName) })
        {
            if (value.Length > 0)
            {
                wire[key] = value;
            }
        }

        return wire;
    }
}
