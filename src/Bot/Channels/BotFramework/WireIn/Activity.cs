using System.Globalization;
using System.Text.Json;

namespace Luzhi.Bot.Channels.BotFramework.WireIn;

/// <summary>What a channel posts, as far as it means something to this house. Fields we do not know are left alone; a known field of a wrong type is not an activity.</summary>
public sealed record Activity
{
    private const int IdAtMost = 1024;
    private const int TextAtMost = 8000;
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 32, AllowDuplicateProperties = false };

    public required string Type { get; init; }
    public required string ChannelId { get; init; }
    public required string ServiceUrl { get; init; }
    public required string Conversation { get; init; }
    public bool IsGroup { get; init; }
    public string? Id { get; init; }
    public string? From { get; init; }
    public bool FromBot { get; init; }
    public string? Recipient { get; init; }
    public DateTimeOffset? Timestamp { get; init; }
    public string Text { get; init; } = "";

    /// <summary>What a tapped button brought beside its words, where it is a text.</summary>
    public string? Value { get; init; }
    public string? Action { get; init; }
    public string? DeliveryMode { get; init; }
    public IReadOnlyList<Attachment> Attachments { get; init; } = [];
    public IReadOnlyList<string> MembersAdded { get; init; } = [];
    public IReadOnlyList<string> MembersRemoved { get; init; } = [];

    /// <summary>The body, for a key where the channel gave no id.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <returns>null when it is not an activity.</returns>
    public static Activity? Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body, Strict);
            return Of(document.RootElement, body);
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    private static Activity? Of(JsonElement root, ReadOnlyMemory<byte> body)
    {
        var conversation = root.Object("conversation");
        var (type, channel, service, talk) = (root.Words("type", 64), root.Words("channelId", 64), root.Words("serviceUrl", IdAtMost), conversation?.Words("id", IdAtMost));
        if (type is null || channel is null || service is null || talk is null || channel.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_')))
        {
            return null;
        }

        return new Activity
        {
            Type = type,
            ChannelId = channel,
            ServiceUrl = service,
            Conversation = talk,
            IsGroup = conversation!.Value.Yes("isGroup"),
            Id = root.Words("id", IdAtMost),
            From = root.Object("from")?.Words("id", IdAtMost),
            FromBot = root.Object("from")?.Words("role", 64) is "bot",
            Recipient = root.Object("recipient")?.Words("id", IdAtMost),
            Timestamp = At(root.Words("timestamp", 64)),
            Text = root.Words("text", TextAtMost) ?? "",
            Value = root.Field("value", JsonValueKind.String)?.GetString(),
            Action = root.Words("action", 64),
            DeliveryMode = root.Words("deliveryMode", 64),
            Attachments = [.. root.List("attachments").Select(Attachment.Of).OfType<Attachment>()],
            MembersAdded = [.. root.List("membersAdded").Select(member => member.Words("id", IdAtMost)).OfType<string>()],
            MembersRemoved = [.. root.List("membersRemoved").Select(member => member.Words("id", IdAtMost)).OfType<string>()],
            Body = body,
        };
    }

    private static DateTimeOffset? At(string? written) =>
        DateTimeOffset.TryParse(written, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null;
}

/// <summary>Something that came with a message. Cards and what has no address of its own are not kept.</summary>
public sealed record Attachment(string ContentType, string Url, string? Name)
{
    public static Attachment? Of(JsonElement written) =>
        written.Words("contentType", 128) is { } type && written.Words("contentUrl", 4096) is { } url ? new(type.ToLowerInvariant(), url, written.Words("name", 256)) : null;
}
