using System.Globalization;
using Luzhi.Core.Settings.Shelves;
using Luzhi.Core.Settings.Yaml;

namespace Luzhi.Scheduler.Calendar;

/// <summary>The notice of the State Council's office about one year, as config/calendar/2026.yaml has it.</summary>
[Says("一年的节假日和调休：国务院办公厅的通知")]
public sealed record WrittenYear
{
    public required YamlPlace At { get; init; }

    [Says("哪一年，与文件名相同")]
    [Between("2001", "2099")]
    public required int Year { get; init; }

    [Says("放假的日子")]
    public required IReadOnlyList<WrittenHoliday> Holidays { get; init; }

    /// <summary>Saturdays and Sundays on which people work (调休).</summary>
    [Says("调休：要上班的周六、周日")]
    public IReadOnlyList<DateOnly> Workdays { get; init; } = [];
}

[Says("一个假期")]
public sealed record WrittenHoliday
{
    public required YamlPlace At { get; init; }
    [Says("名称：春节")]
    public required string Name { get; init; }

    [Says("第一天")]
    public required DateOnly From { get; init; }

    /// <summary>Its last day; of a single day it need not be written.</summary>
    [Says("最后一天；只有一天的不用写")]
    public DateOnly? To { get; init; }

    public DateOnly Last => To ?? From;
}

/// <summary>Reads config/calendar/*.yaml, one year a file, and believes no day that cannot be.</summary>
public static class HolidayReader
{
    public static ShelfFolder<HolidayYear> In(string folder) => new(folder, "calendar", Read);

    /// <param name="text">The file, word for word.</param>
    /// <param name="file">How it is named in faults; it must be the year's own: calendar/2026.yaml.</param>
    /// <returns>The year, or null when anything was wrong; <paramref name="faults"/> says what.</returns>
    public static HolidayYear? Read(string text, string file, ICollection<SettingFault> faults)
    {
        var before = faults.Count;
        if (StrictYaml.ParseText(text, faults, file) is not { } top || StrictYaml.Bind<WrittenYear>(top, faults) is not { } written)
        {
            return null;
        }

        foreach (var fault in Faults(written, Path.GetFileNameWithoutExtension(file)))
        {
            faults.Add(new SettingFault(((YamlMap)top).PlaceOf(fault.Path), fault.Why));
        }

        return faults.Count > before ? null : new HolidayYear(written.Year, written.Holidays.SelectMany(Days).ToHashSet(), written.Workdays.ToHashSet())
        {
            Version = Writing.Version(text),
            Written = text,
        };
    }

    private static IEnumerable<DateOnly> Days(WrittenHoliday rest) => Enumerable.Range(0, rest.Last.DayNumber - rest.From.DayNumber + 1).Select(rest.From.AddDays);

    private static IEnumerable<(string[] Path, string Why)> Faults(WrittenYear written, string name)
    {
        // An earlier version is read again without its file.
        if (name is not "calendar" && name != Number(written.Year))
        {
            yield return (["year"], $"年份 {written.Year} 与文件名 {name}.yaml 不一致，应写在 {written.Year}.yaml 里");
        }

        foreach (var (rest, n) in written.Holidays.Select((rest, n) => (rest, Number(n))))
        {
            if (HolidayFault(rest, written) is var (key, why))
            {
                yield return (["holidays", n, key], why);
            }
        }

        foreach (var (day, n) in written.Workdays.Select((day, n) => (day, n)))
        {
            if (MakeUpFault(day, n, written) is { } why)
            {
                yield return (["workdays", Number(n)], why);
            }
        }
    }

    private static (string Key, string Why)? HolidayFault(WrittenHoliday rest, WrittenYear written)
    {
        var earlier = written.Holidays.TakeWhile(other => !ReferenceEquals(other, rest)).FirstOrDefault(other => other.From <= rest.Last && rest.From <= other.Last);
        return rest switch
        {
            _ when rest.From.Year != written.Year => ("from", $"{Say(rest.From)}不在 {written.Year} 年；跨年的假期，各年的日子写在各年的文件里"),
            _ when rest.Last.Year != written.Year => ("to", $"{Say(rest.Last)}不在 {written.Year} 年；跨年的假期，各年的日子写在各年的文件里"),
            _ when rest.Last < rest.From => ("to", $"“{rest.Name}”的最后一天（{Say(rest.Last)}）早于第一天（{Say(rest.From)}）"),
            _ when earlier is not null => ("from", $"“{rest.Name}”与“{earlier.Name}”的日子重叠"),
            _ => null,
        };
    }

    private static string? MakeUpFault(DateOnly day, int n, WrittenYear written) => day switch
    {
        _ when day.Year != written.Year => $"{Say(day)}不在 {written.Year} 年",
        { DayOfWeek: not (DayOfWeek.Saturday or DayOfWeek.Sunday) } => $"{Say(day)}本来就是工作日（周{"日一二三四五六"[(int)day.DayOfWeek]}）；workdays 只写要上班的周六、周日",
        _ when written.Holidays.FirstOrDefault(rest => rest.From <= day && day <= rest.Last) is { } rest => $"{Say(day)}已在“{rest.Name}”假期里，不能又是上班的日子",
        _ when written.Workdays.Take(n).Contains(day) => $"{Say(day)}写了两次",
        _ => null,
    };

    private static string Say(DateOnly day) => DueDays.Name(day);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
