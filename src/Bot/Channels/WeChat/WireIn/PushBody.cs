using System.Text;

namespace Luzhi.Bot.Channels.WeChat.WireIn;

/// <summary>The account's console chooses how pushes are written; the answer is written the same way.</summary>
public enum PushFormat { Xml, Json }

/// <summary>A body read to its values, not yet believed.</summary>
public sealed record PushBody(PushFormat Format, Fields Fields)
{
    private static readonly UTF8Encoding StrictUtf8 = new(false, true);

    public static PushBody? Read(ReadOnlySpan<byte> utf8)
    {
        try
        {
            return Read(StrictUtf8.GetString(utf8));
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    public static PushBody? Read(string text)
    {
        var body = text.TrimStart('\uFEFF', ' ', '\t', '\r', '\n');
        var (format, fields) = body switch
        {
            ['<', ..] => (PushFormat.Xml, SafeXml.Read(body)),
            ['{', ..] => (PushFormat.Json, SafeJson.Read(body)),
            _ => (PushFormat.Xml, null),
        };
        return fields is null ? null : new PushBody(format, fields);
    }
}
