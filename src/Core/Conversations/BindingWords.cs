using System.Text.RegularExpressions;
using Luzhi.Core.Messages;

namespace Luzhi.Core.Conversations;

/// <summary>Finds the binding code in a message: "绑定 K7M2QX", or the scene of an invitation's QR code, "b_K7M2QX".</summary>
public static partial class BindingWords
{
    public const string ScenePrefix = "b_";

    public static string? CodeIn(Inbound inbound)
    {
        if (inbound.Scene is { } scene)
        {
            return scene.StartsWith(ScenePrefix, StringComparison.Ordinal) ? Normalize(scene[ScenePrefix.Length..]) : null;
        }

        return inbound.Kind == InboundKind.Text && Spoken().Match(inbound.Text) is { Success: true } match ? Normalize(match.Groups[1].Value) : null;
    }

    /// <summary>As typed on a phone: full-width letters and digits, small letters, spaces and dashes all mean the same code.</summary>
    public static string Normalize(string code)
    {
        var letters = code.Where(c => !char.IsWhiteSpace(c) && c is not ('-' or '－' or '—'))
            .Select(c => c is >= '！' and <= '～' ? (char)(c - 0xFEE0) : c);
        return string.Concat(letters).ToUpperInvariant();
    }

    [GeneratedRegex(@"^\s*(?:我要|请)?绑定(?:码|一下)?\s*[:：是]?\s*(\S.*?)\s*[。.!！]?\s*$")]
    private static partial Regex Spoken();
}
