using System.Text;
using System.Text.Json.Nodes;

namespace Luzhi.Bot.Simulator;

/// <summary>客服消息: free words inside an open window, and the "is typing" line.</summary>
internal sealed class SessionMessages(Desk desk)
{
    private static readonly TimeSpan TypingShows = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan TypingAllowed = TimeSpan.FromSeconds(30);

    public PlatformAnswer Send(PlatformCall call)
    {
        if (!call.TryRead(out var body))
        {
            return Errors.NotJson;
        }

        if (call.Escaped)
        {
            return Errors.Characters;
        }

        if (desk.World.Phones.GetValueOrDefault(body.Text("touser") ?? "") is not { } phone)
        {
            return Errors.OpenId;
        }

        var (content, fault) = Read(body);
        return content is null ? fault! : Show(phone, content);
    }

    public PlatformAnswer Type(PlatformCall call)
    {
        if (!call.TryRead(out var body))
        {
            return Errors.NotJson;
        }

        if (desk.World.Phones.GetValueOrDefault(body.Text("touser") ?? "") is not { } phone)
        {
            return Errors.OpenId;
        }

        return body.Text("command") switch
        {
            "Typing" when phone.LastTouchedAt is null || desk.Now - phone.LastTouchedAt > TypingAllowed => Errors.TypingTooLate,
            "Typing" when phone.TypingUntil > desk.Now => Errors.TypingAlready,
            "Typing" => Typing(phone, desk.Now + TypingShows),
            "CancelTyping" => Typing(phone, null),
            _ => Errors.TypingCommand,
        };
    }

    private static PlatformAnswer Typing(Phone phone, DateTimeOffset? until)
    {
        phone.TypingUntil = until;
        return PlatformAnswer.Ok;
    }

    private PlatformAnswer Show(Phone phone, BubbleContent content)
    {
        if (!phone.Follows || !phone.AnyOpen(desk.Now))
        {
            return Errors.WindowClosed;
        }

        if (phone.Refuses)
        {
            return Errors.UserRefuses;
        }

        if (phone.ToSpend(desk.Now) is not { } spent)
        {
            return Errors.CountUsedUp;
        }

        desk.Happen(new Shown(desk.Now, phone.OpenId, "session", spent, content));
        return PlatformAnswer.Ok;
    }

    private (BubbleContent? Content, PlatformAnswer? Fault) Read(JsonObject body) => body.Text("msgtype") switch
    {
        "text" => Text(body.Part("text")),
        "msgmenu" => Menu(body.Part("msgmenu")),
        "image" => Media(body.Part("image"), "image", "[图片]"),
        "voice" => Media(body.Part("voice"), "voice", "[语音]"),
        "video" => Media(body.Part("video"), "video", "[视频]"),
        "news" => News(body.Part("news")),
        _ => (null, Errors.MessageType),
    };

    private (BubbleContent?, PlatformAnswer?) Text(JsonObject? text)
    {
        var content = text?.Text("content");
        return string.IsNullOrEmpty(content) ? (null, Errors.NoContent)
            : Bytes(content) > desk.Account.Limits.TextBytes ? (null, Errors.TooLong)
            : (new BubbleContent("text", content), null);
    }

    private (BubbleContent?, PlatformAnswer?) Menu(JsonObject? menu)
    {
        var items = (menu?["list"] as JsonArray)?.OfType<JsonObject>().Select(i => new MenuItem(i.Text("id") ?? "", i.Text("content") ?? "")).ToList() ?? [];
        if (items.Count == 0 || items.Any(i => i.Id.Length == 0 || i.Content.Length == 0))
        {
            return (null, Errors.Argument);
        }

        var (head, tail) = (menu!.Text("head_content") ?? "", menu!.Text("tail_content") ?? "");
        return Bytes(head) + Bytes(tail) + items.Sum(i => Bytes(i.Content)) > desk.Account.Limits.TextBytes
            ? (null, Errors.TooLong)
            : (new BubbleContent("msgmenu", head) { Items = items, Tail = tail }, null);
    }

    private (BubbleContent?, PlatformAnswer?) Media(JsonObject? part, string kind, string words)
    {
        var id = part?.Text("media_id");
        return id is null || !desk.World.Media.ContainsKey(id) ? (null, Errors.MediaId) : (new BubbleContent(kind, words) { MediaId = id }, null);
    }

    private static (BubbleContent?, PlatformAnswer?) News(JsonObject? news)
    {
        var articles = (news?["articles"] as JsonArray)?.OfType<JsonObject>().ToList() ?? [];
        return articles.Count != 1
            ? (null, Errors.Articles)
            : (new BubbleContent("news", articles[0].Text("description") ?? "") { Title = articles[0].Text("title"), Url = articles[0].Text("url") }, null);
    }

    private static int Bytes(string text) => Encoding.UTF8.GetByteCount(text);
}
