using Luzhi.Core;
using Luzhi.Core.Directory;
using Luzhi.Core.Meetings;
using Luzhi.Core.Office;
using Luzhi.Core.Storage;
using Luzhi.Journeys.Reading;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Luzhi.Journeys.Verbs;

/// <summary>What stands behind a meeting's answers: types, approvers, the office's decisions and answers at the console.</summary>
internal static class TalkVerbs
{
    public static IReadOnlyList<Verb> All { get; } =
    [
        new(Actor.World, "工作人员", "工作人员 <姓名> …", StaffAsync) { Introduces = true },
        new(Actor.Office, "类型", "秘书 类型 <类型> | 准假 <姓名|机关|不需要> | 回执 <表单>", TypeAsync),
        new(Actor.Office, "批假", "秘书 批假 <会议> | <姓名> | <准|不准> <说明>", DecideAsync),
        new(Actor.Office, "答", "秘书 答 <姓名> | <答复>", AnswerAsync),
        new(Actor.World, "待答", "待答 <问题> | <问题> …", OpenAsync) { Looks = true },
        new(Actor.World, "会议回执", "会议回执 <会议> 已填<数> 未填<数> <选项><数> …", ReceiptAsync) { Looks = true },
        new(Actor.Office, "代办", "秘书 代办 <领导> | <代办人> | <书面|当面|聊天>", MandateAsync),
        new(Actor.World, "代办人", "代办人 <姓名> …", AssociatesAsync) { Introduces = true },
        new(Actor.World, "待批", "待批 <姓名> …", UndecidedAsync) { Looks = true },
    ];

    /// <summary>Somebody of the office who approves leave and has a phone: bound long ago, like a member.</summary>
    private static async Task StaffAsync(Stage stage, Step step, CancellationToken ct)
    {
        foreach (var name in step.Names)
        {
            await stage.Services.GetRequiredService<StaffBook>().AddAsync(name, null, approves: true, "秘书", ct);
            var person = await stage.AddPersonAsync(name, PersonKind.Staff, ct);
            await stage.WriteAsync(db => db.Staff.Where(s => s.Name == name).ExecuteUpdateAsync(set => set.SetProperty(s => s.PersonId, person), ct), ct);
            await stage.BindLongAgoAsync(name, stage.Phones.Give(name), ct);
        }
    }

    private static async Task TypeAsync(Stage stage, Step step, CancellationToken ct)
    {
        var name = step.Demand(0, "类型");
        var types = stage.Services.GetRequiredService<MeetingTypeBook>();
        var known = await types.FindAsync(null, name, ct);
        var parts = step.Parts.Skip(1).Select(Step.WordsOf).ToDictionary(words => words[0], words => words[1]);
        var approver = parts.GetValueOrDefault("准假", "机关") switch
        {
            "机关" => "office",
            "不需要" => "none",
            var who => $"p{await stage.PersonAsync(who, step, ct)}",
        };
        var reminders = known?.Reminders.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
        await types.SaveAsync(known?.Id, new MeetingTypeEdit(name, approver, reminders, parts.GetValueOrDefault("回执"), false), "秘书", ct);
    }

    private static async Task DecideAsync(Stage stage, Step step, CancellationToken ct)
    {
        var words = Step.WordsOf(step.Demand(2, "准还是不准"));
        var person = await stage.PersonAsync(step.Demand(1, "姓名"), step, ct);
        try
        {
            await stage.Services.GetRequiredService<MeetingBook>().DecideLeaveAsync(stage.Meeting(step), person, words[0] == "准", "秘书", ct, string.Join(' ', words.Skip(1)));
        }
        catch (FaultsException fault)
        {
            throw step.Wrong(fault.Message);
        }
    }

    /// <summary>The oldest question of this person that waits.</summary>
    private static async Task AnswerAsync(Stage stage, Step step, CancellationToken ct)
    {
        var book = stage.Services.GetRequiredService<QuestionBook>();
        var person = await stage.PersonAsync(step.Demand(0, "姓名"), step, ct);
        var open = (await book.OpenAsync(ct)).FirstOrDefault(q => q.PersonId == person) ?? throw step.Wrong($"{step.Part(0)}没有待答的问题");
        await book.AnswerAsync(open.AssignmentId, step.Demand(1, "答复"), "秘书", ct);
    }

    private static async Task OpenAsync(Stage stage, Step step, CancellationToken ct)
    {
        var open = (await stage.Services.GetRequiredService<QuestionBook>().OpenAsync(ct)).Select(q => q.Text).ToList();
        if (!open.SequenceEqual(step.Parts.Where(part => part != "无")))
        {
            throw step.Wrong($"待答的是：{string.Join(" | ", open)}");
        }
    }

    private static async Task ReceiptAsync(Stage stage, Step step, CancellationToken ct)
    {
        var words = Step.WordsOf(step.Rest);
        var book = stage.Services.GetRequiredService<ReceiptBook>();
        var meeting = await stage.Services.GetRequiredService<MeetingBook>().FindAsync(stage.Meeting(step, words[0]), ct);
        var sheet = (await book.SheetAsync(meeting!, ct))!;
        IReadOnlyList<string> found = [$"已填{sheet.Filled.Count}", $"未填{sheet.Missing.Count}", .. sheet.Counts.SelectMany(c => c.Options).Select(o => $"{o.Option}{o.Count}"), .. sheet.Filled.SelectMany(l => l.Answers!.Values)];
        if (words.Skip(1).FirstOrDefault(word => !found.Contains(word)) is { } missing)
        {
            throw step.Wrong($"没有“{missing}”，有：{string.Join(' ', found)}");
        }
    }

    /// <summary>A personal secretary with a phone, bound long ago.</summary>
    private static async Task AssociatesAsync(Stage stage, Step step, CancellationToken ct)
    {
        foreach (var name in step.Names)
        {
            await stage.AddPersonAsync(name, PersonKind.Associate, ct);
            await stage.BindLongAgoAsync(name, stage.Phones.Give(name), ct);
        }
    }

    private static async Task MandateAsync(Stage stage, Step step, CancellationToken ct)
    {
        var (leader, associate) = (await stage.PersonAsync(step.Demand(0, "领导"), step, ct), await stage.PersonAsync(step.Demand(1, "代办人"), step, ct));
        Consent? consent = step.Part(2) switch { "书面" => Consent.Paper, "当面" => Consent.Present, _ => null };
        await stage.Services.GetRequiredService<MandateBook>().SetUpAsync(new NewMandate(leader, associate, "", null, null, consent), "秘书", ct);
    }

    private static async Task UndecidedAsync(Stage stage, Step step, CancellationToken ct)
    {
        var waiting = await stage.Services.GetRequiredService<MeetingBook>().UndecidedAsync(null, null, ct);
        var names = waiting.Select(line => line.Name).ToList();
        if (!names.SequenceEqual(step.Names.Where(name => name != "无")))
        {
            throw step.Wrong($"待批的是：{string.Join('、', names)}");
        }
    }
}
