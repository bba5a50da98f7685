using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.WebUtilities;

namespace Luzhi.Bot.Simulator;

/// <summary>A request to the platform, whichever way it came: over HTTP, or through a handler in the same process.</summary>
public sealed partial record PlatformCall(string Method, string Path, string Query, byte[] Body)
{
    public string? Asked(string name) =>
        QueryHelpers.ParseQuery(Query).TryGetValue(name, out var value) && value.Count > 0 ? value[0] : null;

    /// <summary>The platform prints \uXXXX as it stands or refuses it (40033): its clients must send plain UTF-8.</summary>
    public bool Escaped => Escape().IsMatch(Encoding.UTF8.GetString(Body));

    public bool TryRead([NotNullWhen(true)] out JsonObject? json)
    {
        try
        {
            json = JsonNode.Parse(Body) as JsonObject;
        }
        catch (JsonException)
        {
            json = null;
        }

        return json is not null;
    }

    [GeneratedRegex(@"\\u[0-9a-fA-F]{4}")]
    private static partial Regex Escape();
}

/// <summary>What the platform answers. HTTP says 200 whatever happened; only a fault that is switched on says otherwise.</summary>
/// <param name="Cut">The connection ends without an answer.</param>
public sealed record PlatformAnswer(int Status, string ContentType, byte[] Body, int Errcode = 0, bool Cut = false)
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static PlatformAnswer NoAnswer { get; } = new(0, "", [], 0, true);

    public static PlatformAnswer Ok { get; } = Json(new JsonObject { ["errcode"] = 0, ["errmsg"] = "ok" });

    public static PlatformAnswer Json(JsonObject json) =>
        new(200, "application/json; encoding=utf-8", JsonSerializer.SerializeToUtf8Bytes(json, Plain));

    public static PlatformAnswer Error(int errcode, string errmsg) =>
        Json(new JsonObject { ["errcode"] = errcode, ["errmsg"] = errmsg }) with { Errcode = errcode };
}

internal static class JsonReading
{
    /// <summary>A member that is a string or a number, as text; null when it is absent or anything else.</summary>
    public static string? Text(this JsonObject json, string name) => json[name] switch
    {
        JsonValue value when value.GetValueKind() == JsonValueKind.String => value.GetValue<string>(),
        JsonValue value when value.GetValueKind() == JsonValueKind.Number => value.ToJsonString(),
        _ => null,
    };

    public static JsonObject? Part(this JsonObject json, string name) => json[name] as JsonObject;
}
