using Luzhi.Core;
using Luzhi.Core.Settings;
using Microsoft.AspNetCore.Mvc;

namespace Luzhi.Bot.PhonePages;

/// <summary>Where WeChat sends the phone's browser back, with a code that works once.</summary>
public sealed class InPage(PhoneDoor door, Words words, Chance chance) : PhonePage(door, words, chance)
{
    private readonly PhoneDoor door = door;

    public async Task<IActionResult> OnGetAsync(string? code, string? state, CancellationToken ct)
    {
        if (door.Back(HttpContext, state) is not { } back || string.IsNullOrEmpty(code))
        {
            return Show("page.again", StatusCodes.Status400BadRequest);
        }

        return await door.EnterByWeChatAsync(HttpContext, code, ct) is { } refused
            ? Show(refused, refused == "page.busy" ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status403Forbidden)
            : Redirect(Request.PathBase + back);
    }
}
