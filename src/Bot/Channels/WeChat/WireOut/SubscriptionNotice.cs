using Luzhi.Core.Messages;
using Luzhi.Core.Settings;

namespace Luzhi.Bot.Channels.WeChat.WireOut;

/// <summary>
/// A doorbell as a subscription notice (订阅通知), for a follower who agreed to it. The platform gives no id back and takes none of ours:
/// two tries cannot be told apart.
/// </summary>
public static class SubscriptionNotice
{
    public const string Path = "/cgi-bin/message/subscribe/bizsend";

    /// <returns>The message's body, or the name of the field that cannot be filled.</returns>
    public static (object? Body, string? Unfillable) Of(Outbound message, WeChatSubscription template, IReadOnlyDictionary<DoorbellField, string> values)
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
            ["data"] = data,
        };
        if (message.Content.Doorbell?.Link is { Length: > 0 } link)
        {
            body["page"] = link;
        }

        return (body, null);
    }
}
