using Luzhi.Core;
using Luzhi.Core.Directory;
using Luzhi.Core.Storage;
using Luzhi.Journeys.Reading;
using Microsoft.Extensions.DependencyInjection;

namespace Luzhi.Journeys.Verbs;

/// <summary>What the office does about a person's own data.</summary>
internal static class OwnDataVerbs
{
    public static IReadOnlyList<Verb> All { get; } =
    [
        new(Actor.Office, "办理", "秘书 办理 <姓名> | <办结|不办> | <告知的话>", DecideAsync),
        new(Actor.Office, "移出", "秘书 移出 <姓名>", CloseAsync),
        new(Actor.Office, "清除", "秘书 清除 <姓名>", EraseAsync),
    ];

    private static async Task DecideAsync(Stage stage, Step step, CancellationToken ct)
    {
        var book = stage.Services.GetRequiredService<RequestBook>();
        var name = step.Demand(0, "姓名");
        var open = (await book.ListAsync(100, ct)).FirstOrDefault(l => l.Name == name && l.Request.State == DataRequestState.Open) ?? throw step.Wrong($"{name}没有待办的申请");
        await book.DecideAsync(open.Request.Id, step.Demand(1, "办结还是不办") == "办结", step.Part(2), "秘书", ct);
    }

    private static async Task CloseAsync(Stage stage, Step step, CancellationToken ct)
    {
        if (!await stage.Services.GetRequiredService<MemberBook>().CloseAsync(await stage.PersonAsync(step.Demand(0, "姓名"), step, ct), "秘书", ct))
        {
            throw step.Wrong("已不在名册上");
        }
    }

    private static async Task EraseAsync(Stage stage, Step step, CancellationToken ct)
    {
        var name = step.Demand(0, "姓名");
        try
        {
            await stage.Services.GetRequiredService<Erasure>().EraseAsync(await stage.PersonAsync(name, step, ct), name, "秘书", ct);
        }
        catch (FaultsException fault)
        {
            throw step.Wrong(fault.Message);
        }
    }
}
