using System.Text.Json;

namespace Luzhi.Bot.Channels.BotFramework.WireIn;

/// <summary>Reads fields that must be what they are said to be: absent and null are the same, anything of a wrong type throws.</summary>
internal static class StrictFields
{
    public static string? Words(this JsonElement element, string name, int atMost)
    {
        var text = element.Member(name)?.GetString();
        return text?.Length > atMost ? throw new FormatException($"{name} is too long") : string.IsNullOrEmpty(text) ? null : text;
    }

    public static bool Yes(this JsonElement element, string name) => element.Member(name)?.GetBoolean() ?? false;

    public static JsonElement? Object(this JsonElement element, string name) =>
        element.Member(name) is not { } member ? null : member.ValueKind == JsonValueKind.Object ? member : throw new FormatException($"{name} is no object");

    public static IEnumerable<JsonElement> List(this JsonElement element, string name) =>
        element.Member(name) is { } member ? member.EnumerateArray() : [];

    /// <summary>A field that may be of any type, where it is of this one.</summary>
    public static JsonElement? Field(this JsonElement element, string name, JsonValueKind kind) =>
        element.Member(name) is { } member && member.ValueKind == kind ? member : null;

    private static JsonElement? Member(this JsonElement element, string name) =>
        element.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null ? member : null;
}
