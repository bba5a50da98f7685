using Luzhi.Core.Messages;
using Luzhi.Core.Settings;

namespace Luzhi.Bot.Channels.WeChat.WireOut;

/// <summary>A doorbell as a template message (模板消息): needs nobody's consent, only a follower.</summary>
public static class TemplateNotice
{
    public const string Path = "/cgi-bin/message/template/send";

    /// <returns>The message's body, or the name of the field that cannot be filled.</returns>
    public static (object? Body, string? Unfillable) Of(Outbound message, WeChatTemplate template, IReadOnlyDictionary<DoorbellField, string> values)
    {
        var (data, unfillable) = DoorbellFields.Fill(template.Fields, values);
        if (data is null)
        {
            return (null, unfillable);
        }

        var body = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["touser"] = message.To.ExternalId,
            ["template_id"] = template.Id,
            ["client_msg_id"] = message.ClientId, // a second try under the same id reaches the member once
            ["data"] = data,
        };
        if (message.Content.Doorbell?.Link is { Length: > 0 } link)
        {
            body["url"] = link;
        }

        return (body, null);
    }
}
