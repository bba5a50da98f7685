using System.Globalization;
using Luzhi.Bot.Simulator;
using Luzhi.Core.Settings;
using Luzhi.Journeys.Reading;

namespace Luzhi.Journeys.Verbs;

/// <summary>The world around the house: time, people, the account, the machine.</summary>
internal static class WorldVerbs
{
    /// <summary>The house said of itself that something is wrong.</summary>
    public static Verb Alarm { get; } = new(Actor.World, "报警", "报警 <片段> …", (stage, step, _) => Do(() => stage.Passed.Expect(step))) { Looks = true };

    public static IReadOnlyList<Verb> All { get; } =
    [
        new(Actor.World, "时间", "时间 <年-月-日 时:分>", (stage, step, ct) => stage.RunUntilAsync(Instant(step, step.Rest), step, ct)),
        new(Actor.World, "过", "过 <数><分钟|小时|天>", (stage, step, ct) => stage.RunUntilAsync(stage.Clock.GetUtcNow() + Span(step), step, ct)),
        new(Actor.World, "委员", "委员 <姓名> …", MembersAsync) { Introduces = true },
        new(Actor.World, "名册", "名册 <姓名> | <列名> <值> | …", RosterAsync) { Introduces = true },
        new(Actor.World, "群众", "群众 <姓名> …", (stage, step, _) => Do(() => Hand(stage, step))) { Introduces = true },
        new(Actor.World, "公众号", "公众号 <一切正常|没有模板|没有客服消息|有固定问答|密钥写错>", AccountAsync),
        new(Actor.World, "停机", "停机", (stage, _, ct) => stage.CloseAsync(ct)),
        new(Actor.World, "开机", "开机", (stage, _, ct) => stage.OpenAsync(ct)),
        Alarm,
        new(Actor.World, "平台", "平台 <故障> <次数>次", (stage, step, _) => Do(() => Fail(stage, step))),
        new(Actor.World, "其余不看", "其余不看", (stage, _, _) => Do(() => stage.Phones.Names.ToList().ForEach(stage.Phones.ReadAll))) { Looks = true },
        new(Actor.World, "经过", "经过 <流程|结果|任务|表单>:<名> …", (stage, step, _) => Do(() => stage.Passed.Promise(step))) { Looks = true },
    ];

    /// <summary>Civil time where the body is.</summary>
    public static DateTimeOffset Instant(Step step, string text) =>
        DateTime.TryParseExact(text, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            ? new DateTimeOffset(local, Some.Zone.GetUtcOffset(local))
            : throw step.Wrong($"“{text}”不是时间，请写成 2026-11-23 09:00");

    private static TimeSpan Span(Step step)
    {
        var digits = step.Rest.TakeWhile(char.IsAsciiDigit).Count();
        var number = int.TryParse(step.Rest.AsSpan(0, digits), CultureInfo.InvariantCulture, out var n) ? n : throw step.Wrong($"这样写：{step.Verb.Form}");
        return step.Rest[digits..].Trim() switch
        {
            "分钟" => TimeSpan.FromMinutes(number),
            "小时" => TimeSpan.FromHours(number),
            "天" => TimeSpan.FromDays(number),
            _ => throw step.Wrong($"这样写：{step.Verb.Form}"),
        };
    }

    private static async Task MembersAsync(Stage stage, Step step, CancellationToken ct)
    {
        foreach (var name in step.Names)
        {
            await stage.Desk.RosterAsync(step, [("姓名", name)], ct);
            await stage.BindLongAgoAsync(name, stage.Phones.Give(name), ct);
        }
    }

    private static async Task RosterAsync(Stage stage, Step step, CancellationToken ct)
    {
        var name = step.Names is [var one] ? one : throw step.Wrong($"一行写一个人：{step.Verb.Form}");
        var columns = step.Parts.Skip(1).Select(part => Step.WordsOf(part) is [var column, .. var value] ? (column, string.Join(' ', value)) : throw step.Wrong($"这样写：{step.Verb.Form}"));
        await stage.Desk.RosterAsync(step, [("姓名", name), .. columns], ct);
        stage.Phones.Give(name);
    }

    private static void Hand(Stage stage, Step step)
    {
        foreach (var name in step.Names)
        {
            stage.Phones.Give(name);
        }
    }

    private static Task AccountAsync(Stage stage, Step step, CancellationToken ct)
    {
        (stage.Account, stage.Wire) = step.Rest switch
        {
            "一切正常" => (Accounts.Full, Accounts.Wire),
            "没有模板" => (stage.Account with { Templates = new Dictionary<DoorbellKind, WeChatTemplate>() }, stage.Wire),
            "有固定问答" => (Accounts.Public, stage.Wire),
            "没有客服消息" => (stage.Account with { CustomerService = false }, stage.Wire),
            "密钥写错" => (stage.Account, stage.Wire with { AppSecret = "fedcba9876543210fedcba9876543210" }),
            _ => throw step.Wrong($"这样写：{step.Verb.Form}"),
        };
        return stage.RestartAsync(ct);
    }

    private static void Fail(Stage stage, Step step)
    {
        if (Step.WordsOf(step.Rest) is not [var fault, var times] || !int.TryParse(times.TrimEnd('次'), CultureInfo.InvariantCulture, out var count))
        {
            throw step.Wrong($"这样写：{step.Verb.Form}");
        }

        stage.Platform.Faults.Switch(Faults.TryGetValue(fault, out var found) ? found : throw step.Wrong($"没有这种故障，可用的有：{string.Join('、', Faults.Keys)}"), count);
    }

    private static readonly Dictionary<string, Fault> Faults = new()
    {
        ["繁忙"] = Fault.Busy,
        ["出错"] = Fault.ServerError,
        ["断线"] = Fault.Drop,
        ["回答丢失"] = Fault.LostAnswer,
        ["说窗口已关"] = Fault.WindowClosed,
        ["说次数用完"] = Fault.CountUsedUp,
        ["说令牌失效"] = Fault.TokenRefused,
        ["推送三份"] = Fault.DuplicatedPushes,
    };

    private static Task Do(Action act)
    {
        act();
        return Task.CompletedTask;
    }
}
