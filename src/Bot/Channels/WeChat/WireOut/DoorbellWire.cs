using Luzhi.Core.Messages;
using Luzhi.Core.Settings;

namespace Luzhi.Bot.Channels.WeChat.WireOut;

/// <summary>The two ways to ring a doorbell at the platform: the same short fields, posted to two places.</summary>
/// <param name="Path">Where it is posted.</param>
/// <param name="LinkKey">What the platform calls the page behind it.</param>
/// <param name="TakesOurId">Whether a second try under the same id reaches the member once; without it two tries cannot be told apart.</param>
public sealed record DoorbellWire(string Path, string LinkKey, bool TakesOurId)
{
    /// <summary>模板消息: needs nobody's consent, only a follower.</summary>
    public static DoorbellWire Template { get; } = new("/cgi-bin/message/template/send", "url", TakesOurId: true);

    /// <summary>订阅通知: for a follower who agreed to it.</summary>
    public static DoorbellWire Subscription { get; } = new("/cgi-bin/message/subscribe/bizsend", "page", TakesOurId: false);

    /// <returns>The message's body, or the name of the field that cannot be filled.</returns>
    public (object? Body, string? Unfillable) Of(
        Outbound message, string template, IReadOnlyDictionary<string, DoorbellField> fields, IReadOnlyDictionary<DoorbellField, string> values)
    {
        var (data, unfillable) = DoorbellFields.Fill(fields, values);
        if (data is null)
        {
            return (null, unfillable);
        }

        var body = new Dictionary<string, object>(StringComparer.Ordinal) { ["touser"] = message.To.ExternalId, ["template_id"] = template };
        if (TakesOurId)
        {
            body["client_msg_id"] = message.ClientId;
        }

        body["data"] = data;
        if (message.Content.Doorbell?.Link is { Length: > 0 } link)
        {
            body[LinkKey] = link;
        }

        return (body, null);
    }
}
