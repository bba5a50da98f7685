using System.Globalization;
using System.Text.Json.Nodes;

namespace Luzhi.Bot.Simulator;

/// <summary>订阅通知: needs the follower's own consent, and a one-time consent is gone with one notice.</summary>
internal sealed class SubscriptionNotices(Desk desk, Action<Receipt> owe)
{
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

        if (desk.Account.Subscriptions.FirstOrDefault(s => s.Template.Id == body.Text("template_id")) is not { } subscription)
        {
            return Errors.TemplateId;
        }

        return !phone.Follows ? Errors.NotFollowing : phone.Agreed(subscription.Template.Id) == 0 ? Errors.NotAgreed : Send(phone, subscription, body);
    }

    public PlatformAnswer List() => PlatformAnswer.Json(new JsonObject
    {
        ["errcode"] = 0,
        ["errmsg"] = "ok",
        ["data"] = new JsonArray([.. desk.Account.Subscriptions.Select(s => new JsonObject
        {
            ["priTmplId"] = s.Template.Id,
            ["title"] = s.Template.Title,
            ["content"] = string.Join('\n', s.Template.Fields.Select(f => $"{f.Label}:{{{{{f.Key}.DATA}}}}")),
            ["type"] = s.Once ? 2 : 3,
        })]),
    });

    private PlatformAnswer Send(Phone phone, PlatformSubscription subscription, JsonObject body)
    {
        var template = subscription.Template;
        var values = (body.Part("data") ?? []).ToDictionary(p => p.Key, p => (p.Value as JsonObject)?.Text("value") ?? "");
        if (template.Fault(values) is { } key)
        {
            return Errors.Field(key);
        }

        var fields = template.Fields.Select(f => new NoticeField(f.Label, values[f.Key])).ToList();
        var card = new BubbleContent("notice", "") { Title = template.Title, Fields = fields, Url = body.Text("page") };
        var told = new Told(desk.Now, phone.OpenId, desk.NextMsgId(), template.Id, subscription.Once, card);
        desk.Happen(told);
        owe(new Receipt(phone.OpenId, told.MsgId, phone.Refuses ? "43101" : "0", template.Id));
        return PlatformAnswer.Ok;
    }

    /// <summary>The platform's later word, in the shape of its event.</summary>
    public static PushField Word(Receipt receipt) => new("SubscribeMsgSentEvent", (PushField[])
    [
        new("List", (PushField[])
        [
            new("TemplateId", receipt.Subscription!), new("MsgID", receipt.MsgId.ToString(CultureInfo.InvariantCulture)),
            new("ErrorCode", receipt.Status), new("ErrorStatus", receipt.Status == "0" ? "success" : "reject"),
        ]),
    ]);
}
