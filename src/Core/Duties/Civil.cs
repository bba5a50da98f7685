namespace Luzhi.Core.Duties;

/// <summary>Civil time: what the clock on the body's wall shows, and how it is written in a notice.</summary>
public static class Civil
{
    /// <summary>Four terms of office: what lies further ahead is a slip in the year, and near the calendar's end no reckoning is safe.</summary>
    public static readonly TimeSpan Farthest = TimeSpan.FromDays(7320);

    /// <summary>The instant at which the wall shows <paramref name="local"/>. A time that the clocks jump over comes as much later; one that comes twice is the first.</summary>
    public static DateTimeOffset Instant(DateTime local, TimeZoneInfo zone)
    {
        var wall = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        var offset = zone.IsAmbiguousTime(wall) ? zone.GetAmbiguousTimeOffsets(wall).Max()
            : zone.IsInvalidTime(wall) ? zone.GetUtcOffset(wall.AddDays(-1))
            : zone.GetUtcOffset(wall);
        return new DateTimeOffset(wall, offset).ToUniversalTime();
    }

    /// <summary>"9月25日（周五）14:30"; with the year where it is not this one.</summary>
    public static string Say(DateTimeOffset at, DateTimeOffset now, TimeZoneInfo zone)
    {
        var (there, here) = (TimeZoneInfo.ConvertTime(at, zone), TimeZoneInfo.ConvertTime(now, zone));
        var year = there.Year == here.Year ? "" : $"{there.Year}年";
        return $"{year}{there.Month}月{there.Day}日（周{"日一二三四五六"[(int)there.DayOfWeek]}）{there:HH\\:mm}";
    }
}
