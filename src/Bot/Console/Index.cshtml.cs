using Luzhi.Core.Meetings;
using Luzhi.Core.Storage;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Luzhi.Bot.OfficeConsole;

public sealed class TodayPage(TodayBook today, MeetingBook meetings, DeliveryBook deliveries, QuestionBook questions) : PageModel
{
    private static readonly string[] NotReachedOutcomes = ["refused", "gone", "callsheet", "failed", "misconfigured"];

    public int Members { get; private set; }

    public int Bound { get; private set; }

    public int Sent { get; private set; }

    public int NotReached { get; private set; }

    public int Leaves { get; private set; }

    public int Questions { get; private set; }

    public IReadOnlyList<(Meeting Meeting, Tally Tally)> Coming { get; private set; } = [];

    public IReadOnlyList<(string Title, DateTimeOffset DueAt)> Missed { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        var unit = SignedIn.From(User)!.UnitId;
        (Members, Bound) = await today.CoverageAsync(unit, ct);
        Questions = (await questions.OpenAsync(ct, unitId: unit)).Count;
        Leaves = (await meetings.UndecidedAsync(null, unit, ct)).Count;
        var outcomes = await deliveries.LastDayAsync(unit, ct);
        Sent = outcomes.GetValueOrDefault("sent");
        NotReached = NotReachedOutcomes.Sum(outcome => outcomes.GetValueOrDefault(outcome));
        // What was missed is for the whole body to decide upon.
        Missed = unit is null ? await deliveries.MissedAsync(ct) : [];
        var coming = new List<(Meeting, Tally)>();
        foreach (var meeting in await today.ComingAsync(20, ct))
        {
            coming.Add((meeting, await meetings.TallyAsync(meeting.Id, ct, unit)));
        }

        Coming = unit is null ? coming : [.. coming.Where(c => c.Item2.Invited > 0)];
    }
}
