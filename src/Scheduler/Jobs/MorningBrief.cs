using Luzhi.Core.Duties;
using Luzhi.Core.Settings;
using Luzhi.Core.Storage;
using Luzhi.Scheduler.Calendar;

namespace Luzhi.Scheduler.Jobs;

/// <summary>今日 to each who works in the office and wants it, on workdays at the time that is set; where there is nothing to say, nothing is sent.</summary>
public sealed class MorningBrief(BriefBook book, OfficeSettings settings, HolidayYears holidays, TimeZoneInfo zone, TimeProvider clock) : IJob
{
    /// <summary>A house that comes up later than this leaves it until tomorrow.</summary>
    private static readonly TimeSpan Morning = TimeSpan.FromHours(4);

    public string Name => "morning-brief";

    public DateTimeOffset Next(DateTimeOffset last)
    {
        var day = TimeZoneInfo.ConvertTime(last, zone).Date;
        while (!IsWorkday(day) || At(day) <= last)
        {
            day = day.AddDays(1);
        }

        return At(day);
    }

    public async Task<int> RunAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var today = TimeZoneInfo.ConvertTime(now, zone).Date;
        var late = now - At(today);
        return !IsWorkday(today) || late < TimeSpan.Zero || late > Morning ? 0 : await book.SendAsync(now, ct);
    }

    private bool IsWorkday(DateTime day) => holidays.IsWorkday(DateOnly.FromDateTime(day));

    private DateTimeOffset At(DateTime day) => Civil.Instant(day + settings.MorningBrief.ToTimeSpan(), zone);
}
