using System.Globalization;

namespace Luzhi.Bot.Simulator;

/// <summary>What every page says while the clock is pulled forward, so that nobody takes the shifted day for today.</summary>
public static class ClockMark
{
    /// <returns>The words to show; null while the clock tells the real time.</returns>
    public static string? Words(TimeProvider clock, TimeZoneInfo zone) =>
        clock is ShiftedClock { Shift: var shift } && shift > TimeSpan.Zero
            ? $"模拟时钟：已拨快 {Span(shift)}，现在是 {TimeZoneInfo.ConvertTime(clock.GetUtcNow(), zone).ToString("yyyy年M月d日 HH:mm", CultureInfo.InvariantCulture)}"
            : null;

    private static string Span(TimeSpan shift)
    {
        var parts = new List<string>();
        foreach (var (count, word) in new[] { (shift.Days, "天"), (shift.Hours, "小时"), (shift.Minutes, "分钟") })
        {
            if (count > 0)
            {
                parts.Add(string.Create(CultureInfo.InvariantCulture, $"{count} {word}"));
            }
        }

        return parts.Count > 0 ? string.Join(' ', parts) : "不到 1 分钟";
    }
}
