using System.Globalization;
using Luzhi.Core.Duties;
using Luzhi.Core.Duties.Files;
using Luzhi.Core.Duties.Planning;
using Luzhi.Core.Settings;
using Luzhi.Core.Settings.Shelves;
using Luzhi.Core.Settings.Yaml;
using Luzhi.Scheduler.Calendar;

namespace Luzhi.Scheduler.Tests.Calendar;

/// <summary>Duties as their files say them, planned with the holidays that are shipped.</summary>
internal static class Plans
{
    public static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    public static readonly PlanFacts Facts = new(Zone, Quiet(Zone), new DateOnly(2022, 1, 1), []);

    public static string Config => House.Find(AppContext.BaseDirectory).Config;

    /// <summary>Only 2026 is known.</summary>
    public static HolidayYears Holidays { get; } = new(new Shelf<HolidayYear>([]).Begun(HolidayReader.In(Path.Combine(Config, "calendar")).Read()));

    public static Planner Planner { get; } = new(Holidays);

    public static QuietHours Quiet(TimeZoneInfo zone) => new(new(21, 30), new(7, 30), zone);

    public static PlanFacts In(string zone) => Facts with { Zone = TimeZoneInfo.FindSystemTimeZoneById(zone), Quiet = Quiet(TimeZoneInfo.FindSystemTimeZoneById(zone)) };

    /// <summary>A duty of all the members, with these lines under when, and these beside it.</summary>
    public static Duty Duty(string when, string more = "")
    {
        var text = $"""
            duty: lecture
            title: 微党课
            audience: 党员委员
            when:
              {when.ReplaceLineEndings("\n").Replace("\n", "\n  ", StringComparison.Ordinal)}
            {more}
            """;
        var faults = new List<SettingFault>();
        var duty = DutyReader.Read(text, "duties/lecture.yaml", ["report"], faults);
        faults.ShouldBeEmpty();
        return duty!;
    }

    public static IReadOnlyList<PlannedOccurrence> Of(Duty duty, string from, string to, PlanFacts? facts = null) =>
        Planner.Plan(duty, At(from, facts?.Zone), At(to, facts?.Zone), facts ?? Facts);

    /// <summary>"2026-07 07-01 09:00 → 07-24 18:00".</summary>
    public static string Line(this PlannedOccurrence planned, TimeZoneInfo? zone = null) => $"{planned.Period} {Wall(planned.OpensAt, zone)} → {Wall(planned.DueAt, zone)}";

    public static IEnumerable<string> Lines(this IEnumerable<PlannedOccurrence> planned, TimeZoneInfo? zone = null) => planned.Select(p => p.Line(zone));

    public static IEnumerable<string> Dues(this IEnumerable<PlannedOccurrence> planned, TimeZoneInfo? zone = null) =>
        planned.Select(p => p.Due(zone));

    public static string Due(this PlannedOccurrence planned, TimeZoneInfo? zone = null) =>
        TimeZoneInfo.ConvertTime(planned.DueAt, zone ?? Zone).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Wall(DateTimeOffset at, TimeZoneInfo? zone = null) => TimeZoneInfo.ConvertTime(at, zone ?? Zone).ToString("MM-dd HH:mm", CultureInfo.InvariantCulture);

    public static DateTimeOffset At(string local, TimeZoneInfo? zone = null) => Civil.Instant(DateTime.Parse(local, CultureInfo.InvariantCulture), zone ?? Zone);
}
