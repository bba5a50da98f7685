namespace Luzhi.Core.Messages;

/// <summary>How long to wait before the next try: 1, 2, 4, 8 … seconds, never above ten minutes, each with up to half as much again by chance.</summary>
/// <remarks>Without the chance everything that failed together would come back together.</remarks>
public sealed class Backoff(Chance chance)
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    /// <param name="attempt">The try that failed, from 1.</param>
    /// <param name="after">What the platform asked for, if it did: never sooner than that.</param>
    public TimeSpan After(int attempt, TimeSpan? after = null)
    {
        var doubled = First * Math.Pow(2, Math.Clamp(attempt, 1, 20) - 1);
        var step = doubled < Longest ? doubled : Longest;
        var floor = after > step ? after.Value : step;
        return floor + (step * 0.5 * chance.Bytes(1)[0] / 255);
    }
}
