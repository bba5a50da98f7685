using Luzhi.Core;
using Luzhi.Core.PhonePages;
using Luzhi.Core.Settings;
using Microsoft.AspNetCore.Mvc;

namespace Luzhi.Bot.PhonePages;

/// <summary>Outside WeChat: a code from the chat shows who opened the page. It says nothing of what the page is about.</summary>
public sealed class WhoPage(PhoneDoor door, Words words, Chance chance, PageText text) : PhonePage(door, words, chance)
{
    private readonly PhoneDoor door = door;

    [BindProperty(SupportsGet = true)]
    public string? To { get; set; }

    [BindProperty(Name = "name")]
    public string? PersonName { get; set; }

    [BindProperty(Name = "code")]
    public string? Code { get; set; }

    /// <summary>The way does not say whose page it leads to, so the reader does.</summary>
    public bool AsksName { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        await PrepareAsync(ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await PrepareAsync(ct);
        var digits = string.Concat((Code ?? "").Select(c => c is >= '０' and <= '９' ? (char)(c - 0xFEE0) : c).Where(char.IsAsciiDigit));
        switch (await door.EnterByCodeAsync(HttpContext, To!, (PersonName ?? "").Trim(), digits, ct))
        {
            case CodeAnswer.Right:
                return Redirect(Request.PathBase + To);
            case CodeAnswer.Slowed slowed:
                Fault = Faulty("page.code_slowed", ("until", text.When(slowed.Until)));
                break;
            default:
                Fault = Faulty("page.code_wrong");
                break;
        }

        return Page();
    }

    private async Task PrepareAsync(CancellationToken ct)
    {
        To = PhoneDoor.IsPage(To) ? To : "/m/me";
        AsksName = await door.SubjectAsync(To!, ct) is null;
    }
}
