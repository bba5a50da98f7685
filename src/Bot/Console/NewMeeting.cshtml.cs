using System.Globalization;
using Luzhi.Core;
using Luzhi.Core.Conversations.Forms;
using Luzhi.Core.Duties;
using Luzhi.Core.Meetings;
using Luzhi.Core.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Luzhi.Bot.OfficeConsole;

public sealed class NewMeetingPage(MeetingBook book, MeetingTypeBook types, FormShelf forms, UnitScope scope, ConsoleText text, ConsoleClock clock) : PageModel
{
    public static readonly (string Offset, string Label)[] Offsets =
        [("P30D", "30 天前"), ("P7D", "7 天前"), ("P1D", "1 天前"), ("PT2H", "2 小时前")];

    [BindProperty]
    public string Title { get; set; } = "";

    [BindProperty]
    public string Date { get; set; } = "";

    [BindProperty]
    public string Time { get; set; } = "09:00";

    [BindProperty]
    public string? Place { get; set; } = "";

    [BindProperty]
    public string Audience { get; set; } = "全体";

    [BindProperty]
    public List<string> Reminders { get; set; } = [];

    /// <summary>全会倒计时: the four usual distances, in words that count the days.</summary>
    [BindProperty]
    public bool Countdown { get; set; }

    [BindProperty]
    public string? OtherReminders { get; set; } = "";

    [BindProperty]
    public Secrecy Secrecy { get; set; }

    [BindProperty]
    public long? TypeId { get; set; }

    [BindProperty]
    public string? Receipt { get; set; }

    [BindProperty]
    public bool Announce { get; set; }

    public IReadOnlyList<Fault> Faults { get; private set; } = [];

    public IReadOnlyList<MeetingTypeLine> Types { get; private set; } = [];

    /// <summary>What may be asked of who attends; what members report by themselves is not.</summary>
    public IEnumerable<Form> Forms => forms.All.Where(f => f.Id != "report");

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        Types = await types.ListAsync(HttpContext.RequestAborted);
        await next();
    }

    public string? FaultOf(string field) => Faults.FirstOrDefault(f => f.Field == field)?.Text;

    public void OnGet()
    {
        Date = clock.Now.AddDays(3).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        Reminders = ["P1D", "PT2H"];
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (Start() is not { } start)
        {
            Faults = [new Fault("startsAt", "日期或时间写得不对。")];
            return Page();
        }

        var staff = SignedIn.From(User)!;
        try
        {
            var audience = await scope.WithinAsync(staff, Audience ?? "", ct);
            var id = await book.CallAsync(new NewMeeting(Title ?? "", start, Place ?? "", audience, AllReminders(), Announce, Secrecy, Countdown, TypeId, Receipt ?? ""), staff.Name, ct);
            TempData["Done"] = Announce ? "会议已召集，通知正在发出。" : "草稿已保存，尚未通知任何人。";
            return LocalRedirect($"/console/meetings/{id}");
        }
        catch (FaultsException faults)
        {
            Faults = faults.Faults;
            return Page();
        }
    }

    private List<string> AllReminders() =>
        [.. Reminders.Concat(Countdown ? MeetingTimes.Countdown : []).Concat(ReminderWords.Offsets(OtherReminders)).Distinct()];

    private DateTimeOffset? Start() =>
        DateTime.TryParseExact($"{Date} {Time}", ["yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            ? text.Instant(local)
            : null;
}
