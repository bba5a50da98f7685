using System.Globalization;
using Luzhi.Core.Almanac;
using Luzhi.Core.Settings.Shelves;

namespace Luzhi.Scheduler.Calendar;

/// <summary>The days off of one year, and the weekend days on which people work instead (调休).</summary>
public sealed record HolidayYear(int Year, IReadOnlySet<DateOnly> Off, IReadOnlySet<DateOnly> MakeUp) : IShelved
{
    /// <summary>Feast, and how many days from it on are off.</summary>
    private static readonly (string First, int Days)[] Law = [("元旦", 1), ("除夕", 4), ("清明", 1), ("劳动节", 2), ("端午", 1), ("中秋", 1), ("国庆", 3)];

    public string Id => Year.ToString(CultureInfo.InvariantCulture);

    public string Version { get; init; } = "";

    public string Written { get; init; } = "";

    /// <summary>What 全国年节及纪念日放假办法, as amended for 2025, gives in every year: for one whose arrangement is not out yet, or not written down.</summary>
    public static HolidayYear ByLaw(int year) => new(
        year,
        Law.SelectMany(rest => Feasts.In(year, rest.First) is { } first ? Enumerable.Range(0, rest.Days).Select(first.AddDays) : []).ToHashSet(),
        new HashSet<DateOnly>());
}
