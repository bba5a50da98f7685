using System.Globalization;
using System.Text.Json.Nodes;
using Luzhi.Journeys.Reading;

namespace Luzhi.Journeys.Verbs;

/// <summary>What the secretary does, and what the secretary can see.</summary>
internal static class OfficeVerbs
{
    public static IReadOnlyList<Verb> All { get; } =
    [
        new(Actor.Office, "召开", "秘书 召开 <会议> | <时间> | <地点> | <范围> | 提醒 <P1D PT2H|倒计时> | <公开|内部|线下> | 类型 <类型>", CallAsync),
        new(Actor.Office, "改期", "秘书 改期 <会议> | <新时间> | <新地点>", MoveAsync),
        new(Actor.Office, "取消", "秘书 取消 <会议>", (stage, step, ct) => stage.Desk.PostAsync(step, $"/meetings/{stage.Meeting(step)}/withdraw", null, ct)),
        new(Actor.Office, "登记", "秘书 登记 <会议> | <姓名> | <参加|请假|有疑问> <事由> | <电话|书面>", EnterAsync),
        new(Actor.Office, "群发", "秘书 群发 <标题> | <正文> | <范围> | <read|text|表单> | <截止时间> | <公开|内部|线下>", BroadcastAsync),
        new(Actor.Office, "发码", "秘书 发码 <姓名>", (stage, step, ct) => stage.IssueAsync(step, ct)),
        new(Actor.Office, "解绑", "秘书 解绑 <姓名>", (stage, step, ct) => stage.UnbindAsync(step, ct)),
        new(Actor.World, "后台账号", "后台账号 <姓名> | <机关|单位>", StaffVerbs.HireAsync) { Introduces = true },
        new(Actor.Office, "绑定", "秘书 绑定 <姓名>", StaffVerbs.BindAsync),
        new(Actor.Office, "兼任", "秘书 兼任 <工作人员> | <委员>", StaffVerbs.LinkAsync),
        new(Actor.Office, "停用", "秘书 停用 <工作人员>", StaffVerbs.DisableAsync),
        new(Actor.World, "留痕", "留痕 <谁> | <动作> | <条数>", StaffVerbs.TrailAsync) { Looks = true },
        new(Actor.World, "统计", "统计 <会议> 应到<数> 参加<数> 请假<数> 有疑问<数> 未答<数>", TallyAsync) { Looks = true },
        new(Actor.World, "回执", "回执 <标题> 已答<数> 未答<数> 迟答<数> 逾期<数>", ReceiptsAsync) { Looks = true },
        new(Actor.World, "答复", "答复 <会议> | <姓名> | <参加|请假|有疑问|未答> <事由> | <来处>", AnswerAsync) { Looks = true },
        new(Actor.World, "汇报", "汇报 <姓名> | <条数> | <最新一条里的片段> … | <表单>", ReportsAsync) { Looks = true },
    ];

    private const string Countdown = "倒计时";

    private static readonly Dictionary<string, string> States = new() { ["参加"] = "attending", ["请假"] = "leave", ["有疑问"] = "asked", ["未答"] = "pending" };

    private static readonly Dictionary<string, string> Vias = new() { ["微信"] = "chat", ["网页"] = "page", ["电话"] = "phone", ["书面"] = "paper", ["当面"] = "console", ["接龙"] = "jielong", ["代办"] = "proxy" };

    private static readonly Dictionary<string, string> Counts = new()
    {
        ["应到"] = "invited", ["参加"] = "attending", ["请假"] = "leave", ["批假"] = "leaveApproved", ["有疑问"] = "asked", ["未答"] = "pending",
    };

    private static async Task CallAsync(Stage stage, Step step, CancellationToken ct)
    {
        var title = step.Demand(0, "会议名称");
        var reminders = Step.WordsOf(step.Parts.FirstOrDefault(part => part.StartsWith("提醒", StringComparison.Ordinal)) ?? "").SkipWhile(word => word == "提醒").ToList();
        var answer = await stage.Desk.PostAsync(step, "/meetings", new
        {
            title,
            startsAt = WorldVerbs.Instant(step, step.Demand(1, "会议时间")),
            place = step.Part(2) ?? "",
            audience = step.Part(3) ?? "全体",
            reminders = reminders.Where(word => word != Countdown),
            countdown = reminders.Contains(Countdown),
            secrecy = Secrecy(step, 5),
            type = step.Parts.Where(part => part.StartsWith("类型", StringComparison.Ordinal)).Select(part => part["类型".Length..].Trim()).FirstOrDefault(),
        }, ct);
        stage.Called(title, OfficeDesk.Id(answer));
    }

    internal static string Secrecy(Step step, int part) => step.Part(part) switch
    {
        null or "公开" => "open",
        "内部" => "internal",
        "线下" => "offline",
        _ => throw step.Wrong($"密级写公开、内部或线下：{step.Verb.Form}"),
    };

    private static Task<JsonNode> MoveAsync(Stage stage, Step step, CancellationToken ct)
    {
        var edit = new JsonObject { ["startsAt"] = WorldVerbs.Instant(step, step.Demand(1, "新的时间")) };
        if (step.Part(2) is { } place)
        {
            edit["place"] = place;
        }

        return stage.Desk.PatchAsync(step, $"/meetings/{stage.Meeting(step)}", edit, ct);
    }

    private static async Task EnterAsync(Stage stage, Step step, CancellationToken ct)
    {
        var (state, reason) = State(step, 2);
        await stage.Desk.PutAsync(step, $"/meetings/{stage.Meeting(step)}/invitations/{await stage.PersonAsync(step.Demand(1, "姓名"), step, ct)}",
            new { state, reason, via = Vias[step.Demand(3, "来处")] }, ct);
    }

    private static async Task BroadcastAsync(Stage stage, Step step, CancellationToken ct)
    {
        var title = step.Demand(0, "标题");
        var answer = await stage.Desk.PostAsync(step, "/broadcasts", new { title, text = step.Part(1) ?? "", audience = step.Part(2) ?? "全体", ask = step.Part(3), dueAt = step.Part(4) is { } due ? WorldVerbs.Instant(step, due) : (DateTimeOffset?)null, secrecy = Secrecy(step, 5) }, ct);
        stage.Called(title, OfficeDesk.Id(answer));
    }

    private static async Task ReceiptsAsync(Stage stage, Step step, CancellationToken ct)
    {
        var words = Step.WordsOf(step.Rest);
        var counts = (await stage.Desk.GetAsync(step, $"/broadcasts/{stage.Meeting(step, words[0])}", ct))["counts"]!;
        foreach (var word in words.Skip(1))
        {
            var key = word[..2] switch { "已答" => "answered", "未答" => "unanswered", "迟答" => "late", "逾期" => "overdue", _ => throw step.Wrong($"这样写：{step.Verb.Form}") };
            var found = (int)counts["answers"]![key]!;
            if (found != int.Parse(word.AsSpan(2), CultureInfo.InvariantCulture))
            {
                throw step.Wrong($"{word[..2]}是 {found}：{counts.ToJsonString()}");
            }
        }
    }

    private static async Task TallyAsync(Stage stage, Step step, CancellationToken ct)
    {
        var words = Step.WordsOf(step.Rest);
        var meeting = await stage.Desk.GetAsync(step, $"/meetings/{stage.Meeting(step, words[0])}", ct);
        var tally = meeting["tally"]!;
        foreach (var word in words.Skip(1))
        {
            var label = word.TrimEnd("0123456789".ToCharArray());
            var wanted = int.Parse(word.AsSpan(label.Length), CultureInfo.InvariantCulture);
            var key = Counts.GetValueOrDefault(label) ?? throw step.Wrong($"没有“{label}”这一项：{step.Verb.Form}");
            var found = (int)(tally[key] ?? meeting[key])!;
            if (found != wanted)
            {
                throw step.Wrong($"{label}是 {found}，不是 {wanted}：{tally.ToJsonString()}");
            }
        }

        var (invited, sum) = ((int)tally["invited"]!, States.Values.Sum(state => (int)tally[state]!));
        if (invited != sum)
        {
            throw step.Wrong($"四种答复合计 {sum}，应到 {invited}");
        }
    }

    private static async Task AnswerAsync(Stage stage, Step step, CancellationToken ct)
    {
        var name = step.Demand(1, "姓名");
        var (state, reason) = State(step, 2);
        var items = (await stage.Desk.GetAsync(step, $"/meetings/{stage.Meeting(step)}/invitations", ct))["items"]!.AsArray();
        var item = items.FirstOrDefault(i => (string?)i!["name"] == name) ?? throw step.Wrong($"{name}不在应到名单里");
        var said = (string?)item["reason"] ?? (string?)item["question"] ?? "";
        if ((string?)item["state"] != state || !said.Contains(reason ?? "", StringComparison.Ordinal) || (step.Part(3) is { } via && (string?)item["via"] != Vias[via]))
        {
            throw step.Wrong($"{name}的答复是：{item.ToJsonString(Readable)}");
        }
    }

    private static async Task ReportsAsync(Stage stage, Step step, CancellationToken ct)
    {
        var member = await stage.PersonAsync(step.Demand(0, "姓名"), step, ct);
        var all = (await stage.Desk.GetAsync(step, $"/submissions?form={step.Part(3) ?? "report"}&member={member}", ct))["items"]!.AsArray();
        var saved = all.Where(item => (string?)item!["state"] == "saved").ToList();
        if (saved.Count != int.Parse(step.Demand(1, "条数").TrimEnd('条'), CultureInfo.InvariantCulture))
        {
            throw step.Wrong($"已保存 {saved.Count} 条：{all.ToJsonString(Readable)}");
        }

        var newest = saved.MaxBy(item => (long)item!["id"]!)?.ToJsonString(Readable) ?? "";
        var fragments = (step.Part(2) ?? "").Split(["……", "…", "..."], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (Fragments.Missing(newest, fragments) is { } missing)
        {
            throw step.Wrong($"最新一条里（按顺序）没有“{missing}”：{newest}");
        }
    }

    private static readonly System.Text.Json.JsonSerializerOptions Readable = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static (string State, string? Reason) State(Step step, int part) => Step.WordsOf(step.Demand(part, "答复")) switch
    {
        [var word, .. var reason] when States.TryGetValue(word, out var state) => (state, reason.Length == 0 ? null : string.Join(' ', reason)),
        _ => throw step.Wrong($"答复写：{string.Join('、', States.Keys)}"),
    };
}
