namespace Luzhi.Core.Messages;

/// <summary>
/// A bucket of tokens, filled at a steady rate up to two seconds' worth. Bulk leaves a fifth of it for replies, so that a message to
/// thousands never keeps one person waiting for an answer.
/// </summary>
/// <param name="perSecond">0 for no limit.</param>
public sealed class Governor(int perSecond, TimeProvider clock)
{
    private readonly double burst = perSecond * 2.0;
    private readonly Lock gate = new();
    private double tokens = perSecond * 2.0;
    private long filledAt = clock.GetTimestamp();

    /// <summary>How many may go at once in this lane.</summary>
    public int Free(Lane lane)
    {
        lock (gate)
        {
            return perSecond == 0 ? int.MaxValue : (int)Math.Max(0, Fill() - Reserve(lane));
        }
    }

    public bool TryTake(Lane lane)
    {
        lock (gate)
        {
            if (perSecond == 0)
            {
                return true;
            }

            if (Fill() - Reserve(lane) < 1)
            {
                return false;
            }

            tokens--;
            return true;
        }
    }

    private double Reserve(Lane lane) => lane == Lane.Bulk ? burst / 5 : 0;

    private double Fill()
    {
        var now = clock.GetTimestamp();
        tokens = Math.Min(burst, tokens + (perSecond * clock.GetElapsedTime(filledAt, now).TotalSeconds));
        filledAt = now;
        return tokens;
    }
}
