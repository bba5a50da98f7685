namespace Luzhi.Core.Messages;

/// <summary>Makes of a pinned notice what one person is told. The only place in it is {name}; the wording itself was settled when it was pinned.</summary>
public static class Rendering
{
    /// <param name="repeatMark">Set before a message that may have arrived already; empty for the first time.</param>
    public static Content Of(string text, string? choices, string? doorbell, string name, string repeatMark) => new()
    {
        Text = repeatMark + Filled(text, name),
        Choices = Pinned.Read<IReadOnlyList<Choice>>(choices) ?? [],
        Doorbell = Pinned.Read<Doorbell>(doorbell) is { } bell ? bell with { Title = repeatMark + Filled(bell.Title, name) } : null,
    };

    /// <summary>As plain text, where there is nothing to tap: the choices as numbered lines.</summary>
    public static string Plain(Content content) =>
        content.Choices.Count == 0 ? content.Text : $"{content.Text}\n{string.Join('\n', content.Choices.Select(c => $"{c.Digit} {c.Label}"))}";

    private static string Filled(string text, string name) => text.Replace("{name}", name, StringComparison.Ordinal);
}
