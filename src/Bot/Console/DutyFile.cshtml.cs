using Luzhi.Core.Duties.Files;
using Luzhi.Core.Duties.Planning;
using Luzhi.Core.Office;
using Luzhi.Core.Settings;
using Luzhi.Core.Settings.Shelves;
using Luzhi.Core.Settings.Yaml;
using Luzhi.Core.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Luzhi.Bot.OfficeConsole;

/// <summary>A duty's file in the browser, for secretaries without a shell: the same faults as at the start, and a dry run before it holds.</summary>
[OfficeOnly]
public sealed class DutyFilePage(
    DutyShelf shelf, ShelfFolder<Duty> folder, Restock<Duty> restock, DutyPlans plans, AudienceBook audiences, OfficeBook office, Words words) : PageModel
{
    /// <summary>In the address where there is no file yet; no duty may be called so.</summary>
    private const string New = "new";

    private const string Sample = """
        duty: 
        title: 
        basis: 
        audience: 委员
        when:
          every: month
          day: 25
        shift: previous
        ask: text
        say: 
        notices:
          - on: opens
            time: 09:00
            text: |-
              {{name}}您好：……，请在{{due}}前回复。
        """;

    public string Name { get; private set; } = "";

    public bool IsNew => Name == New;

    public string Written { get; private set; } = "";

    public IReadOnlyList<SettingFault> Faults { get; private set; } = [];

    /// <summary>The duty as written, where nothing is wrong with it.</summary>
    public Duty? Checked { get; private set; }

    public IReadOnlyList<PlanChange> Changes { get; private set; } = [];

    public string? Audience { get; private set; }

    public IActionResult OnGet(string id)
    {
        (Name, Written) = (id, id == New ? Sample : shelf.Find(id)?.Written ?? "");
        return IsNew || shelf.Find(id) is not null ? Page() : NotFound();
    }

    public async Task OnPostCheckAsync(string id, string? written, CancellationToken ct) => await CheckAsync(id, written, ct);

    public async Task<IActionResult> OnPostSaveAsync(string id, string? written, CancellationToken ct)
    {
        await CheckAsync(id, written, ct);
        if (Checked is not { } duty)
        {
            return Page();
        }

        try
        {
            await WriteAsync(Path.Combine(folder.Folder, duty.Id + ".yaml"), Written, ct);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            (Checked, Faults) = (null, [new SettingFault(new YamlPlace($"duties/{duty.Id}.yaml", 0, 0), "程序没有写这个文件的权限，请让管理员把内容放进 config/duties")]);
            return Page();
        }

        await office.AuditAsync(SignedIn.From(User)!.Name, "duty.write", $"duty:{duty.Id}", null, ct);
        var news = await restock.TakeAsync(ct);
        TempData[news.Faults.Count == 0 ? "Done" : "Fault"] = news.Faults.Count == 0 ? "已保存，已生效。" : string.Join("　", news.Faults);
        return LocalRedirect($"/console/duties/{duty.Id}");
    }

    /// <summary>Whole or not at all: a power cut in the middle leaves the old file.</summary>
    private static async Task WriteAsync(string path, string text, CancellationToken ct)
    {
        var beside = path + ".new";
        await System.IO.File.WriteAllTextAsync(beside, text, ct);
        System.IO.File.Move(beside, path, overwrite: true);
    }

    private async Task CheckAsync(string id, string? written, CancellationToken ct)
    {
        (Name, Written) = (id, (written ?? "").Replace("\r\n", "\n", StringComparison.Ordinal));
        var faults = new List<SettingFault>();
        var duty = folder.Again(Written, faults);
        if (duty is not null && duty.Id != id && (id != New || shelf.Find(duty.Id) is not null))
        {
            faults.Add(new SettingFault(new YamlPlace($"duties/{id}.yaml", 1, 1), id == New ? $"已经有“{duty.Id}”，请换一个名字" : $"名字不能改：这份文件是“{id}”"));
        }

        var people = duty is null ? null : await audiences.ResolveAsync(duty.Audience, ct);
        if (people?.Error is { } error)
        {
            faults.Add(new SettingFault(new YamlPlace($"duties/{duty!.Id}.yaml", 0, 0), $"audience：{error}"));
        }

        Faults = faults;
        if (faults.Count == 0 && duty is not null)
        {
            (Checked, Audience) = (duty, $"范围现在是 {people!.PersonIds.Count} 人。");
            Changes = plans.Difference(shelf.Find(duty.Id), duty, await plans.FactsAsync(ct), words);
        }
    }
}
