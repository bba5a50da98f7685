using Luzhi.Core;
using Luzhi.Core.Conversations.Forms;
using Luzhi.Core.PhonePages;
using Luzhi.Core.Settings;
using Luzhi.Core.Storage;
using Microsoft.AspNetCore.Mvc;

namespace Luzhi.Bot.PhonePages;

/// <summary>A member's own page: what is open, and what they answered and reported this year. Nothing of anybody else.</summary>
public sealed class MePage(
    PhoneDoor door, PageSeal seal, PageBook book, PageLinks links, FormShelf forms, Words words, Chance chance, TimeProvider clock, TimeZoneInfo zone) : PhonePage(door, words, chance)
{
    [FromRoute]
    public string? Token { get; set; }

    public string PersonName { get; private set; } = "";

    public IReadOnlyList<MyLine> Lines { get; private set; } = [];

    public IReadOnlyList<MyReport> Reports { get; private set; } = [];

    /// <summary>The forms that a member may begin by themselves.</summary>
    public IEnumerable<Form> Begins => forms.All.Where(f => f.StartsWith.Count > 0);

    public string Link(MyLine line) => links.Within(line.AssignmentId);

    public string TitleOf(MyReport report) => forms.Find(report.Form)?.Title ?? report.Form;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var token = Token is null ? null : seal.Open(Token, PageKind.Me, now);
        if (Token is not null && token is null)
        {
            return Nothing();
        }

        if (Session is not { } session)
        {
            return AskWho();
        }

        if ((token is not null && token.Subject != session.PersonId) || await book.HolderAsync(session.ContactId, session.PersonId, ct) is not { } holder)
        {
            return Nothing();
        }

        var local = TimeZoneInfo.ConvertTime(now, zone);
        var since = new DateTimeOffset(local.Year, 1, 1, 0, 0, 0, local.Offset);
        (PersonName, Lines, Reports) = (holder.Name, await book.MineAsync(holder.PersonId, since, ct), await book.ReportsAsync(holder.PersonId, since, ct));
        return Page();
    }
}
