using System.Text.Json.Nodes;
using QRCoder;

namespace Luzhi.Bot.Simulator;

/// <summary>The platform's smaller counters: followers, QR codes, pictures, its own addresses.</summary>
internal sealed class Counters(Desk desk)
{
    private const int LongestCode = 2_592_000;

    public PlatformAnswer Follower(PlatformCall call)
    {
        if (desk.World.Phones.GetValueOrDefault(call.Asked("openid") ?? "") is not { } phone)
        {
            return Errors.OpenId;
        }

        return PlatformAnswer.Json(phone.Follows ? Known(phone) : new JsonObject { ["subscribe"] = 0, ["openid"] = phone.OpenId });
    }

    /// <summary>Up to ten thousand openids a page; the next page begins after the last one given.</summary>
    public PlatformAnswer Followers(PlatformCall call)
    {
        var after = call.Asked("next_openid") ?? "";
        var all = desk.World.Phones.Values.Where(p => p.Follows).Select(p => p.OpenId).Order(StringComparer.Ordinal).ToList();
        var page = all.Where(id => string.CompareOrdinal(id, after) > 0).Take(10_000).ToList();
        return PlatformAnswer.Json(new JsonObject
        {
            ["total"] = all.Count,
            ["count"] = page.Count,
            ["data"] = new JsonObject { ["openid"] = new JsonArray([.. page.Select(id => JsonValue.Create(id))]) },
            ["next_openid"] = page.LastOrDefault() ?? "",
        });
    }

    public static PlatformAnswer Addresses(params string[] addresses) =>
        PlatformAnswer.Json(new JsonObject { ["ip_list"] = new JsonArray([.. addresses.Select(a => JsonValue.Create(a))]) });

    public PlatformAnswer MakeCode(PlatformCall call)
    {
        if (!call.TryRead(out var body))
        {
            return Errors.NotJson;
        }

        if (Scene(body) is not { } scene)
        {
            return Errors.ActionInfo;
        }

        var forEver = body.Text("action_name")!.Contains("LIMIT", StringComparison.Ordinal);
        var seconds = body["expire_seconds"]?.GetValue<int>() ?? 30;
        if (!forEver && seconds is < 1 or > LongestCode)
        {
            return Errors.Argument;
        }

        var ticket = "gQ" + Convert.ToBase64String(desk.Chance.Bytes(48)) + "==";
        var made = new CodeMade(desk.Now, ticket, scene, $"http://weixin.qq.com/q/02{desk.Chance.Code(20)}", forEver ? null : desk.Now.AddSeconds(seconds));
        desk.Happen(made);
        return PlatformAnswer.Json(forEver
            ? new JsonObject { ["ticket"] = ticket, ["url"] = made.Url }
            : new JsonObject { ["ticket"] = ticket, ["expire_seconds"] = seconds, ["url"] = made.Url });
    }

    /// <summary>The picture of a code, for anybody who has its ticket.</summary>
    public PlatformAnswer Picture(PlatformCall call)
    {
        if (!desk.World.Codes.TryGetValue(call.Asked("ticket") ?? "", out var code))
        {
            return new PlatformAnswer(404, "text/plain", []);
        }

        using var drawing = QRCodeGenerator.GenerateQrCode(code.Url, QRCodeGenerator.ECCLevel.M);
        using var png = new PngByteQRCode(drawing);
        return new PlatformAnswer(200, "image/png", png.GetGraphic(8));
    }

    /// <summary>Kept three days; a failure is JSON where a picture was expected.</summary>
    public PlatformAnswer Media(PlatformCall call) =>
        desk.World.Media.TryGetValue(call.Asked("media_id") ?? "", out var media) && desk.Now - media.At < TimeSpan.FromDays(3)
            ? new PlatformAnswer(200, media.ContentType, media.Bytes)
            : Errors.MediaId;

    private static JsonObject Known(Phone phone) => new()
    {
        ["subscribe"] = 1,
        ["openid"] = phone.OpenId,
        ["language"] = "zh_CN",
        ["subscribe_time"] = phone.FollowedAt?.ToUnixTimeSeconds() ?? 0,
        ["remark"] = "",
        ["groupid"] = 0,
        ["tagid_list"] = new JsonArray(),
        ["subscribe_scene"] = phone.Scene is null ? "ADD_SCENE_SEARCH" : "ADD_SCENE_QR_CODE",
        ["qr_scene"] = 0,
        ["qr_scene_str"] = phone.Scene ?? "",
    };

    private static string? Scene(JsonObject body)
    {
        var scene = body.Part("action_info")?.Part("scene");
        return body.Text("action_name") switch
        {
            "QR_STR_SCENE" or "QR_LIMIT_STR_SCENE" when scene?.Text("scene_str") is { Length: >= 1 and <= 64 } words => words,
            "QR_SCENE" when scene?.Text("scene_id") is { } id && uint.TryParse(id, out var number) && number > 0 => id,
            "QR_LIMIT_SCENE" when scene?.Text("scene_id") is { } id && int.TryParse(id, out var number) && number is >= 1 and <= 100_000 => id,
            _ => null,
        };
    }
}
