using Luzhi.Core.Messages;

namespace Luzhi.Core.Conversations;

/// <summary>The scene of the QR code at a meeting's door: "k_" and a code of a few minutes.</summary>
public static class DoorWords
{
    public const string ScenePrefix = "k_";

    public static string? CodeIn(Inbound inbound) =>
        inbound.Scene is { } scene && scene.StartsWith(ScenePrefix, StringComparison.Ordinal) ? scene[ScenePrefix.Length..] : null;
}
