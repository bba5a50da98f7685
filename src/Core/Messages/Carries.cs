namespace Luzhi.Core.Messages;

/// <summary>How the choices under a message can be shown.</summary>
public enum ChoiceShape
{
    /// <summary>As numbered lines of the text; the digit is typed.</summary>
    Lines,

    /// <summary>In place of the lines: what can be tapped stands inside the message and stays there.</summary>
    Menu,

    /// <summary>Beside the lines: buttons go away with the next message, and not everybody sees them; the lines stay.</summary>
    Buttons,
}

/// <summary>What can be carried to an address. A channel says it of itself, and by it alone a message takes its shape there (<see cref="Shaped"/>).</summary>
/// <param name="TextBytes">The longest text, in UTF-8 bytes; never less than a line or two.</param>
/// <param name="ChoicesAtMost">More than this many are shown as lines.</param>
public sealed record Carries(int TextBytes, ChoiceShape Choices, int ChoicesAtMost = 9)
{
    /// <summary>What any channel will take: WeChat's text (wechat.md §5), and nothing to tap.</summary>
    public static Carries Least { get; } = new(Parts.Wire, ChoiceShape.Lines);
}
