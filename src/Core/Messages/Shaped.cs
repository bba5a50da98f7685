using System.Text;

namespace Luzhi.Core.Messages;

/// <summary>A choice that can be tapped. The tap comes back as <see cref="Inbound.Choice"/> with this id, and so answers exactly its own notice.</summary>
public sealed record Tappable(string Id, string Title);

/// <summary>A message in the shape that a channel carries: the one place where the same words become a menu here, and buttons or lines there.</summary>
public sealed record Shaped(string Text, IReadOnlyList<Tappable> Taps)
{
    public static Shaped Of(Content content, Carries carries)
    {
        var taps = Tappables(content, carries);
        var lines = string.Concat(content.Choices.Select(choice => $"\n{choice.Digit} {choice.Label}"));
        var text = Fit(content.Text, lines, carries);
        return new(taps.Count > 0 && carries.Choices == ChoiceShape.Menu ? text : text + lines, taps);
    }

    /// <summary>Without a line of the ledger to answer, a tap could not say what it is for.</summary>
    private static IReadOnlyList<Tappable> Tappables(Content content, Carries carries) =>
        content.AssignmentId is { } line && carries.Choices != ChoiceShape.Lines && content.Choices.Count <= carries.ChoicesAtMost
            ? [.. content.Choices.Select(choice => new Tappable($"a{line}:{choice.Digit}", $"{choice.Digit} {choice.Label}"))]
            : [];

    /// <summary>A text that is too long is cut above its choices, never into them, wherever they stand.</summary>
    private static string Fit(string text, string lines, Carries carries) => Cut.ToBytes(text, carries.TextBytes - Encoding.UTF8.GetByteCount(lines));
}
