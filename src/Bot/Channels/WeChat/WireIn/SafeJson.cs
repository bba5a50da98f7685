using System.Text.Json;

namespace Luzhi.Bot.Channels.WeChat.WireIn;

/// <summary>JSON of strangers, bounded in depth, read to the same <see cref="Fields"/> as XML.</summary>
public static class SafeJson
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = SafeXml.DepthAtMost };

    /// <returns>The values of the root object, or null when it is not that.</returns>
    public static Fields? Read(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, Options);
            return document.RootElement.ValueKind == JsonValueKind.Object ? Value(document.RootElement) : null;
        }
        catch (JsonException)
        {
            return null;
        }
        catch (InvalidOperationException)
        {
            return null; // a string with half a character: "\ud83d" alone is legal JSON and no text
        }
    }

    private static Fields Value(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => Fields.Of([.. element.EnumerateObject().SelectMany(p => Values(p.Name, p.Value))]),
        JsonValueKind.String => Fields.Of(element.GetString()!),
        JsonValueKind.Null => Fields.Of(""),
        _ => Fields.Of(element.GetRawText()), // a MsgId has 64 bits: a number stays the digits it was
    };

    // A list is its name several times over, as in XML; the platform writes a list of one as the thing itself.
    private static IEnumerable<(string Name, Fields Value)> Values(string name, JsonElement element) =>
        element.ValueKind == JsonValueKind.Array ? element.EnumerateArray().SelectMany(item => Values(name, item)) : [(name, Value(element))];
}
