using System.Text.Json;

namespace Luzhi.Bot.Channels.BotFramework.WireOut;

/// <summary>Answers that may be JSON, or a proxy's page.</summary>
internal static class Json
{
    public static JsonElement? Read(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A short word of theirs, fit for a log.</summary>
    public static string? Text(this JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
