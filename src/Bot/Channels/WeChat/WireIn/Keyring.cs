using Luzhi.Core.Settings;

namespace Luzhi.Bot.Channels.WeChat.WireIn;

/// <summary>The current key, and the one before it while the platform changes over. A reply is sealed with the key that opened its push.</summary>
public sealed class Keyring(WeChatSettings settings)
{
    private readonly Envelope[] envelopes =
        [.. new[] { settings.EncodingAesKey, settings.PreviousEncodingAesKey }.Where(key => key.Length > 0).Select(key => new Envelope(key, settings.AppId))];

    public bool Empty => envelopes.Length == 0;

    public (string Text, Envelope By)? Open(byte[] cipher)
    {
        foreach (var envelope in envelopes)
        {
            if (envelope.Open(cipher) is { } text)
            {
                return (text, envelope);
            }
        }

        return null;
    }
}
