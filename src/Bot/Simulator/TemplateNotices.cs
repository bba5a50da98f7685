using System.Globalization;
using System.Text.Json.Nodes;

namespace Luzhi.Bot.Simulator;

/// <summary>模板消息: needs no window, only a follower and a template of the account's.</summary>
internal sealed class TemplateNotices(Desk desk, Action<Receipt> owe)
{
    private static readonly TimeSpan ClientIdHolds = TimeSpan.FromMinutes(10);

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

        if (desk.Account.Templates.FirstOrDefault(t => t.Id == body.Text("template_id")) is not { } template)
        {
            return Errors.TemplateId;
        }

        return phone.Follows ? Send(phone, template, body) : Errors.NotFollowing;
    }

    public PlatformAnswer List() => PlatformAnswer.Json(new JsonObject
    {
        ["template_list"] = new JsonArray([.. desk.Account.Templates.Select(t => new JsonObject
        {
            ["template_id"] = t.Id,
            ["title"] = t.Title,
            ["content"] = string.Join('\n', t.Fields.Select(f => $"{f.Label}:{{{{{f.Key}.DATA}}}}")),
        })]),
    });

    private PlatformAnswer Send(Phone phone, PlatformTemplate template, JsonObject body)
    {
        var values = (body.Part("data") ?? []).ToDictionary(p => p.Key, p => (p.Value as JsonObject)?.Text("value") ?? "");
        if (template.Fault(values) is { } key)
        {
            return Errors.Field(key);
        }

        var clientId = body.Text("client_msg_id");
        if (clientId is not null && desk.World.Noticed(phone.OpenId, clientId) is { } earlier && desk.Now - earlier.At < ClientIdHolds)
        {
            return Taken(earlier.MsgId);
        }

        var fields = template.Fields.Select(f => new NoticeField(f.Label, values[f.Key])).ToList();
        var card = new BubbleContent("notice", "") { Title = template.Title, Fields = fields, Url = body.Text("url") };
        var noticed = new Noticed(desk.Now, phone.OpenId, desk.NextMsgId(), template.Id, clientId, card);
        desk.Happen(noticed);
        owe(new Receipt(phone.OpenId, noticed.MsgId, phone.Refuses ? "failed:user block" : "success"));
        return Taken(noticed.MsgId);
    }

    private static PlatformAnswer Taken(long msgId) => PlatformAnswer.Json(new JsonObject
    {
        ["errcode"] = 0,
        ["errmsg"] = "ok",
        ["msgid"] = JsonNode.Parse(msgId.ToString(CultureInfo.InvariantCulture)),
    });
}

/// <summary>The platform's later word on a notice, owed to the account as a push.</summary>
/// <param name="Subscription">The subscription template; null for a template notice.</param>
internal sealed record Receipt(string OpenId, long MsgId, string Status, string? Subscription = null);
