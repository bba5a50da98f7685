using Luzhi.Bot.Channels.WeChat.Walk;
using Luzhi.Bot.Channels.WeChat.WireOut;
using Luzhi.Core;
using Luzhi.Core.Messages;
using Luzhi.Core.Office;
using Luzhi.Core.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Luzhi.Bot.OfficeConsole;

/// <summary>The settings check, what needs seeing to, who works here, the machines' keys, what the jobs did. For the office only.</summary>
[OfficeOnly]
internal sealed class SettingsPage(
    Installation place, StaffBook people, StaffPhones phones, OfficeBook office, IncidentBook incidents, JobDiary diary, ConnectionWalk connection, AccountMenu menu) : PageModel
{
    public IReadOnlyList<Finding> Findings { get; private set; } = [];

    public IReadOnlyList<Incident> Incidents { get; private set; } = [];

    public IReadOnlyList<StaffLine> People { get; private set; } = [];

    public IReadOnlyDictionary<long, StaffPhone> Phones { get; private set; } = new Dictionary<long, StaffPhone>();

    public IReadOnlyList<UnitChoice> Units { get; private set; } = [];

    public IReadOnlyList<ApiKey> Keys { get; private set; } = [];

    public IReadOnlyList<JobRun> Runs { get; private set; } = [];

    /// <summary>The walk along the connection to the platform, when it was asked for.</summary>
    public IReadOnlyList<Finding> Walk { get; private set; } = [];

    /// <summary>Whether wechat.yaml has a menu that can be pushed.</summary>
    public bool HasMenu => menu.Wanted;

    public string? MenuSaid { get; private set; }

    public string? Fault { get; private set; }

    public string? NewName { get; private set; }

    public string? NewPassword { get; private set; }

    public long Me => SignedIn.From(User)!.Id;

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    public async Task<IActionResult> OnPostWalkAsync(CancellationToken ct)
    {
        Walk = await connection.WalkAsync(ct).ToListAsync(ct);
        await LoadAsync(ct);
        return Page();
    }

    public async Task<IActionResult> OnPostMenuAsync(CancellationToken ct)
    {
        if (menu.Wanted)
        {
            var outcome = await menu.PushAsync(ct);
            MenuSaid = outcome is SendOutcome.Sent ? place.Words["account.menu.pushed"] : place.Words.Say("account.menu.failed", ("why", outcome.Reason()));
            await office.AuditAsync(User.Identity!.Name!, "menu.push", "account", null, ct);
        }

        await LoadAsync(ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAddAsync(string name, long? unit, bool approves, CancellationToken ct) =>
        await ShowPasswordAsync(name, () => people.AddAsync((name ?? "").Trim(), unit, approves, User.Identity!.Name!, ct), ct);

    public async Task<IActionResult> OnPostResetAsync(long id, CancellationToken ct) =>
        await ShowPasswordAsync(await people.NameOfAsync(id, ct), () => people.ResetAsync(id, User.Identity!.Name!, ct), ct);

    public async Task<IActionResult> OnPostDisableAsync(long id, CancellationToken ct)
    {
        if (id != Me)
        {
            await TryAsync(() => people.ToggleAsync(id, User.Identity!.Name!, ct));
        }

        return LocalRedirect("/console/settings");
    }

    public async Task<IActionResult> OnPostRevokeAsync(string prefix, CancellationToken ct)
    {
        await office.RevokeKeysAsync(prefix, ct);
        await office.AuditAsync(User.Identity!.Name!, "apikey.revoke", $"apikey:{prefix}", null, ct);
        return LocalRedirect("/console/settings");
    }

    public static string GradeOf(Grade grade) => grade switch { Grade.Good => "正常", Grade.Later => "待办", Grade.Warning => "注意", _ => "有误" };

    public static string JobName(string job) => job switch
    {
        "ring-bell" => "响铃（到点的通知）",
        "expire-held" => "清理过时的等待",
        "mark-overdue" => "记下逾期",
        "morning-brief" => "早报",
        "wipe-bodies" => "清除旧消息正文",
        _ => job,
    };

    private async Task TryAsync(Func<Task> change)
    {
        try
        {
            await change();
        }
        catch (FaultsException faults)
        {
            TempData["Fault"] = faults.Message;
        }
    }

    private async Task<IActionResult> ShowPasswordAsync(string? name, Func<Task<string>> make, CancellationToken ct)
    {
        try
        {
            (NewPassword, NewName) = (await make(), name);
        }
        catch (FaultsException faults)
        {
            Fault = faults.Message;
        }

        await LoadAsync(ct);
        return Page();
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        Findings = [.. InstallationCheck.Look(place)];
        Incidents = await incidents.OpenOnesAsync(ct);
        People = await people.ListAsync(ct);
        Phones = (await phones.ListAsync(ct)).ToDictionary(p => p.StaffId);
        Units = await people.UnitsAsync(ct);
        Keys = await office.KeysAsync(ct);
        Runs = (await diary.ListAsync(null, null, 30, ct)).Items;
    }
}
