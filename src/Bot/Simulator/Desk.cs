using Luzhi.Core;

namespace Luzhi.Bot.Simulator;

/// <summary>What every counter of the platform works with. Used only under the platform's lock.</summary>
internal sealed record Desk(PlatformAccount Account, World World, TimeProvider Clock, Chance Chance, Action<Happening> Happen)
{
    public DateTimeOffset Now => Clock.GetUtcNow();

    /// <summary>As large as the platform's own, and never given twice, not even when the record's last lines were lost.</summary>
    public long NextMsgId() => Math.Max(World.LastMsgId + 1, Now.ToUnixTimeMilliseconds() * 10_000);
}
