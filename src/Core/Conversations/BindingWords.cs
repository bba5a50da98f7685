using System.Text.RegularExpressions;
using Luzhi.Core.Messages;

namespace Luzhi.Core.Conversations;

/// <summary>Finds the binding code in a message: "绑定 K7M2QX", the code alone, or the scene of an invitation's QR code, "b_K7M2QX".</summary>
public static partial class BindingWords
{
    public const string ScenePrefix = "b_";

    public static string? CodeIn(Inbound inbound)
    {
        if (inbound.Scene is { } scene)
        {
            return scene.StartsWith(ScenePrefix, StringComparison.Ordinal) ? Normalize(scene[ScenePrefix.Length..]) : null;
        }

        if (inbound.Kind != InboundKind.Text)
        {
            return null;
        }

        var said = HalfWidth(inbound.Text);
        return SpeaksOfBinding(said) ? Spoken(said) : IsBare(said) ? Normalize(said) : null;
    }

    public static bool SpeaksOfBinding(string said) => said.Contains("绑定", StringComparison.Ordinal) || said.Contains("邀请码", StringComparison.Ordinal);

    /// <summary>Looks like a code sent without the word: a guess worth a look for somebody who is bound to nobody, and nothing else.</summary>
    public static bool IsBare(string said) => Bare().IsMatch(HalfWidth(said));

    /// <summary>As typed on a phone: full-width letters and digits, small letters, spaces and dashes all mean the same code.</summary>
    public static string Normalize(string code)
    {
        var letters = HalfWidth(code).Where(c => !char.IsWhiteSpace(c) && c is not ('-' or '—'));
        return string.Concat(letters).ToUpperInvariant();
    }

    private static string? Spoken(string said)
    {
        var behind = said[(said.IndexOf("绑定", StringComparison.Ordinal) is var at and >= 0 ? at : 0)..];
        var run = Run().Match(behind) is { Success: true } after ? after : Run().Match(said);
        return run.Success ? Normalize(run.Value) : null;
    }

    private static string HalfWidth(string text) => string.Concat(text.Select(c => c is >= '！' and <= '～' ? (char)(c - 0xFEE0) : c));

    [GeneratedRegex(@"[A-Za-z0-9](?:[\s—-]*[A-Za-z0-9]){2,31}")]
    private static partial Regex Run();

    [GeneratedRegex(@"^\s*(?=[A-Za-z0-9]*[A-Za-z])(?=[A-Za-z0-9]*[0-9])[A-Za-z0-9]{6,12}\s*[。.]?\s*$")]
    private static partial Regex Bare();
}
