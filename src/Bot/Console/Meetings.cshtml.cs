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
        var (unit, me) = (SignedIn.From(User)!.UnitId, SignedIn.From(User)!.Name);
        Meetings = await book.ListAsync(before, 20, ct, unit, me);
        var lines = new List<(Meeting, Tally)>();
        foreach (var meeting in Meetings.Items)
        {
            lines.Add((meeting, await book.TallyAsync(meeting.Id, ct, unit)));
        }

        Lines = lines;
    }
}
