using System.Text.Json;

namespace Luzhi.Bot.Channels.BotFramework;

/// <summary>What it takes to speak to somebody again: from the last verified activity that was heard of them. No names.</summary>
/// <param name="Bot">Our own id on that channel.</param>
/// <param name="Heard">The last activity: what a reply is a reply to.</param>
internal sealed record WireReference(string ServiceUrl, string Conversation, string Bot, string? Heard)
{
    public string Write() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);

    public static WireReference? Read(string? kept) => kept is null ? null : JsonSerializer.Deserialize<WireReference>(kept, JsonSerializerOptions.Web);
}
