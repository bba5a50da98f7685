using Luzhi.Bot.Front;
using Luzhi.Core.Storage;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Luzhi.Bot.OfficeConsole;

public sealed class SignInPage(SignInBook book, ConsoleText text) : PageModel
{
    [BindProperty]
    public string StaffName { get; set; } = "";

    [BindProperty]
    public string Password { get; set; } = "";

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public string? Fault { get; private set; }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        switch (await book.TryAsync((StaffName ?? "").Trim(), Password ?? "", Network.Of(HttpContext.Connection.RemoteIpAddress), ct))
        {
            case SignInAnswer.Welcome welcome:
                await HttpContext.SignInAsync(ConsoleSetup.Scheme, SignedIn.Principal(welcome.Staff));
                return LocalRedirect(Url.IsLocalUrl(ReturnUrl) ? ReturnUrl! : "/console");
            case SignInAnswer.Locked locked:
                Fault = $"试错次数过多，请于 {text.Clock(locked.Until)} 后再试。";
                break;
            default:
                Fault = "姓名或密码不对。";
                break;
        }

        return Page();
    }
}
