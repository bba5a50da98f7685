using System.Globalization;

namespace Luzhi.Bot.Channels.WeChat.WireIn;

/// <summary>A push as the platform defines it: from whom, to whom, when and what. The rest depends on the type and stays in <see cref="Fields"/>.</summary>
public sealed record Push
{
    private const int NameAtMost = 128; // an openid has 28 letters; this is the room a platform might grow into
    private const long LastSecond = 253_402_300_799; // of the year 9999: what is beyond it is milliseconds, or rubbish

    public required PushFormat Format { get; init; }
    public required string Account { get; init; }
    public required string OpenId { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>text, image, …, event; in small letters.</summary>
    public required string Type { get; init; }

    /// <summary>subscribe, click, …, in small letters since the platform writes them every way; empty for messages.</summary>
    public required string Event { get; init; }
    public required Fields Fields { get; init; }

    /// <summary>The type as the platform wrote it, fit for a log: "text", "event/CLICK".</summary>
    public required string RawType { get; init; }

    public long CreateTime => CreatedAt.ToUnixTimeSeconds();

    public bool IsEvent => Type == "event";

    public string this[string name] => Fields[name] ?? "";

    /// <summary>The items of a subscription event: <c>List</c>, once or several times, in a group named like the event or (JSON) beside it.</summary>
    public IEnumerable<Fields> Listed() =>
        new[] { "SubscribeMsgSentEvent", "SubscribeMsgPopupEvent", "SubscribeMsgChangeEvent" }
            .SelectMany(Fields.All).Append(Fields).SelectMany(group => group.All("List"));

    /// <returns>null when one of the four things is missing that every push has.</returns>
    public static Push? Read(PushBody body)
    {
        var (to, from, type, at) = (Name(body, "ToUserName"), Name(body, "FromUserName"), Name(body, "MsgType"), Seconds(body.Fields["CreateTime"]));
        if (to is null || from is null || type is null || at is null)
        {
            return null;
        }

        var named = type.Equals("event", StringComparison.OrdinalIgnoreCase) ? body.Fields["Event"]?.Trim() ?? "" : "";
        return new Push
        {
            Format = body.Format,
            Account = to,
            OpenId = from,
            CreatedAt = at.Value,
            Type = type.ToLowerInvariant(),
            Event = named.ToLowerInvariant(),
            Fields = body.Fields,
            RawType = named.Length == 0 ? Loggable(type) : $"event/{Loggable(named)}",
        };
    }

    private static string? Name(PushBody body, string name) =>
        body.Fields[name]?.Trim() is { Length: > 0 and <= NameAtMost } value && !value.Any(char.IsWhiteSpace) ? value : null;

    private static DateTimeOffset? Seconds(string? text) =>
        long.TryParse(text?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds <= LastSecond
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;

    private static string Loggable(string word) => string.Concat(word.Where(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-').Take(64));
}
