using System.Text.Encodings.Web;
using System.Text.Json;

namespace Luzhi.Core.Messages;

/// <summary>The parts of a notice that are pinned as JSON (choices, doorbell), Chinese left readable in the table.</summary>
public static class Pinned
{
    internal static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    public static T? Read<T>(string? json) where T : class => json is null ? null : JsonSerializer.Deserialize<T>(json, Options);
}
