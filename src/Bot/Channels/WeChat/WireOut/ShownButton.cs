using System.Text.Json;
using System.Text.RegularExpressions;
using Luzhi.Core.Settings;

namespace Luzhi.Bot.Channels.WeChat.WireOut;

/// <summary>A menu button as two sides can be compared: what stands on it and what it does. The platform's may do what ours cannot (a fixed text made on its site).</summary>
/// <param name="Does">The type and what it is about: "click 我的", "view https://…"; empty for one that opens a list.</param>
public sealed partial record ShownButton(string Name, string Does, IReadOnlyList<ShownButton> Below)
{
    public static ShownButton Of(MenuButton button) => button.IsList
        ? new(button.Name, "", [.. button.Buttons!.Select(Of)])
        : new(button.Name, Said(TypeOf(button.Action), button.Leads ? "" : button.KeyOrName, button.Url, button.Appid, button.Pagepath), []);

    /// <summary>The buttons in an answer of get_current_selfmenu_info; none when the account has no menu.</summary>
    public static IReadOnlyList<ShownButton> All(JsonElement answer) =>
        answer.TryGetProperty("selfmenu_info", out var info) && info.ValueKind == JsonValueKind.Object ? List(info, "button") : [];

    /// <summary>photo_or_album and the like, as the platform spells them.</summary>
    public static string TypeOf(MenuAction action) => Inner().Replace(action.ToString(), "_$0").ToLowerInvariant();

    private static ShownButton Read(JsonElement button)
    {
        var below = button.TryGetProperty("sub_button", out var sub) ? sub.ValueKind == JsonValueKind.Array ? List(button, "sub_button") : List(sub, "list") : [];
        var does = below.Count > 0 ? "" : Said(
            Text(button, "type"), Text(button, "key") is { Length: > 0 } key ? key : Text(button, "value"), Text(button, "url"), Text(button, "appid"), Text(button, "pagepath"));
        return new ShownButton(Text(button, "name"), does, below);
    }

    private static IReadOnlyList<ShownButton> List(JsonElement holder, string name) =>
        holder.ValueKind == JsonValueKind.Object && holder.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array
            ? [.. list.EnumerateArray().Where(b => b.ValueKind == JsonValueKind.Object).Select(Read)]
            : [];

    private static string Said(string type, string key, string url, string appid, string pagepath) => type switch
    {
        "view" => $"view {url}",
        "miniprogram" => $"miniprogram {appid} {pagepath} {url}",
        _ => $"{type} {key}",
    };

    private static string Text(JsonElement button, string name) => button.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    [GeneratedRegex("(?<=[a-z])[A-Z]")]
    private static partial Regex Inner();
}
