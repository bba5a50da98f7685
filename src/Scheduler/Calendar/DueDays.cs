using System.Globalization;
using Luzhi.Core.Almanac;
using Luzhi.Core.Duties;
using Luzhi.Core.Duties.Files;
using Luzhi.Core.Duties.Planning;

namespace Luzhi.Scheduler.Calendar;

/// <summary>The days that a duty's cadence gives: all whose period touches a stretch of days, and perhaps some beside it.</summary>
internal static class DueDays
{
    /// <summary>Without a word about it, a duty that has no period opens so long before.</summary>
    public const int DefaultLead = 7;

    public static IEnumerable<DueDay> Of(Duty duty, DateOnly first, DateOnly last, PlanFacts facts)
    {
        var end = last.AddDays(Lead(duty));
        return duty.When switch
        {
            Cadence.Each each => Periods.Of(each, first, end, facts.TermStart),
            Cadence.Yearly yearly => Yearly(yearly.Day, first, end),
            Cadence.Campaign campaign => Campaigns(campaign, first, end),
            Cadence.Recurring rule => InARow(Recurrence.Days(rule, first.AddDays(-DefaultLead - 1), end)),
            Cadence.On on => InARow(on.Days),
            Cadence.Counted counted => facts.Meetings.Where(m => m.Type == counted.MeetingType).Select(m => FromMeeting(counted.Distance, m, facts.Zone)),
            _ => [],
        };
    }

    public static string Name(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static int Lead(Duty duty) => duty.Opens is { } opens ? (opens.Months * 31) + opens.Days + (int)opens.Exact.TotalDays + 1 : DefaultLead;

    private static IEnumerable<DueDay> Yearly(YearDay day, DateOnly first, DateOnly last) => Years(first, last)
        .Select(year => (year, Date: YearDays.In(year, day)))
        .Where(found => found.Date >= first && found.Date <= last)
        .Select(found => new DueDay(Number(found.year), found.Date!.Value));

    /// <summary>Named for the year in which it begins; it ends on the first such day that is not before its beginning.</summary>
    private static IEnumerable<DueDay> Campaigns(Cadence.Campaign campaign, DateOnly first, DateOnly last)
    {
        foreach (var year in Years(first, last))
        {
            var begins = YearDays.In(year, campaign.From);
            var ends = new[] { year, year + 1 }.Select(y => YearDays.In(y, campaign.To)).FirstOrDefault(day => day >= begins);
            if (begins <= last && ends >= first)
            {
                yield return new DueDay(Number(year), ends.Value, begins);
            }
        }
    }

    /// <summary>Where two are a week apart or less, the later one opens on the day after the earlier.</summary>
    private static IEnumerable<DueDay> InARow(IEnumerable<DateOnly> days)
    {
        DateOnly? before = null;
        foreach (var day in days)
        {
            yield return new DueDay(Name(day), day, before >= day.AddDays(-DefaultLead) ? before.Value.AddDays(1) : null);
            before = day;
        }
    }

    /// <summary>Days before a meeting are days of the calendar, due at the duty's own hour; hours before it, and its very beginning, are instants.</summary>
    private static DueDay FromMeeting(Moment distance, MeetingDate meeting, TimeZoneInfo zone)
    {
        var at = distance.After ? distance.Distance.After(meeting.StartsAt, zone) : distance.Distance.Before(meeting.StartsAt, zone);
        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime);
        var isDays = distance.Distance is { Exact.Ticks: 0 } and not { Months: 0, Days: 0 };
        return new DueDay(
            string.Create(CultureInfo.InvariantCulture, $"m{meeting.MeetingId}"), day, At: isDays ? null : at, NotAfter: distance.After ? null : meeting.StartsAt);
    }

    /// <summary>A lunar day may stand in the year before or after the one it is named for.</summary>
    private static IEnumerable<int> Years(DateOnly first, DateOnly last) => Enumerable.Range(first.Year - 2, last.Year - first.Year + 5);

    private static string Number(int year) => year.ToString(CultureInfo.InvariantCulture);
}
