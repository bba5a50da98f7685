using Luzhi.Core;
using Luzhi.Core.Conversations.Forms;
using Luzhi.Core.Duties;
using Luzhi.Core.Messages;
using Luzhi.Core.Settings;
using Luzhi.Core.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Luzhi.Bot.OfficeConsole;

/// <summary>Two steps: written, then confirmed with the reach in sight.</summary>
public sealed class NewBroadcastPage(BroadcastBook book, FormShelf forms, UnitScope scope, ConsoleText text, Rendering rendering, WeChatAccount account) : PageModel
{
    [BindProperty]
    public string Title { get; set; } = "";

    [BindProperty]
    public string Body { get; set; } = "";

    [BindProperty]
    public string Audience { get; set; } = "全体";

    [BindProperty]
    public string? Ask { get; set; }

    [BindProperty]
    public Secrecy Secrecy { get; set; }

    [BindProperty]
    public string? Due { get; set; }

    [BindProperty]
    public bool Confirmed { get; set; }

    /// <summary>Back from the confirmation to what was written.</summary>
    [BindProperty]
    public bool Again { get; set; }

    public ReachPreview? Reach { get; private set; }

    public PhoneLook? Look { get; private set; }

    public bool Asked => Reach is not null;

    public IReadOnlyList<Fault> Faults { get; private set; } = [];

    public IEnumerable<(string Value, string Label)> Asks =>
        [("", "只是告知"), ("read", "回复已阅"), ("text", "用文字回复"), .. forms.All.Select(f => (f.Id, $"填写：{f.Title}"))];

    public string AskLabel => Asks.FirstOrDefault(a => a.Value == (Ask ?? "")).Label ?? "";

    public string? FaultOf(string field) => Faults.FirstOrDefault(f => f.Field == field)?.Text;

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (Again)
        {
            return Page();
        }

        var staff = SignedIn.From(User)!;
        try
        {
            var audience = await scope.WithinAsync(staff, Audience ?? "", ct);
            var said = new NewBroadcast(Title ?? "", Body ?? "", audience, text.EndOfDay(Due), string.IsNullOrEmpty(Ask) ? null : Ask, Secrecy);
            if (!Confirmed)
            {
                Reach = await book.PreviewAsync(said, ct);
                Look = PhoneLook.Of(rendering, account, book.Draft(said), Secrecy, "broadcast", said.DueAt);
                return Page();
            }

            var sent = await book.SendAsync(said, staff.Name, ct);
            TempData["Done"] = "通知正在发出。";
            return LocalRedirect($"/console/broadcasts/{sent.Id}");
        }
        catch (FaultsException faults)
        {
            Faults = faults.Faults;
            return Page();
        }
    }
}
