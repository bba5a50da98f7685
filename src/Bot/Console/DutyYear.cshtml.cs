using Luzhi.Core.Duties.Files;
using Luzhi.Core.Duties.Planning;
using Luzhi.Core.Storage;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Luzhi.Bot.OfficeConsole;

/// <param name="People">Of the audience as it is today; with a rota whose turn it is.</param>
/// <param name="Notices">To each of them, if nobody answers.</param>
public sealed record YearDayLine(Duty Duty, PlannedOccurrence Planned, int People, int Notices);

/// <summary>A year ahead: what will be asked of whom, and how many messages that is.</summary>
[OfficeOnly]
public sealed class DutyYearPage(DutyPlanBook book, DutyPlans plans, AudienceBook audiences, CalendarFeed feed, ConsoleText text) : PageModel
{
    private const int First = 2000, Last = 2098;

    public int Year { get; private set; }

    public int Duties { get; private set; }

    public IReadOnlyList<YearDayLine> Days { get; private set; } = [];

    public string Feed { get; private set; } = "";

    public int Messages => Days.Sum(d => d.Notices * d.People);

    public int EachHears { get; private set; }

    public string? Doubt => Days.Select(d => d.Planned.Doubt).FirstOrDefault(d => d is not null);

    public async Task OnGetAsync(int? year, CancellationToken ct)
    {
        Year = Math.Clamp(year ?? text.Local(text.Now).Year, First, Last);
        var on = await book.OnAsync(ct);
        Duties = on.Count;
        var people = await PeopleAsync(on, ct);
        Days = [.. plans.Year(on, Year, await plans.FactsAsync(ct)).Select(d => Line(d.Duty, d.Planned, people[d.Duty.Id]))];
        var members = (await audiences.ResolveAsync(Core.Directory.AudienceWords.EveryoneWord, ct)).PersonIds.Count;
        EachHears = members == 0 ? 0 : Messages / members;
        Feed = feed.Address(Request, SignedIn.From(User)!, SignedIn.StampOf(User) ?? "");
    }

    private static YearDayLine Line(Duty duty, PlannedOccurrence planned, int people) =>
        new(duty, planned, duty.Rota is { } rota ? Math.Min(rota.Size, people) : people, planned.Notices.Count(n => n.To == Rung.Self));

    private async Task<Dictionary<string, int>> PeopleAsync(IReadOnlyList<Duty> duties, CancellationToken ct)
    {
        var counts = new Dictionary<string, int>();
        foreach (var duty in duties)
        {
            counts[duty.Id] = (await audiences.ResolveAsync(duty.Audience, ct)).PersonIds.Count;
        }

        return counts;
    }
}
