using System.Globalization;
using Luzhi.Core;
using Luzhi.Core.Duties.Files;

namespace Luzhi.Scheduler.Calendar;

/// <summary>Says what is wrong with a recurrence rule in words that the office reads. Quartz reads it; what Quartz would leave out silently is refused here.</summary>
internal static class RuleWords
{
    private const string Example = "例如 FREQ=MONTHLY;BYDAY=2FR（每月第二个周五）、FREQ=WEEKLY;BYDAY=MO（每周一）";

    private static readonly string[] Parts = ["FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "BYMONTHDAY", "BYMONTH", "BYYEARDAY", "BYWEEKNO", "BYSETPOS", "WKST"];
    private static readonly string[] OfTheDay = ["BYHOUR", "BYMINUTE", "BYSECOND"];
    private static readonly string[] Spans = ["DAILY", "WEEKLY", "MONTHLY", "YEARLY"];

    /// <returns>null when nothing is wrong.</returns>
    public static string? Fault(Cadence.Recurring rule)
    {
        var parts = Split(rule.Rule);
        return parts.Select(part => Fault(part.Name, part.Value)).FirstOrDefault(why => why is not null)
            ?? (parts.All(part => part.Name != "FREQ") ? $"rrule 里要写 FREQ，{Example}" : null)
            ?? (rule.From is null && parts.Any(part => part.Name is "INTERVAL" or "COUNT") ? "写了 INTERVAL 或 COUNT，要用 since 写明从哪一天数起，如 since: 2026-07-06" : null)
            ?? Read(rule);
    }

    private static List<(string Name, string? Value)> Split(string rule) =>
    [
        .. (rule.StartsWith("RRULE:", StringComparison.OrdinalIgnoreCase) ? rule[6..] : rule).Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(part => part.Split('=', 2)).Select(part => (part[0].ToUpperInvariant(), part.Length == 2 ? part[1] : null)),
    ];

    private static string? Fault(string name, string? value) => name switch
    {
        _ when OfTheDay.Contains(name) => $"{name} 不能用：时刻用 due 写，如 due: 15:00",
        _ when !Parts.Contains(name) => Nearest.Word(name, Parts) is { } near ? $"rrule 里不认识“{name}”，最接近的是“{near}”" : $"rrule 里不认识“{name}”，{Example}",
        _ when string.IsNullOrEmpty(value) => $"{name} 后面要有“=”和内容，{Example}",
        "FREQ" when value is "HOURLY" or "MINUTELY" or "SECONDLY" => $"FREQ={value} 太密了，只能是 {string.Join('、', Spans)}",
        "FREQ" when !Spans.Contains(value) => $"FREQ“{value}”不对，应为 {string.Join('、', Spans)} 之一" + (Nearest.Word(value, Spans) is { } near ? $"，最接近的是“{near}”" : ""),
        "BYDAY" when value.Split(',').FirstOrDefault(day => !IsDay(day)) is { } day => $"BYDAY“{day}”不对，应为 MO、TU、WE、TH、FR、SA、SU，前面可以有第几个，如 2FR（第二个周五）、-1MO（最后一个周一）",
        "BYMONTH" => Range(name, value, 1, 12),
        "BYMONTHDAY" => Range(name, value, -31, 31),
        "INTERVAL" or "COUNT" => Range(name, value, 1, 1000),
        _ => null,
    };

    private static string? Range(string name, string value, int least, int most) =>
        value.Split(',').FirstOrDefault(one => !int.TryParse(one, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) || number == 0 || number < least || number > most) is { } wrong
            ? $"{name}“{wrong}”不对，应在 {least} 与 {most} 之间" + (least < 0 ? "，不能是 0" : "") : null;

    private static bool IsDay(string day) =>
        day.Length >= 2 && day[^2..] is "MO" or "TU" or "WE" or "TH" or "FR" or "SA" or "SU"
        && (day.Length == 2 || (int.TryParse(day[..^2], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var nth) && nth != 0 && Math.Abs(nth) <= 53));

    private static string? Read(Cadence.Recurring rule)
    {
        var first = rule.From ?? new DateOnly(2001, 1, 1);
        try
        {
            return Recurrence.Days(rule, first, first.AddYears(12)).Any() ? null : $"按这条 rrule 一次也不会到期（十二年里没有一天符合），请核对，{Example}";
        }
        catch (Exception wrong) when (wrong is FormatException or ArgumentException)
        {
            return $"rrule 读不懂（{wrong.Message}），{Example}";
        }
    }
}
