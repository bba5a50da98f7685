using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Luzhi.Bot.Channels.WeChat;

/// <summary>
/// JSON as the platform wants it: every letter as it is written. What is escaped reaches the member as "\u4f60", or is refused (40033).
/// </summary>
public static partial class WireJson
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(object value) => Escape().Replace(JsonSerializer.Serialize(value, Relaxed), Plain);

    // The library's most relaxed encoder still escapes whatever lies beyond 16 bits, that is every emoji: they are put back.
    private static string Plain(Match escape)
    {
        if (!escape.Groups["code"].Success)
        {
            return escape.Value;
        }

        var letter = (char)ushort.Parse(escape.Groups["code"].ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        return char.IsControl(letter) ? "" : letter.ToString();
    }

    /// <summary>One escape at a time from the left, so that a backslash which is itself escaped begins none.</summary>
    [GeneratedRegex(@"\\(?:u(?<code>[0-9A-Fa-f]{4})|.)", RegexOptions.ExplicitCapture)]
    private static partial Regex Escape();
}
