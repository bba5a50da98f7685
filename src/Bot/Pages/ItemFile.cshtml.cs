using Luzhi.Core;
using Luzhi.Core.PhonePages;
using Luzhi.Core.Settings;
using Luzhi.Core.Storage;
using Microsoft.AspNetCore.Mvc;

namespace Luzhi.Bot.PhonePages;

/// <summary>
/// A paper of an assignment, for its addressee alone. Its address hangs on the sealed one of the page it stands on: forwarded, it asks who is
/// there, as that page does.
/// </summary>
public sealed class ItemFilePage(
    PhoneDoor door, PageSeal seal, StudyBook studies, StudyFileBook files, Words words, Chance chance, TimeProvider clock) : PhonePage(door, words, chance)
{
    [FromRoute]
    public string Token { get; set; } = "";

    [FromRoute]
    public long Id { get; set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (seal.Open(Token, PageKind.Item, clock.GetUtcNow()) is not { } token)
        {
            return Nothing();
        }

        if (Session is not { } session)
        {
            return AskWho();
        }

        if (await studies.ReadingAsync(token.Subject, session.PersonId, ct) is not { } study || await files.FindAsync(study.Id, Id, ct) is not { } file)
        {
            return Nothing();
        }

        Uploads.AsDownload(HttpContext, file.Name);
        return File(file.Bytes, file.ContentType);
    }
}
