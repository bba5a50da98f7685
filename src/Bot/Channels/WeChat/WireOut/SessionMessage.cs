using System.Text;
using Luzhi.Core.Messages;

namespace Luzhi.Bot.Channels.WeChat.WireOut;

/// <summary>A customer-service message: text, or a menu whose items can be tapped.</summary>
public static class SessionMessage
{
    public const string Path = "/cgi-bin/message/custom/send";

    public static object Of(string openid, Content content) => content is { AssignmentId: { } line, Choices.Count: > 0 }
        ? new { touser = openid, msgtype = "msgmenu", msgmenu = Menu(content, line) }
        : new { touser = openid, msgtype = "text", text = new { content = Text(content) } };

    // A tap comes back as a text with this id, and so answers exactly its own notice whatever else is open.
    private static object Menu(Content content, long line) => new
    {
        head_content = Fit(content.Text, Lines(content.Choices)),
        list = content.Choices.Select(choice => new { id = $"a{line}:{choice.Digit}", content = $"{choice.Digit} {choice.Label}" }),
        tail_content = "",
    };

    /// <summary>The choices as lines of text; a text that is too long is cut above them, never into them.</summary>
    public static string Text(Content content)
    {
        var lines = Lines(content.Choices);
        return Fit(content.Text, lines) + lines;
    }

    private static string Lines(IReadOnlyList<Choice> choices) => string.Concat(choices.Select(choice => $"\n{choice.Digit} {choice.Label}"));

    private static string Fit(string text, string lines) => Cut.ToBytes(text, Cut.TextBytes - Encoding.UTF8.GetByteCount(lines));
}
