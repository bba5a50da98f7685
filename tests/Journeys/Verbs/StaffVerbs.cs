using System.Globalization;
using Luzhi.Core.Storage;
using Luzhi.Journeys.Reading;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Luzhi.Journeys.Verbs;

/// <summary>Those who work in the office, with phones of their own.</summary>
internal static class StaffVerbs
{
    public static async Task HireAsync(Stage stage, Step step, CancellationToken ct)
    {
        var name = step.Demand(0, "姓名");
        var book = stage.Services.GetRequiredService<StaffBook>();
        var unit = step.Part(1) is null or "机关" ? (long?)null
            : (await book.UnitsAsync(ct)).FirstOrDefault(u => u.Label.EndsWith(step.Part(1)!, StringComparison.Ordinal))?.Id ?? throw step.Wrong($"没有“{step.Part(1)}”这个单位");
        await book.AddAsync(name, unit, approves: unit is null, "机关", ct);
        stage.Phones.Give(name);
    }

    public static async Task BindAsync(Stage stage, Step step, CancellationToken ct)
    {
        var name = step.Demand(0, "姓名");
        var issued = await stage.Services.GetRequiredService<StaffPhones>().IssueAsync(await IdAsync(stage, name, step, ct), "机关", ct);
        var openId = stage.Phones.Of(name, step);
        await stage.Platform.Phones.FollowAsync(openId, null, ct);
        await stage.Platform.Phones.SayAsync(openId, $"绑定 {issued.Code}", ct);
    }

    public static async Task LinkAsync(Stage stage, Step step, CancellationToken ct) => await stage.Services.GetRequiredService<StaffPhones>().LinkAsync(
        await IdAsync(stage, step.Demand(0, "工作人员"), step, ct), await stage.PersonAsync(step.Demand(1, "委员"), step, ct), "机关", ct);

    public static async Task DisableAsync(Stage stage, Step step, CancellationToken ct) =>
        await stage.Services.GetRequiredService<StaffBook>().ToggleAsync(await IdAsync(stage, step.Demand(0, "姓名"), step, ct), "机关", ct);

    public static async Task TrailAsync(Stage stage, Step step, CancellationToken ct)
    {
        var (who, action, count) = (step.Demand(0, "谁"), step.Demand(1, "动作"), int.Parse(step.Demand(2, "条数").TrimEnd('条'), CultureInfo.InvariantCulture));
        await using var db = stage.Services.GetRequiredService<Database>().Open();
        var found = await db.Audit.Where(a => a.Actor == who && a.Detail == "chat").Select(a => a.Action).ToListAsync(ct);
        if (found.Count(a => a == action) != count)
        {
            throw step.Wrong($"{who}在聊天里办的有：{string.Join('、', found)}");
        }
    }

    private static async Task<long> IdAsync(Stage stage, string name, Step step, CancellationToken ct) =>
        (await stage.Services.GetRequiredService<StaffBook>().ListAsync(ct)).FirstOrDefault(s => s.Name == name)?.Id ?? throw step.Wrong($"没有工作人员{name}");
}
