using System.Text.RegularExpressions;
using Luzhi.Core.Messages;

namespace Luzhi.Bot.Channels.BotFramework.WireIn;

/// <summary>What an activity means to the house. The one place that knows the types (botframework.md §1).</summary>
public static partial class ActivityMeaning
{
    /// <param name="account">Ours, as it stands in addresses.</param>
    /// <returns>One for each person it is about; empty for what means nothing here.</returns>
    public static IReadOnlyList<Inbound> Of(Activity activity, string account, DateTimeOffset now)
    {
        // Leave has reasons that are not for a group's eyes: this house speaks with one person at a time.
        if (activity.IsGroup || activity.FromBot)
        {
            return [];
        }

        return activity.Type switch
        {
            "message" when Said(activity) => [Message(activity, account, now)],
            "conversationUpdate" => [.. Moved(activity, account, now)],
            "installationUpdate" or "contactRelationUpdate" when Stranger(activity.From, activity) => activity.Action switch
            {
                "add" or "add-upgrade" => [Person(activity, activity.From!, account, now) with { Kind = InboundKind.Follow }],
                "remove" or "remove-upgrade" => [Person(activity, activity.From!, account, now) with { Kind = InboundKind.Unfollow }],
                _ => [],
            },

            // Typing, reactions, edits, traces, events of programs, and what the protocol adds without notice.
            _ => [],
        };
    }

    /// <summary>A message that somebody could have sent: a missing sender is no mistake of theirs, but it is nobody to answer.</summary>
    public static bool Complete(Activity activity) => activity.Type != "message" || (activity.From is not null && activity.Recipient is not null);

    private static bool Said(Activity activity) =>
        Stranger(activity.From, activity) && (activity.Text.Length > 0 || activity.Value is not null || activity.Attachments.Count > 0);

    private static bool Stranger(string? who, Activity activity) => who is not null && who != activity.Recipient;

    private static IEnumerable<Inbound> Moved(Activity activity, string account, DateTimeOffset now) =>
    [
        .. activity.MembersAdded.Where(m => Stranger(m, activity)).Select(m => Person(activity, m, account, now) with { Kind = InboundKind.Follow }),
        .. activity.MembersRemoved.Where(m => Stranger(m, activity)).Select(m => Person(activity, m, account, now) with { Kind = InboundKind.Unfollow }),
    ];

    private static Inbound Message(Activity activity, string account, DateTimeOffset now)
    {
        var first = activity.Attachments is [var one, ..] ? one : null;
        var inbound = Person(activity, activity.From!, account, now) with
        {
            Kind = InboundKind.Text,
            Text = activity.Text,
            Choice = new[] { activity.Value, activity.Text }.FirstOrDefault(said => said is not null && Tapped().IsMatch(said)),
            MediaUrl = first?.Url,
        };
        return activity.Text.Length > 0 || inbound.Choice is not null ? inbound : inbound with { Kind = Kind(first), Text = first?.Name ?? activity.Value ?? "" };
    }

    /// <summary>Nothing but a value that is not ours: a card of somebody else's.</summary>
    private static InboundKind Kind(Attachment? attachment) => attachment?.ContentType.Split('/')[0] switch
    {
        null => InboundKind.Text,
        "image" => InboundKind.Image,
        "audio" => InboundKind.Voice,
        "video" => InboundKind.Video,
        _ => InboundKind.File,
    };

    private static Inbound Person(Activity activity, string id, string account, DateTimeOffset now) => new()
    {
        // Ids of two channels behind one bot may be alike: the channel's word is part of the account.
        From = new Address(BotFrameworkChannel.Word, $"{account}/{activity.ChannelId}", id),
        Key = ActivityKey.Of(activity, id, account),
        Kind = InboundKind.Other,
        SentAt = activity.Timestamp ?? now,
        Back = ChannelTable.Of(activity.ChannelId),
        Reference = new WireReference(activity.ServiceUrl, activity.Conversation, activity.Recipient ?? "", activity.Id).Write(),
        RawType = $"{activity.ChannelId}/{activity.Type}",
    };

    [GeneratedRegex("^a[0-9]{1,18}:[0-9]$")]
    private static partial Regex Tapped();
}
