using Luzhi.Bot.Rehearsal.Judging;
using Luzhi.Core.Duties;
using Luzhi.Core.Storage;

namespace Luzhi.Bot.Rehearsal.Report;

/// <summary>Makes of a year's ledger and of what came to the phones what a secretary wants to know of it.</summary>
internal sealed class Reckoning(RehearsalOrder order, Evidence year, Story story, People people, TimeZoneInfo zone)
{
    /// <summary>As many and more are one step.</summary>
    private const int MostStep = 8;
    private const int HeaviestShown = 20;
    private const int NamesShown = 8;

    /// <summary>Two meetings are at once when one begins before the other may be over.</summary>
    private static readonly TimeSpan MeetingLasts = TimeSpan.FromHours(3);

    private readonly ILookup<long, LedgerLine> lines = year.Ledger.Lines.ToLookup(l => l.OccurrenceId);

    public YearReport Make(IReadOnlyList<Failure> failures)
    {
        var weeks = story.Arrivals.Where(a => a.Who.PersonId is not null).GroupBy(a => (a.Who, Monday: MondayOf(Day(a.At))))
            .Select(g => (g.Key.Who, g.Key.Monday, Count: g.Count())).OrderBy(w => w.Monday).ThenBy(w => w.Who.PersonId).ToList();
        return new YearReport(
            order.From, order.To, order.Seed, Totals(),
            new SortedDictionary<string, int>(people.All.GroupBy(h => h.Persona.Name).ToDictionary(g => g.Key, g => g.Count()), StringComparer.Ordinal),
            [.. Days()],
            [.. weeks.GroupBy(w => w.Monday).Select(g => new ReportWeek(g.Key, g.Sum(w => w.Count), g.Count(), g.Max(w => w.Count)))],
            [.. Load(weeks)],
            [.. weeks.OrderByDescending(w => w.Count).ThenBy(w => w.Monday).ThenBy(w => w.Who.PersonId).Take(HeaviestShown).Select(w => new HeavyWeek(w.Who.Name, w.Monday, w.Count))],
            [.. Clashes()], [.. Unreached()], [.. Unanswered()], [.. year.Ledger.Incidents.Select(i => i.What)],
            new SortedDictionary<string, int>(Judge.Checks.ToDictionary(c => c, c => failures.Count(f => f.Check == c)), StringComparer.Ordinal),
            failures);
    }

    private Totals Totals()
    {
        var asked = year.Ledger.Lines.Where(l => year.Occurrences[l.OccurrenceId] is { Asked: true, Withdrawn: false }).ToList();
        return new Totals(
            people.All.Count, people.All.Count(h => h.OpenId is not null), year.Ledger.Occurrences.Count(o => !o.Withdrawn), asked.Count,
            asked.Count(l => l.State is AssignmentState.Answered or AssignmentState.Done), asked.Count(l => l.State == AssignmentState.Excused), asked.Count(l => l.State == AssignmentState.Overdue),
            story.Arrivals.Count, year.Ledger.Messages.Count(m => m.Reply),
            new SortedDictionary<string, int>(story.Arrivals.GroupBy(a => a.Way).ToDictionary(g => g.Key, g => g.Count()), StringComparer.Ordinal));
    }

    private IEnumerable<ReportDay> Days()
    {
        var messages = story.Arrivals.GroupBy(a => Day(a.At)).ToDictionary(g => g.Key, g => g.Count());
        var due = year.Ledger.Occurrences.Where(o => o is { Withdrawn: false, DueAt: not null } && o.DutyKey is not ("leave" or "question" or "mandate" or "brief"))
            .OrderBy(o => o.DueAt).ThenBy(o => o.Id).ToLookup(o => Day(o.DueAt!.Value), o => o.Title);
        for (var day = order.From; day <= order.To; day = day.AddDays(1))
        {
            yield return new ReportDay(day, messages.GetValueOrDefault(day), [.. due[day]]);
        }
    }

    /// <summary>Weeks in which nothing came count as well: of everybody, in every week.</summary>
    private IEnumerable<LoadStep> Load(List<(Human Who, DateOnly Monday, int Count)> weeks)
    {
        var all = people.All.Count(h => h.PersonId is not null) * (((MondayOf(order.To).DayNumber - MondayOf(order.From).DayNumber) / 7) + 1);
        yield return new LoadStep(0, all - weeks.Count);
        for (var step = 1; step <= MostStep; step++)
        {
            yield return new LoadStep(step, weeks.Count(w => step == MostStep ? w.Count >= step : w.Count == step));
        }
    }

    /// <summary>Meetings that call the same people within hours of each other.</summary>
    private IEnumerable<Clash> Clashes()
    {
        var meetings = year.Ledger.Occurrences.Where(o => o is { MeetingId: not null, Withdrawn: false, DueAt: not null }).OrderBy(o => o.DueAt).ThenBy(o => o.Id).ToList();
        for (var i = 0; i < meetings.Count; i++)
        {
            for (var j = i + 1; j < meetings.Count && meetings[j].DueAt - meetings[i].DueAt < MeetingLasts; j++)
            {
                var both = lines[meetings[i].Id].Select(l => l.PersonId).Intersect(lines[meetings[j].Id].Select(l => l.PersonId)).Order().ToList();
                if (both.Count > 0)
                {
                    yield return new Clash(meetings[j].DueAt!.Value, [meetings[i].Title, meetings[j].Title], both.Count, [.. both.Take(NamesShown).Select(p => year.NameOf(p))]);
                }
            }
        }
    }

    /// <summary>People whom a notice could not reach by any way: it was left to the call sheet, or waits to this day.</summary>
    private IEnumerable<Unreached> Unreached() => year.Ledger.Messages.Where(m => m.Outcome is "callsheet" or "gone" or "failed" or "misconfigured")
        .Concat(year.Ledger.Waiting.Where(w => w.Outcome == "held"))
        .Concat(year.Ledger.Messages.Where(m => m is { Outcome: "dropped", Why: "expired" }))
        .Where(m => m is { NoticeId: not null, PersonId: not null })
        .GroupBy(m => m.PersonId!.Value)
        .Select(g => (Person: g.Key, Count: g.Select(m => m.NoticeId).Distinct().Count(), Why: g.GroupBy(m => m.Why ?? "").OrderByDescending(w => w.Count()).ThenBy(w => w.Key, StringComparer.Ordinal).First().Key))
        .OrderByDescending(u => u.Count).ThenBy(u => u.Person)
        .Select(u => new Unreached(year.NameOf(u.Person), u.Count, u.Why));

    private IEnumerable<Unanswered> Unanswered() => year.Ledger.Occurrences
        .Where(o => o is { Asked: true, Withdrawn: false } && o.DueAt < year.To && o.DutyKey is not ("leave" or "question" or "mandate"))
        .Select(o => (Occurrence: o, Lines: lines[o.Id].ToList()))
        .Select(x => new Unanswered(
            x.Occurrence.Title, x.Occurrence.DueAt, x.Lines.Count, x.Lines.Count(l => l.State is AssignmentState.Answered or AssignmentState.Done),
            x.Lines.Count(l => l.State == AssignmentState.Excused), x.Lines.Count(l => l.State is AssignmentState.Overdue or AssignmentState.Due or AssignmentState.Notified or AssignmentState.Seen)))
        .Where(u => u.Open > 0).OrderByDescending(u => u.Answered == 0).ThenByDescending(u => u.Open).ThenBy(u => u.DueAt).ThenBy(u => u.Title, StringComparer.Ordinal);

    private DateOnly Day(DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime);

    private static DateOnly MondayOf(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
}
