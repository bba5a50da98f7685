namespace Luzhi.Core.Duties.Files;

public enum Span { Month, Quarter, HalfYear, Year, Term }

/// <summary>When a duty falls due. Every one gives days on the wall's calendar; the hour is the duty's.</summary>
public abstract record Cadence
{
    private Cadence() { }

    /// <summary>An RFC 5545 rule: FREQ=MONTHLY;BYDAY=2FR. <paramref name="From"/> is the day it counts from.</summary>
    public sealed record Recurring(string Rule, DateOnly? From) : Cadence;

    /// <summary>Once in every span. A day below zero counts from its end: -1 is its last.</summary>
    /// <param name="InYear">Of a term, the year of it: 1 to 5; null: the last.</param>
    /// <param name="InMonth">Of a longer span, the month of it, counted from 1; null: the last.</param>
    public sealed record Each(Span Span, int? InYear, int? InMonth, int Day) : Cadence;

    /// <summary>A day of every year, solar or lunar.</summary>
    public sealed record Yearly(YearDay Day) : Cadence;

    /// <summary>A stretch of every year: it opens on the first day and is due on the last. 元旦 to 元宵 may cross the year.</summary>
    public sealed record Campaign(YearDay From, YearDay To) : Cadence;

    /// <summary>Counted from each meeting of a type (全会), before or after its start.</summary>
    public sealed record Counted(string MeetingType, Moment Distance) : Cadence;

    /// <summary>On these days and no others.</summary>
    public sealed record On(IReadOnlyList<DateOnly> Days) : Cadence;

    /// <summary>When the office calls for it; it is due so long after.</summary>
    public sealed record Demand(Offset Within) : Cadence;
}

/// <summary>
/// A day that every year has: 12-20; 腊月二十三; a feast (元旦, 春节, 元宵, 清明, 端午, 中秋, 重阳, 除夕, 国庆); with -7 or +3 days: 春节-7.
/// </summary>
/// <param name="Base">As written, without the days counted from it.</param>
public sealed record YearDay(string Base, int Plus)
{
    public override string ToString() => Plus == 0 ? Base : Base + Plus.ToString("+0;-0", System.Globalization.CultureInfo.InvariantCulture);
}
