using System.Security.Cryptography;
using System.Text;

namespace Luzhi.Bot.Channels.BotFramework.WireIn;

/// <summary>
/// The duplicate key: an activity's id is unique only in its conversation, and one activity may be about several people. Without an id
/// the whole body tells it apart. It is a hash: the key is kept for good, and neither ids nor words may be.
/// </summary>
public static class ActivityKey
{
    public static string Of(Activity activity, string person, string account)
    {
        string[] parts = [account, activity.ChannelId, activity.Conversation, activity.Type, person, activity.Id is { } id ? $"id {id}" : $"body {Hash(activity.Body.Span)}"];
        // Each part with its length, so that no two lists of parts can run together to the same text.
        return "botframework:" + Hash(Encoding.UTF8.GetBytes(string.Concat(parts.Select(part => $"{part.Length}:{part}"))));
    }

    private static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
