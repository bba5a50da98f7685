using System.Globalization;
using Luzhi.Core.Messages;

namespace Luzhi.Bot.Channels.WeChat.WireIn;

/// <summary>What a push means to the house. The one place that knows the platform's types and events (wechat.md §3, §4).</summary>
public static class PushMeaning
{
    private const string ScenePrefix = "qrscene_";

    public static Inbound Of(Push push, string appId)
    {
        var inbound = new Inbound
        {
            From = new Address(WeChatChannel.Word, appId, push.OpenId),
            Key = PushKey.Of(push, appId),
            Kind = InboundKind.Other,
            SentAt = push.CreatedAt,
            RawType = push.RawType,
        };
        return push.IsEvent ? OfEvent(inbound, push) : OfMessage(inbound, push);
    }

    private static Inbound OfMessage(Inbound inbound, Push push) => push.Type switch
    {
        "text" => inbound with { Kind = InboundKind.Text, Text = push["Content"], Choice = Given(push["bizmsgmenuid"]) },
        "image" => inbound with { Kind = InboundKind.Image, MediaId = Given(push["MediaId"]), MediaUrl = Given(push["PicUrl"]) },
        "voice" => inbound with { Kind = InboundKind.Voice, MediaId = Given(push["MediaId"]) },
        "video" or "shortvideo" => inbound with { Kind = InboundKind.Video, MediaId = Given(push["MediaId"]) },
        "location" => Place(inbound, push["Location_X"], push["Location_Y"]) with { Kind = InboundKind.Location, Text = push["Label"] },
        "link" => inbound with { Kind = InboundKind.Link, Text = push["Title"], MediaUrl = Given(push["Url"]) },
        "miniprogrampage" => inbound with { Kind = InboundKind.Link, Text = push["Title"] },
        "file" => inbound with { Kind = InboundKind.File, Text = push["Title"] },
        _ => inbound,
    };

    private static Inbound OfEvent(Inbound inbound, Push push) => push.Event switch
    {
        "subscribe" => inbound with { Kind = InboundKind.Follow, Scene = FollowScene(push["EventKey"]) },
        // The user took back what the account was allowed, or closed the WeChat account: it is the OpenID inside that is meant.
        "user_authorization_revoke" or "user_authorization_cancellation" => inbound with
        {
            Kind = InboundKind.Revoked,
            From = push["OpenID"] is { Length: > 0 } meant ? inbound.From with { ExternalId = meant } : inbound.From,
        },
        "unsubscribe" => inbound with { Kind = InboundKind.Unfollow },
        "scan" => inbound with { Kind = InboundKind.Scan, Scene = Given(push["EventKey"]) },
        "click" => inbound with { Kind = InboundKind.MenuClick, Choice = Given(push["EventKey"]) },
        "scancode_push" or "scancode_waitmsg" => inbound with
        {
            Kind = InboundKind.MenuClick,
            Choice = Given(push["EventKey"]),
            Text = push.Fields.Group("ScanCodeInfo")["ScanResult"] ?? "",
        },
        "view" or "view_miniprogram" => inbound with { Kind = InboundKind.MenuView, Choice = Given(push["EventKey"]) },
        "templatesendjobfinish" or "masssendjobfinish" => inbound with { Kind = InboundKind.Receipt, ReceiptId = Given(push["MsgID"]), ReceiptStatus = push["Status"] },
        "subscribe_msg_popup_event" or "subscribe_msg_change_event" => Consent(inbound, push),
        "subscribe_msg_sent_event" => SubscriptionReceipt(inbound, push),
        // Where the phone is, told in passing: not a message, and nobody expects an answer.
        "location" => Place(inbound, push["Latitude"], push["Longitude"]),
        // The chosen place and the taken pictures come again as messages of their own; agents' sessions and the account's
        // own verification have no room in this house yet; the rest is what the platform adds without notice.
        _ => inbound,
    };

    private static Inbound Consent(Inbound inbound, Push push)
    {
        var said = push.Listed().Where(item => Given(item["TemplateId"] ?? "") is not null)
            .Select(item => new ConsentWord(item["TemplateId"]!.Trim(), Is(item["SubscribeStatusString"], "accept"))).ToList();
        return said.Count == 0 ? inbound : inbound with { Kind = InboundKind.Consent, Consents = said };
    }

    // We were given no id when it was sent, so the platform's id here joins to nothing: it is about the last one sent to this phone.
    private static Inbound SubscriptionReceipt(Inbound inbound, Push push)
    {
        var item = push.Listed().FirstOrDefault();
        return item is null ? inbound : inbound with
        {
            Kind = InboundKind.Receipt,
            ReceiptId = Inbound.OfSubscription,
            ReceiptStatus = Is(item["ErrorCode"], "0") ? "success" : $"failed: {item["ErrorStatus"]} ({item["ErrorCode"]})",
            Consents = Is(item["ErrorCode"], "43101") && Given(item["TemplateId"] ?? "") is { } template ? [new ConsentWord(template, false)] : [],
        };
    }

    private static bool Is(string? value, string word) => string.Equals(value?.Trim(), word, StringComparison.OrdinalIgnoreCase);

    /// <summary>Only a followed QR code has the prefix; other keys of a follow (a payment's number) are not scenes.</summary>
    private static string? FollowScene(string eventKey) =>
        eventKey.StartsWith(ScenePrefix, StringComparison.Ordinal) ? Given(eventKey[ScenePrefix.Length..]) : null;

    private static Inbound Place(Inbound inbound, string latitude, string longitude) =>
        inbound with { Latitude = Degrees(latitude, 90), Longitude = Degrees(longitude, 180) };

    private static double? Degrees(string text, double atMost) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var degrees) && Math.Abs(degrees) <= atMost ? degrees : null;

    private static string? Given(string value) => value.Trim() is { Length: > 0 } given ? given : null;
}
