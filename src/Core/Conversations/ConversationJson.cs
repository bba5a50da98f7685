using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Luzhi.Core.Conversations.Forms;
using Luzhi.Core.Conversations.Secretary;

namespace Luzhi.Core.Conversations;

/// <summary>
/// The conversation as its row keeps it. Reading forgives: a part that an older or newer version wrote otherwise is dropped,
/// the rest stays, so that an update never takes a half-filled form away for something unrelated.
/// </summary>
public static class ConversationJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static string Write(Conversation conversation) => JsonSerializer.Serialize(conversation, Options);

    public static Conversation Read(string? json)
    {
        if (Parse(json) is not { } root)
        {
            return Conversation.Fresh;
        }

        return new Conversation
        {
            Form = Part<OpenForm>(root, "form"),
            Asking = Part<Asking>(root, "asking") is { Items: not null, Kept: not null } asking ? asking : null,
            Answered = Part<long?>(root, "answered"),
            Desk = Part<DeskTalk>(root, "desk") is { Shown: not null } desk ? desk : null,
        };
    }

    private static JsonObject? Parse(string? json)
    {
        try
        {
            return string.IsNullOrWhiteSpace(json) ? null : JsonNode.Parse(json) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static T? Part<T>(JsonObject root, string name)
    {
        try
        {
            return root[name] is { } node ? node.Deserialize<T>(Options) : default;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return default;
        }
    }
}
