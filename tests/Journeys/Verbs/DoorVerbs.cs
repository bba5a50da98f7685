using System.Text.Json.Nodes;
using Luzhi.Core.Conversations;
using Luzhi.Core.Meetings;
using Luzhi.Core.Storage;
using Luzhi.Journeys.Reading;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Luzhi.Journeys.Verbs;

/// <summary>What comes from outside the chat: a group's 接龙, the code on the screen at the door, and what the lists say afterwards.</summary>
internal static class DoorVerbs
{
    public static IReadOnlyList<Verb> All { get; } =
    [
        new(Actor.Office, "亮码", "秘书 亮码 <会议>", ShowAsync),
        new(Actor.Office, "登记到会", "秘书 登记到会 <会议> | <姓名> | <到会|迟到|请假|缺席|未登记>", EnterAsync),
        new(Actor.Office, "结束登记", "秘书 结束登记 <会议>", CloseAsync),
        new(Actor.Office, "贴接龙", "秘书 贴接龙 <会议> | <一行> ⏎ <一行> …", PasteAsync),
        new(Actor.Person, "扫门口码", "<姓名> 扫门口码 <会议>", ScanAsync),
        new(Actor.World, "到会", "到会 <会议> | <姓名> | <到会|迟到|请假|缺席|未登记>", LookAsync) { Looks = true },
    ];

    private static readonly Dictionary<string, string?> States = new() { ["到会"] = "present", ["迟到"] = "late", ["请假"] = "leave", ["缺席"] = "absent", ["未登记"] = null };

    private static async Task ShowAsync(Stage stage, Step step, CancellationToken ct) =>
        _ = await stage.Services.GetRequiredService<DoorBook>().MakeAsync(stage.Meeting(step), whole: false, "秘书", ct) ?? throw step.Wrong("现在不是签到的时候");

    private static async Task ScanAsync(Stage stage, Step step, CancellationToken ct)
    {
        var meeting = stage.Meeting(step);
        await using var db = stage.Services.GetRequiredService<Database>().Open();
        var code = await db.DoorCodes.Where(c => c.MeetingId == meeting).OrderByDescending(c => c.MadeAt).Select(c => c.Code).FirstOrDefaultAsync(ct);
        await stage.Platform.Phones.ScanAsync(stage.Phones.Of(step), DoorWords.ScenePrefix + (code ?? throw step.Wrong("门口还没有亮过码")), ct);
    }

    private static async Task EnterAsync(Stage stage, Step step, CancellationToken ct) => await stage.Desk.PutAsync(
        step, $"/meetings/{stage.Meeting(step)}/attendance/{await stage.PersonAsync(step.Demand(1, "姓名"), step, ct)}", new { state = State(step, 2) }, ct);

    /// <summary>What is clear is taken, as it is ticked on the page; what is not waits for the secretary.</summary>
    private static async Task PasteAsync(Stage stage, Step step, CancellationToken ct)
    {
        var (book, meeting) = (stage.Services.GetRequiredService<MeetingBook>(), stage.Meeting(step));
        var reading = new JielongReader(await book.GuestsAsync(meeting, null, ct)).Read(step.Demand(1, "接龙").Replace("⏎", "\n", StringComparison.Ordinal));
        await book.TakeJielongAsync(meeting, [.. reading.Entries.Where(e => e.Clear).Select(e => new TakenAnswer(e.PersonId!.Value, e.State!.Value, e.Reason))], "秘书", ct);
    }

    private static async Task CloseAsync(Stage stage, Step step, CancellationToken ct) =>
        await stage.Services.GetRequiredService<AttendanceBook>().CloseAsync(stage.Meeting(step), "秘书", ct);

    private static async Task LookAsync(Stage stage, Step step, CancellationToken ct)
    {
        var list = (await stage.Desk.GetAsync(step, $"/meetings/{stage.Meeting(step)}/attendance", ct))["items"]!.AsArray();
        var line = list.FirstOrDefault(i => (string?)i!["name"] == step.Demand(1, "姓名")) ?? throw step.Wrong($"{step.Part(1)}不在应到名单里");
        if ((string?)line["state"] != State(step, 2))
        {
            throw step.Wrong($"{step.Part(1)}是 {(string?)line["state"] ?? "未登记"}：{line.ToJsonString()}");
        }
    }

    private static string? State(Step step, int part) => States.TryGetValue(step.Demand(part, "到会情况"), out var state) ? state : throw step.Wrong($"到会情况写：{string.Join('、', States.Keys)}");
}
