using Luzhi.Core;
using Luzhi.Core.Meetings;
using Luzhi.Core.Storage;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Luzhi.Bot.OfficeConsole;

public sealed class MeetingsPage(MeetingBook book) : PageModel
{
    public Page<Meeting> Meetings { get; private set; } = new([], null);

    public IReadOnlyList<(Meeting Meeting, Tally Tally)> Lines { get; private set; } = [];

    public async Task OnGetAsync(long? before, CancellationToken ct)
    {
        var unit = SignedIn.From(User)!.UnitId;
        Meetings = await book.ListAsync(before, 20, ct);
        var lines = new List<(Meeting, Tally)>();
        foreach (var meeting in Meetings.Items)
        {
            lines.Add((meeting, await book.TallyAsync(meeting.Id, ct, unit)));
        }

        // A unit's secretary sees the meetings somebody of the unit is invited to.
        Lines = unit is null ? lines : [.. lines.Where(l => l.Item2.Invited > 0)];
    }
}
