using System.Globalization;
using Luzhi.Core.Storage;
using Luzhi.Journeys.Reading;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Luzhi.Journeys.Verbs;

/// <summary>Planned duties: what the office switches on, and how it stands.</summary>
internal static class DutyVerbs
{
    public static IReadOnlyList<Verb> All { get; } =
    [
        new(Actor.Office, "启用", "秘书 启用 <制度>", (stage, step, ct) => stage.Desk.PostAsync(step, $"/duties/{step.Rest}/on", null, ct)),
        new(Actor.Office, "停办", "秘书 停办 <制度>", (stage, step, ct) => stage.Desk.PostAsync(step, $"/duties/{step.Rest}/off", null, ct)),
        new(Actor.Office, "召集", "秘书 召集 <制度> | <要说的话>", CallAsync),
        new(Actor.Office, "任命", "秘书 任命 <单位> | <姓名> | <职务>", AppointAsync),
        new(Actor.Office, "结对", "秘书 结对 <种类> | <姓名> | <对象>", LinkAsync),
        new(Actor.World, "台账", "台账 <制度> | <期> | 已答<数> 未答<数> 逾期<数> 免办<数>", LedgerAsync) { Looks = true },
        new(Actor.World, "没有发", "没有发 <姓名> | <标题> … | <说明的片段>", UnsentAsync) { Looks = true },
    ];

    private static readonly Dictionary<string, string[]> States = new()
    {
        ["已答"] = ["answered", "done"], ["未答"] = ["due", "notified", "seen", "overdue"], ["逾期"] = ["overdue"], ["免办"] = ["excused"],
    };

    private static async Task CallAsync(Stage stage, Step step, CancellationToken ct) =>
        await stage.Desk.PostAsync(step, $"/duties/{step.Demand(0, "制度")}/call", new System.Text.Json.Nodes.JsonObject { ["said"] = step.Part(1) }, ct);

    private static async Task AppointAsync(Stage stage, Step step, CancellationToken ct)
    {
        var person = await stage.PersonAsync(step.Demand(1, "姓名"), step, ct);
        if (!await stage.Services.GetRequiredService<UnitBook>().AppointAsync(await UnitAsync(stage, step, ct), person, step.Part(2), "秘书", ct))
        {
            throw step.Wrong($"{step.Part(1)}不在{step.Part(0)}");
        }
    }

    private static async Task LinkAsync(Stage stage, Step step, CancellationToken ct) =>
        await stage.Services.GetRequiredService<LinkBook>().AddAsync(new LinkDraft(step.Demand(0, "种类"), step.Demand(1, "姓名"), step.Demand(2, "对象"), "", null, Consented: false), "秘书", ct);

    private static async Task<long> UnitAsync(Stage stage, Step step, CancellationToken ct)
    {
        await using var db = stage.Services.GetRequiredService<Database>().Open();
        var name = step.Demand(0, "单位");
        return await db.Units.Where(u => u.Name == name).Select(u => (long?)u.Id).FirstOrDefaultAsync(ct) ?? throw step.Wrong($"没有{name}这个单位");
    }

    /// <summary>What fell before it was sent, in their order, each with why, as the console has it.</summary>
    private static async Task UnsentAsync(Stage stage, Step step, CancellationToken ct)
    {
        var person = await stage.PersonAsync(step.Demand(0, "姓名"), step, ct);
        var lines = (await stage.Services.GetRequiredService<DeliveryBook>().ListAsync("dropped", person, null, null, 50, ct)).Items;
        var why = await stage.Services.GetRequiredService<DiagnosisBook>().FinishedAsync([.. lines.Select(l => l.Id)], ct);
        var titles = string.Join(' ', lines.OrderBy(l => l.Id).Select(l => l.Title));
        if (titles != step.Demand(1, "标题") || !lines.All(l => why.GetValueOrDefault(l.Id, "").Contains(step.Demand(2, "说明的片段"), StringComparison.Ordinal)))
        {
            throw step.Wrong($"没有发的是：{titles}。{string.Join('、', why.Values)}");
        }
    }

    private static async Task LedgerAsync(Stage stage, Step step, CancellationToken ct)
    {
        var (duty, period) = (step.Demand(0, "制度"), step.Demand(1, "期"));
        var items = (await stage.Desk.GetAsync(step, $"/duties/{duty}/occurrences", ct))["items"]!.AsArray();
        var found = items.FirstOrDefault(i => (string?)i!["period"] == period);
        var said = step.Demand(2, "各有几条");
        if (found is null || said == "无")
        {
            _ = found is null && said == "无" ? 0 : throw step.Wrong($"历次有：{string.Join('、', items.Select(i => (string?)i!["period"]))}");
            return;
        }

        foreach (var word in Step.WordsOf(said))
        {
            var label = word.TrimEnd("0123456789".ToCharArray());
            var counted = States.TryGetValue(label, out var states) ? states.Sum(s => (int?)found["counts"]![s] ?? 0) : throw step.Wrong($"没有“{label}”这一项：{step.Verb.Form}");
            if (counted != int.Parse(word.AsSpan(label.Length), CultureInfo.InvariantCulture))
            {
                throw step.Wrong($"{label}是 {counted}：{found.ToJsonString()}");
            }
        }
    }
}
