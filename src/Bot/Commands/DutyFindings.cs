using Luzhi.Core.Duties;
using Luzhi.Core.Duties.Files;
using Luzhi.Core.Duties.Planning;
using Luzhi.Core.Settings;
using Luzhi.Core.Storage;
using Luzhi.Scheduler.Calendar;

namespace Luzhi.Bot.Commands;

/// <summary>What an operator wants to know of config/duties and config/calendar: which years are known, what runs, and when next.</summary>
internal sealed class DutyFindings(Installation place, HolidayYears holidays, Planner planner, DutyPlanBook book, DutyWordBook names, Words words, TimeProvider clock)
{
    private const int DatesShown = 3;

    /// <summary>As far as the last year of the term after this one.</summary>
    private static readonly TimeSpan Far = TimeSpan.FromDays(366 * 11);

    /// <summary>In this month the next year's notice is out, or soon will be.</summary>
    private const int NoticeMonth = 11;

    public async IAsyncEnumerable<Finding> LookAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        foreach (var finding in Calendar(TimeZoneInfo.ConvertTime(now, place.Zone)))
        {
            yield return finding;
        }

        var (on, facts) = (await book.OnAsync(ct), await book.FactsAsync(place.Settings.Duties.TermStart, ct));
        yield return new(Grade.Good, words.Say("commands.check.duties", ("count", place.Duties.All.Count()), ("on", on.Count)));
        var files = place.DutyFolder.Read().Sound.ToDictionary(f => f.Value.Id, f => f.Key, StringComparer.Ordinal);
        foreach (var duty in on)
        {
            yield return new(Grade.Good, words.Say("commands.check.duty", ("title", duty.Title), ("id", duty.Id), ("next", Next(duty, now, facts))));
            foreach (var fault in await names.FaultsAsync(files.GetValueOrDefault(duty.Id, $"duties/{duty.Id}.yaml"), duty, ct))
            {
                yield return new(Grade.Bad, fault.ToString());
            }
        }
    }

    private IEnumerable<Finding> Calendar(DateTimeOffset today)
    {
        int[] wanted = today.Month >= NoticeMonth ? [today.Year, today.Year + 1] : [today.Year];
        foreach (var year in wanted)
        {
            yield return holidays.Knows(year)
                ? new(Grade.Good, words.Say("commands.check.calendar", ("year", year)))
                : new(year == today.Year ? Grade.Warning : Grade.Later, words.Say("commands.check.calendar_none", ("year", year)));
        }
    }

    private string Next(Duty duty, DateTimeOffset now, PlanFacts facts)
    {
        if (duty.When is Cadence.Demand)
        {
            return words["commands.check.demand"];
        }

        var next = planner.Plan(duty, now, now + Far, facts).Where(o => o.DueAt > now).Take(DatesShown).ToList();
        return next.Count > 0 ? string.Join('、', next.Select(o => Civil.Say(o.DueAt, now, place.Zone) + (o.Doubt is null ? "" : words["commands.check.doubt"])))
            : duty.When is Cadence.Counted counted ? words.Say("commands.check.waits", ("type", counted.MeetingType)) : words["commands.check.never"];
    }
}
