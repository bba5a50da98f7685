using Luzhi.Core;

namespace Luzhi.Bot.Simulator;

/// <summary>The phone does not follow the account: it has no chat to write in.</summary>
public sealed class NotFollowingException() : Exception("the phone does not follow the account");

/// <summary>The people's side of the platform: what somebody who holds a phone can do.</summary>
public sealed class Phones
{
    private readonly Platform platform;
    private readonly Desk desk;
    private readonly Postman postman;

    internal Phones(Platform platform, Desk desk)
    {
        this.platform = platform;
        this.desk = desk;
        postman = new Postman(platform, desk);
    }

    /// <summary>A phone that never heard of the account.</summary>
    /// <param name="openId">Only where the same phone must come out again; else the platform makes one up.</param>
    public string Make(string name, string? openId = null)
    {
        openId ??= "o" + desk.Chance.Code(27);
        platform.Happen(new PhoneMade(desk.Now, openId, name));
        return openId;
    }

    /// <summary>A phone of the sample body: there since a while, and nobody is told.</summary>
    internal void Settle(string name, string openId, DateTimeOffset? followedAt)
    {
        if (platform.Look(w => w.Phones.ContainsKey(openId)))
        {
            return;
        }

        Make(name, openId);
        if (followedAt is { } at)
        {
            platform.Happen(new Followed(at, openId, null));
        }
    }

    public Task FollowAsync(string openId, string? scene, CancellationToken ct)
    {
        var ticket = scene is null ? null : platform.Look(w => w.Codes.Values.LastOrDefault(c => c.Scene == scene)?.Ticket) ?? "gQ" + desk.Chance.Hex(24);
        platform.Happen(new Followed(desk.Now, openId, scene));
        return EventAsync(openId, "subscribe", scene is null ? "" : "qrscene_" + scene, ticket, ct);
    }

    public async Task UnfollowAsync(string openId, CancellationToken ct)
    {
        platform.Happen(new Unfollowed(desk.Now, openId));
        await postman.PushAsync("event/unsubscribe", openId, Event(openId, "unsubscribe", new PushField("EventKey", "")), ct);
    }

    public void Refuse(string openId, bool on) => platform.Happen(new Refusing(desk.Now, openId, on));

    /// <summary>Scans a code: who follows already is only reported, who does not follows by it.</summary>
    public async Task ScanAsync(string openId, string scene, CancellationToken ct)
    {
        if (!Follows(openId))
        {
            await FollowAsync(openId, scene, ct);
            return;
        }

        var ticket = platform.Look(w => w.Codes.Values.LastOrDefault(c => c.Scene == scene)?.Ticket) ?? "gQ" + desk.Chance.Hex(24);
        platform.Happen(new Touched(desk.Now, openId, WindowKind.Scan, scene));
        await EventAsync(openId, "SCAN", scene, ticket, ct);
    }

    public async Task ClickAsync(string openId, string key, CancellationToken ct)
    {
        Demand(openId);
        platform.Happen(new Touched(desk.Now, openId, WindowKind.Menu, key));
        await EventAsync(openId, "CLICK", key, null, ct);
    }

    /// <summary>A tap on the account's menu: what it tells the account depends on the button's type.</summary>
    /// <param name="what">The button's key, or its link; for a scan what was read.</param>
    public Task PressAsync(string openId, string type, string key, string what, CancellationToken ct)
    {
        Demand(openId);
        return Pressed(openId, type, key, what, ct);
    }

    private Task Pressed(string openId, string type, string key, string what, CancellationToken ct) => type switch
    {
        "click" => ClickAsync(openId, key, ct),
        "view" => TellAsync(openId, "VIEW", what, null, ct),
        "miniprogram" => TellAsync(openId, "view_miniprogram", what, null, ct),
        "location_select" => TellAsync(openId, type, key, new PushField("SendLocationInfo", (PushField[])[new("Label", what)]), ct),
        "scancode_push" or "scancode_waitmsg" => ScannedAsync(openId, type, key, what, ct),
        _ => TellAsync(openId, type, key, new PushField("SendPicsInfo", (PushField[])[new("Count", 1L)]), ct),
    };

    /// <summary>The platform asked on a page whether the account may send this subscription, and the user answered.</summary>
    public Task ConsentAsync(string openId, string template, bool yes, CancellationToken ct)
    {
        Demand(openId);
        platform.Happen(new Agreed(desk.Now, openId, template, yes));
        PushField said = new("List", (PushField[])[new("TemplateId", template), new("SubscribeStatusString", yes ? "accept" : "reject"), new("PopupScene", "2")]);
        return TellAsync(openId, "subscribe_msg_popup_event", null, new PushField("SubscribeMsgPopupEvent", (PushField[])[said]), ct);
    }

    public Task SayAsync(string openId, string words, CancellationToken ct) =>
        SendAsync(openId, new Said(desk.Now, openId, 0, "text", words, null, null, null, null), [new("Content", words)], ct);

    /// <summary>Taps an item of a message menu: the item's words are sent, with its id beside them.</summary>
    public Task TapAsync(string openId, string itemId, string words, CancellationToken ct) =>
        SendAsync(openId, new Said(desk.Now, openId, 0, "text", words, itemId, null, null, null), [new("Content", words), new("bizmsgmenuid", itemId)], ct);

    public Task SendPlaceAsync(string openId, double latitude, double longitude, string label, CancellationToken ct) =>
        SendAsync(openId, new Said(desk.Now, openId, 0, "location", label, null, null, latitude, longitude),
            [new("Location_X", latitude), new("Location_Y", longitude), new("Scale", 15L), new("Label", label)], ct);

    /// <param name="pictureUrl">Where the platform shows the picture of this media id for a while.</param>
    public Task SendPictureAsync(string openId, byte[] picture, string contentType, Func<string, string> pictureUrl, CancellationToken ct)
    {
        var media = new MediaKept(desk.Now, "m" + desk.Chance.Code(30), contentType, picture);
        platform.Happen(media);
        return SendAsync(openId, new Said(desk.Now, openId, 0, "image", "[图片]", null, media.MediaId, null, null),
            [new("PicUrl", pictureUrl(media.MediaId)), new("MediaId", media.MediaId)], ct);
    }

    private async Task ScannedAsync(string openId, string type, string key, string what, CancellationToken ct)
    {
        platform.Happen(new Touched(desk.Now, openId, WindowKind.Menu, key));
        await TellAsync(openId, type, key, new PushField("ScanCodeInfo", (PushField[])[new("ScanType", "qrcode"), new("ScanResult", what)]), ct);
    }

    private async Task TellAsync(string openId, string name, string? key, PushField? more, CancellationToken ct)
    {
        PushField?[] fields = [key is null ? null : new PushField("EventKey", key), more];
        Show(openId, await postman.PushAsync("event/" + name, openId, Event(openId, name, [.. fields.OfType<PushField>()]), ct));
    }

    internal Task ReceiptAsync(Receipt receipt, CancellationToken ct) => receipt.Subscription is not null
        ? TellAsync(receipt.OpenId, "subscribe_msg_sent_event", null, SubscriptionNotices.Word(receipt), ct)
        : postman.PushAsync("event/TEMPLATESENDJOBFINISH", receipt.OpenId,
            Event(receipt.OpenId, "TEMPLATESENDJOBFINISH", new PushField("MsgID", receipt.MsgId), new PushField("Status", receipt.Status)), ct);

    private async Task SendAsync(string openId, Said said, IReadOnlyList<PushField> fields, CancellationToken ct)
    {
        Demand(openId);
        said = platform.Look(_ =>
        {
            var numbered = said with { MsgId = desk.NextMsgId() };
            platform.Happen(numbered);
            return numbered;
        });
        var body = new PushBody([.. Common(openId, said.At), new("MsgType", said.Kind), .. fields, new("MsgId", said.MsgId)]);
        Show(openId, await postman.PushAsync(said.Kind, openId, body, ct));
    }

    private async Task EventAsync(string openId, string name, string key, string? ticket, CancellationToken ct)
    {
        PushField[] more = ticket is null ? [new("EventKey", key)] : [new("EventKey", key), new("Ticket", ticket)];
        Show(openId, await postman.PushAsync("event/" + name, openId, Event(openId, name, more), ct));
    }

    private void Show(string openId, PassiveReply reply)
    {
        if (reply.Content is { } content)
        {
            platform.Happen(new Shown(desk.Now, openId, reply.Fault ? "system" : "passive", null, content));
        }
    }

    private PushBody Event(string openId, string name, params ReadOnlySpan<PushField> more) =>
        new([.. Common(openId, desk.Now), new("MsgType", "event"), new("Event", name), .. more]);

    private PushField[] Common(string openId, DateTimeOffset at) =>
        [new("ToUserName", desk.Account.OriginalId), new("FromUserName", openId), new("CreateTime", at.ToUnixTimeSeconds())];

    private bool Follows(string openId) => platform.Look(w => w.Phones[openId].Follows);

    private void Demand(string openId)
    {
        if (!Follows(openId))
        {
            throw new NotFollowingException();
        }
    }
}
