using System.Globalization;
using Luzhi.Core.Duties.Files;

namespace Luzhi.Scheduler.Calendar;

/// <summary>Once in every month, quarter, half-year, year or term of office.</summary>
internal static class Periods
{
    /// <summary>五年一届.</summary>
    private const int TermYears = 5;

    public static IEnumerable<DueDay> Of(Cadence.Each each, DateOnly from, DateOnly to, DateOnly termStart)
    {
        var step = Months(each.Span);
        for (var start = First(each.Span, from, termStart); start <= to; start = start.AddMonths(step))
        {
            var last = start.AddMonths(step).AddDays(-1);
            yield return new DueDay(Name(each.Span, start), DayOf(each, start, last), start);
        }
    }

    public static int Months(Span span) => span switch { Span.Month => 1, Span.Quarter => 3, Span.HalfYear => 6, Span.Year => 12, _ => 12 * TermYears };

    /// <summary>The first day of the period that holds a day.</summary>
    private static DateOnly First(Span span, DateOnly day, DateOnly termStart)
    {
        if (span != Span.Term)
        {
            var months = Months(span);
            return new DateOnly(day.Year, ((day.Month - 1) / months * months) + 1, 1);
        }

        var start = termStart.AddYears((day.Year - termStart.Year) / TermYears * TermYears);
        return start > day ? start.AddYears(-TermYears) : start.AddYears(TermYears) <= day ? start.AddYears(TermYears) : start;
    }

    /// <summary>A day that its month does not have is the last one it has; none leaves its period.</summary>
    private static DateOnly DayOf(Cadence.Each each, DateOnly start, DateOnly last)
    {
        var year = each.Span == Span.Term && each.InYear is { } nth ? start.AddYears(nth - 1) : start;
        var end = each.Span == Span.Term && each.InYear is not null ? year.AddYears(1).AddDays(-1) : last;
        var month = each.InMonth is { } inMonth ? year.AddMonths(inMonth - 1) : end;
        var days = DateTime.DaysInMonth(month.Year, month.Month);
        var number = each.Day > 0 ? Math.Min(each.Day, days) : Math.Max(1, days + 1 + each.Day);
        var day = new DateOnly(month.Year, month.Month, number);
        return day < start ? start : day > last ? last : day;
    }

    private static string Name(Span span, DateOnly start) => span switch
    {
        Span.Month => start.ToString("yyyy-MM", CultureInfo.InvariantCulture),
        Span.Quarter => string.Create(CultureInfo.InvariantCulture, $"{start.Year}-Q{(start.Month + 2) / 3}"),
        Span.HalfYear => string.Create(CultureInfo.InvariantCulture, $"{start.Year}-H{(start.Month + 5) / 6}"),
        Span.Year => start.ToString("yyyy", CultureInfo.InvariantCulture),
        _ => string.Create(CultureInfo.InvariantCulture, $"t{start.Year}"),
    };
}
