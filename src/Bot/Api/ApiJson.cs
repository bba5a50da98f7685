using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Luzhi.Core.Settings;

namespace Luzhi.Bot.Api;

/// <summary>How the API reads and writes JSON: camelCase, words for enums, Chinese as it is, instants in the body's civil zone.</summary>
internal static class ApiJson
{
    public static JsonSerializerOptions Plain { get; } = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static void Tune(JsonSerializerOptions options, TimeZoneInfo zone, Words words)
    {
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow; // a misspelt field must not be dropped silently
        options.Converters.Add(new InstantConverter(zone, words));
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
    }
}

/// <summary>A field that cannot be read, with what to say about it.</summary>
internal sealed class UnreadableException(string text) : JsonException(text);

/// <summary>An instant without an offset is civil time where the body is, never where the machine stands.</summary>
internal sealed class InstantConverter(TimeZoneInfo zone, Words words) : JsonConverter<DateTimeOffset>
{
    private static readonly string[] Civil = ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss"];

    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = reader.TokenType == JsonTokenType.String ? reader.GetString()!.Trim() : "";
        if (DateTime.TryParseExact(text, Civil, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
        {
            return new DateTimeOffset(local, zone.GetUtcOffset(local));
        }

        return HasOffset(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant)
            ? instant
            : throw new UnreadableException(words["api.instant"]);
    }

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(TimeZoneInfo.ConvertTime(value, zone));

    private static bool HasOffset(string text) => text.Length > 16 && (text[^1] is 'Z' or 'z' || text.LastIndexOfAny(['+', '-']) > 10);
}
