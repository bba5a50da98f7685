using System.Globalization;
using System.Text;
using Luzhi.Core.PhonePages;
using Luzhi.Core.Storage;
using Luzhi.Journeys.Reading;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Luzhi.Journeys.Verbs;

/// <summary>What is given to study, what is not said in a chat, and whom somebody has to call.</summary>
internal static class StudyVerbs
{
    public static IReadOnlyList<Verb> All { get; } =
    [
        new(Actor.Office, "催办", "秘书 催办 <标题> | <催办的话>", ChaseAsync),
        new(Actor.Office, "编入", "秘书 编入 <专委会> | <姓名> …", EnrolAsync),
        new(Actor.Office, "布置学习", "秘书 布置学习 <标题> | <正文> | <范围> | <read|text|表单> | <截止时间> | <公开|内部|线下> | <建议字数> | <附件>", GiveAsync),
        new(Actor.Office, "催学习", "秘书 催学习 <标题> | <催办的话> | <可以|不可以>", ChaseStudyAsync),
        new(Actor.Office, "改截止", "秘书 改截止 <标题> | <新的截止时间>", ExtendAsync),
        new(Actor.World, "学习", "学习 <标题> 应收<数> 看到<数> 已答<数> 未答<数>", CountsAsync) { Looks = true },
        new(Actor.World, "心得", "心得 <标题> | <姓名> | <片段> … | <愿意|不愿意|没说>", NoteAsync) { Looks = true },
        new(Actor.World, "从未说出", "从未说出 <词> …", NeverSaidAsync) { Looks = true },
        new(Actor.World, "电话名单", "电话名单 <姓名> …", CallSheetAsync) { Looks = true },
    ];

    private static async Task EnrolAsync(Stage stage, Step step, CancellationToken ct)
    {
        foreach (var name in Step.WordsOf(step.Demand(1, "姓名")))
        {
            await stage.Desk.RosterAsync(step, [("姓名", name), ("专委会", step.Demand(0, "专委会"))], ct);
        }
    }

    private static async Task GiveAsync(Stage stage, Step step, CancellationToken ct)
    {
        var (title, papers) = (step.Demand(0, "标题"), Step.WordsOf(step.Part(7) ?? ""));
        var answer = await stage.Desk.PostAsync(step, "/study", new
        {
            title,
            text = step.Part(1) ?? "",
            audience = step.Part(2) ?? "全体",
            ask = step.Part(3) ?? "text",
            dueAt = step.Part(4) is { } due ? WorldVerbs.Instant(step, due) : (DateTimeOffset?)null,
            secrecy = OfficeVerbs.Secrecy(step, 5),
            least = step.Part(6) is { } least ? int.Parse(least, CultureInfo.InvariantCulture) : (int?)null,
            draft = papers.Length > 0,
        }, ct);
        stage.Called(title, OfficeDesk.Id(answer));
        if (papers.Length > 0)
        {
            await SendWithAsync(stage, step, OfficeDesk.Id(answer), papers, ct);
        }
    }

    /// <summary>Papers go into the draft, as the console puts them there.</summary>
    private static async Task SendWithAsync(Stage stage, Step step, long id, IReadOnlyList<string> papers, CancellationToken ct)
    {
        foreach (var name in papers)
        {
            var bytes = Encoding.UTF8.GetBytes("%PDF-1.7 " + name);
            await stage.Services.GetRequiredService<StudyFileBook>().KeepAsync(id, name, FileKind.Of(bytes, name)!, bytes, ct);
        }

        _ = await stage.Services.GetRequiredService<StudyBook>().SendAsync(id, "秘书", ct) ?? throw step.Wrong("没有发出");
    }

    private static async Task ChaseStudyAsync(Stage stage, Step step, CancellationToken ct)
    {
        try
        {
            await stage.Desk.PostAsync(step, $"/study/{stage.Meeting(step)}/chase", new { words = step.Part(1) }, ct);
        }
        catch (StoryException refused) when (step.Part(2) == "不可以" && refused.Message.Contains("409", StringComparison.Ordinal))
        {
            return;
        }

        if (step.Part(2) == "不可以")
        {
            throw step.Wrong("竟然又催了一次");
        }
    }

    private static async Task ExtendAsync(Stage stage, Step step, CancellationToken ct) =>
        await stage.Desk.PutAsync(step, $"/study/{stage.Meeting(step)}/due", new { dueAt = WorldVerbs.Instant(step, step.Demand(1, "新的截止时间")) }, ct);

    private static async Task CountsAsync(Stage stage, Step step, CancellationToken ct)
    {
        var words = Step.WordsOf(step.Rest);
        var counts = (await stage.Desk.GetAsync(step, $"/study/{stage.Meeting(step, words[0])}", ct))["counts"]!;
        foreach (var word in words.Skip(1))
        {
            var found = (int)(word[..2] switch
            {
                "应收" => counts["people"],
                "看到" => counts["seen"],
                "已答" => counts["answers"]!["answered"],
                "未答" => counts["answers"]!["unanswered"],
                _ => throw step.Wrong($"这样写：{step.Verb.Form}"),
            })!;
            if (found != int.Parse(word.AsSpan(2), CultureInfo.InvariantCulture))
            {
                throw step.Wrong($"{word[..2]}是 {found}：{counts.ToJsonString()}");
            }
        }
    }

    private static async Task NoteAsync(Stage stage, Step step, CancellationToken ct)
    {
        var name = step.Demand(1, "姓名");
        var items = (await stage.Desk.GetAsync(step, $"/study/{stage.Meeting(step)}/notes", ct))["items"]!.AsArray();
        var note = items.FirstOrDefault(item => (string?)item!["name"] == name) ?? throw step.Wrong($"没有{name}的心得");
        var shared = (bool?)note["shared"] switch { true => "愿意", false => "不愿意", _ => "没说" };
        var fragments = (step.Part(2) ?? "").Split('…', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (Fragments.Missing((string)note["text"]!, fragments) is { } missing || (step.Part(3) is { } wanted && wanted != shared))
        {
            throw step.Wrong($"{name}的心得（{shared}）：{(string?)note["text"]}");
        }
    }

    private static async Task ChaseAsync(Stage stage, Step step, CancellationToken ct) =>
        await stage.Services.GetRequiredService<BroadcastBook>().ChaseAsync(stage.Meeting(step), step.Part(1), "秘书", ct);

    /// <summary>On no phone, in no reply that is kept, in nothing that waits: whatever way it took.</summary>
    private static async Task NeverSaidAsync(Stage stage, Step step, CancellationToken ct)
    {
        await using var db = stage.Services.GetRequiredService<Database>().Open();
        string?[] kept = [.. await db.Inbox.Select(i => i.Reply).ToListAsync(ct), .. await db.Outbox.Select(o => o.Body).ToListAsync(ct), .. stage.Phones.Shown()];
        if (step.Names.SelectMany(word => kept.Where(text => text?.Contains(word, StringComparison.Ordinal) == true)).FirstOrDefault() is { } said)
        {
            throw step.Wrong($"说出来了：{said}");
        }
    }

    private static async Task CallSheetAsync(Stage stage, Step step, CancellationToken ct)
    {
        var sheet = await stage.Services.GetRequiredService<CallSheet>().ListAsync(null, 0, 100, ct);
        var names = sheet.Items.Select(line => line.Name).ToList();
        if (!names.Order(StringComparer.Ordinal).SequenceEqual(step.Names.Where(n => n != "无").Order(StringComparer.Ordinal)))
        {
            throw step.Wrong($"电话名单上是：{string.Join('、', names)}");
        }
    }
}
