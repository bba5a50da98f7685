using System.Threading.Channels;

namespace Luzhi.Core.Messages;

/// <summary>
/// The door's nudge inside one process: who puts something into the outbox calls <see cref="Nudge"/>, each lane of the door waits for it.
/// Only a matter of speed: a nudge that is lost costs the door's next look, a second later.
/// </summary>
public sealed class Wake
{
    private readonly Channel<bool>[] lanes = [One(), One()];

    public void Nudge()
    {
        foreach (var lane in lanes)
        {
            lane.Writer.TryWrite(true);
        }
    }

    /// <summary>Returns at the next nudge, at once if one came since the lane's last wait, or when <paramref name="atMost"/> is over.</summary>
    public async Task WaitAsync(Lane lane, TimeSpan atMost, TimeProvider clock, CancellationToken ct)
    {
        using var over = new CancellationTokenSource(atMost, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(over.Token, ct);
        Task nudge = lanes[(int)lane].Reader.ReadAsync(either.Token).AsTask();
        await nudge.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        ct.ThrowIfCancellationRequested();
    }

    private static Channel<bool> One() => Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
}
