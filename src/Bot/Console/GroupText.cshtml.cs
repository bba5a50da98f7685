using Luzhi.Core.Duties;
using Luzhi.Core.Meetings;
using Luzhi.Core.Settings;
using Luzhi.Core.Storage;
using Microsoft.AspNetCore.Mvc;

namespace Luzhi.Bot.OfficeConsole;

/// <summary>Texts to paste into a group chat: the notice, and the names of those who have not answered, as far as the secretary ticks them.</summary>
public sealed class GroupTextPage(MeetingBook book, RollBook rolls, Words words, TimeZoneInfo zone, TimeProvider clock) : MeetingPart(book)
{
    private readonly GroupText text = new(words, zone);

    /// <summary>Whom to name.</summary>
    [BindProperty(SupportsGet = true)]
    public HashSet<long> Who { get; set; } = [];

    [BindProperty(SupportsGet = true)]
    public bool All { get; set; }

    public bool MayLeave => Meeting.Secrecy == Secrecy.Open;

    public string Notice => text.Notice(Meeting, clock.GetUtcNow());

    public IReadOnlyList<RollLine> Waiting { get; private set; } = [];

    public string? Named { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        Waiting = [.. (await rolls.ReadAsync(Meeting.Id, Staff.UnitId, ct)).Where(line => line.Answer == InvitationState.Pending)];
        Who = All ? [.. Waiting.Select(line => line.PersonId)] : Who;
        var names = Waiting.Where(line => Who.Contains(line.PersonId)).Select(line => line.Name).ToList();
        Named = names.Count == 0 ? null : text.Waiting(Meeting, names, clock.GetUtcNow());
    }
}
