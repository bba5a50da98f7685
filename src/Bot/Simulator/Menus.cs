using System.Text;
using System.Text.Json.Nodes;

namespace Luzhi.Bot.Simulator;

/// <summary>The account's menu, with the platform's limits: three buttons, five below each, names, keys and links in bytes.</summary>
internal sealed class Menus(Desk desk)
{
    private static readonly HashSet<string> Keyed = ["click", "scancode_push", "scancode_waitmsg", "pic_sysphoto", "pic_photo_or_album", "pic_weixin", "location_select"];

    public PlatformAnswer Make(PlatformCall call)
    {
        if (!call.TryRead(out var body))
        {
            return Errors.NotJson;
        }

        if (call.Escaped)
        {
            return Errors.Characters;
        }

        if (body["button"] is not JsonArray { Count: >= 1 and <= 3 } buttons)
        {
            return Errors.MenuSize;
        }

        if (buttons.OfType<JsonObject>().Select(Refusal).FirstOrDefault(why => why is not null) is { } refusal)
        {
            return refusal;
        }

        desk.Happen(new MenuMade(desk.Now, body.ToJsonString()));
        return PlatformAnswer.Ok;
    }

    /// <summary>What was made through this interface.</summary>
    public PlatformAnswer Get() => desk.World.Menu is { } menu ? PlatformAnswer.Json(new JsonObject { ["menu"] = JsonNode.Parse(menu) }) : Errors.NoMenu;

    /// <summary>What the phones show, in a shape of its own: the lower buttons stand in a list.</summary>
    public PlatformAnswer Shown() => desk.World.Menu is not { } menu
        ? PlatformAnswer.Json(new JsonObject { ["is_menu_open"] = 0 })
        : PlatformAnswer.Json(new JsonObject { ["is_menu_open"] = 1, ["selfmenu_info"] = Listed(JsonNode.Parse(menu)!.AsObject()) });

    public PlatformAnswer Drop()
    {
        desk.Happen(new MenuMade(desk.Now, null));
        return PlatformAnswer.Ok;
    }

    private static JsonObject Listed(JsonObject menu)
    {
        foreach (var button in menu["button"]!.AsArray().OfType<JsonObject>())
        {
            if (button["sub_button"] is JsonArray below)
            {
                button["sub_button"] = new JsonObject { ["list"] = below.DeepClone() };
            }
        }

        return menu;
    }

    private static PlatformAnswer? Refusal(JsonObject button)
    {
        if (button["sub_button"] is not JsonArray { Count: > 0 } below)
        {
            return Bytes(button, "name") is 0 or > 16 ? Errors.MenuName
                : Action(button, Errors.MenuType, Errors.MenuKey, Errors.MenuUrl, Errors.MenuLink);
        }

        return Bytes(button, "name") is 0 or > 16 ? Errors.MenuName
            : below.Count > 5 ? Errors.SubMenuSize
            : below.OfType<JsonObject>().Select(Below).FirstOrDefault(why => why is not null);
    }

    private static PlatformAnswer? Below(JsonObject button) =>
        button["sub_button"] is JsonArray { Count: > 0 } ? Errors.SubMenuLevel
        : Bytes(button, "name") is 0 or > 60 ? Errors.SubMenuName
        : Action(button, Errors.SubMenuType, Errors.SubMenuKey, Errors.SubMenuUrl, Errors.SubMenuLink);

    private static PlatformAnswer? Action(JsonObject button, PlatformAnswer type, PlatformAnswer key, PlatformAnswer url, PlatformAnswer link) => button.Text("type") switch
    {
        "view" => Link(button, url, link),
        "miniprogram" => button.Text("appid") is null || button.Text("pagepath") is null ? type : Link(button, url, link),
        { } kind when Keyed.Contains(kind) => Bytes(button, "key") is 0 or > 128 ? key : null,
        _ => type,
    };

    private static PlatformAnswer? Link(JsonObject button, PlatformAnswer size, PlatformAnswer link) =>
        Bytes(button, "url") is 0 or > 1024 ? size : Uri.TryCreate(button.Text("url"), UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? null : link;

    private static int Bytes(JsonObject button, string name) => Encoding.UTF8.GetByteCount(button.Text(name) ?? "");
}
