using System.Text;
using System.Text.Json;
using Luzhi.Bot.Channels.BotFramework;
using Luzhi.Bot.Channels.BotFramework.WireOut;
using Luzhi.Bot.Channels.WeChat;
using Luzhi.Bot.Channels.WeChat.WireOut;
using Luzhi.Core.Conversations;
using Luzhi.Core.Conversations.Forms;
using Luzhi.Core.Duties;
using Luzhi.Core.Meetings;
using Luzhi.Core.Messages;
using Luzhi.Core.Settings;

namespace Luzhi.Bot.Tests.BotFramework;

/// <summary>The same messages as each channel's wire carries them, in one file for a reader: side-by-side.txt. Only the tables of what is carried differ.</summary>
public sealed class SideBySideTests
{
    private const int WholeAtMost = 500;

    private static readonly House House = House.Find(AppContext.BaseDirectory);
    private static readonly Words Words = Words.Load(House.Path("config/words.zh-CN.yaml"));
    private static readonly string Golden = House.Path("tests/Bot.Tests/BotFramework/side-by-side.txt");
    private static readonly WireReference Reference = new("https://service.example/", "c1", "bot", null);

    private static readonly JsonSerializerOptions Readable = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly Address[] Channels =
        [new("wechat", "wx", "o1"), .. new[] { "webchat", "msteams", "telegram", "sms", "something-new" }.Select(id => new Address("botframework", $"app/{id}", "u1"))];

    [Fact]
    public void Every_message_stands_side_by_side_as_each_channel_carries_it()
    {
        var seen = new StringBuilder();
        foreach (var (title, content) in Messages())
        {
            seen.Append("═══ ").Append(title).Append('\n');
            foreach (var to in Channels)
            {
                seen.Append("── ").Append(to.Channel == "wechat" ? "微信" : to.Account[4..]).Append('\n').Append(Seen(to, content(Carried(to)))).Append('\n');
            }
        }

        if (Environment.GetEnvironmentVariable("LUZHI_GOLDEN") == "write")
        {
            File.WriteAllText(Golden, seen.ToString());
        }

        seen.ToString().ShouldBe(File.ReadAllText(Golden), "wording changed on purpose? Write it anew with LUZHI_GOLDEN=write and look at the difference");
    }

    private static IEnumerable<(string Title, Func<Carries, Content> Content)> Messages()
    {
        var now = Some.Monday;
        var plan = new MeetingPlan(Words, new QuietHours(new(21, 30), new(7, 30), Some.Zone));
        var notices = plan.Announced(Some.Meeting(), now);
        var broadcasts = new BroadcastPlan(Words, Some.Zone);
        yield return ("会议通知", _ => Of(notices[0]));
        yield return ("会前提醒，还没答复的人", _ => Of(notices.First(n => n.Whom == Whom.Unsettled)));
        yield return ("要求已阅的群发", _ => Of(broadcasts.Told(Broadcast("请走北门。", "read"), now)));
        yield return ("要求写一句话的群发", _ => Of(broadcasts.Told(Broadcast("请报议题。", "text"), now)));
        yield return ("很长的群发", _ => Of(broadcasts.Told(Broadcast(string.Concat(Enumerable.Repeat("请各位委员认真准备，按时到会。", 120)), "read"), now)));
        yield return ("「我的」的回答", Mine);
        yield return ("很长的回答", carries => new Content { Text = Step("我的", carries, 12, new string('议', 300)) });
    }

    private static Broadcast Broadcast(string text, string ask) =>
        new() { BodyId = 1, Title = "停车安排", Text = text, Audience = "全体", Ask = ask, CreatedBy = "秘书", CreatedAt = Some.Monday };

    private static Content Of(Notice notice) => new()
    {
        Text = notice.Text.Replace("{name}", "张建国", StringComparison.Ordinal), Choices = Pinned.Read<IReadOnlyList<Choice>>(notice.Choices) ?? [], AssignmentId = 7,
    };

    private static Content Mine(Carries carries) => new() { Text = Step("我的", carries, 2, "") };

    private static string Step(string words, Carries carries, int meetings, string waiting)
    {
        var facts = new Facts
        {
            Now = Some.Monday,
            Zone = Some.Zone,
            BodyName = "东湖区政协",
            Speaker = new Speaker(1, "张建国", ["委员"], null),
            Items = [.. Enumerable.Range(1, meetings).Select(i => new OpenItem
            {
                AssignmentId = i, Kind = OpenItemKind.Meeting, Title = $"第{i}次主席会议", When = Some.Monday.AddDays(i), Place = "三楼会议室", Invitation = InvitationState.Pending, NotifiedAt = Some.Monday,
            })],
            Waiting = [.. Enumerable.Range(1, waiting.Length / 100).Select(i => new WaitingNotice(i, i, $"【第{i}号通知】{waiting}"))],
        };
        return Dialogue.Of(FormShelf.Empty, Words).Step(Conversation.Fresh, Some.Text("张建国", words) with { Back = carries }, facts).Reply!;
    }

    private static Carries Carried(Address to) => to.Channel == "wechat" ? WeChatChannel.Carried : ChannelTable.Of(BotFrameworkChannel.ChannelOf(to));

    /// <summary>What the wire carries, read back from its JSON.</summary>
    private static string Seen(Address to, Content content)
    {
        var wire = JsonSerializer.SerializeToElement(to.Channel == "wechat" ? SessionMessage.Of(to.ExternalId, content) : Speech.Of(to, Reference, content), Readable);
        return wire.TryGetProperty("msgmenu", out var menu) ? $"{Whole(menu.GetProperty("head_content"))}\n{Items(menu.GetProperty("list"))}"
            : wire.TryGetProperty("suggestedActions", out var buttons) ? $"{Whole(wire.GetProperty("text"))}\n{Items(buttons.GetProperty("actions"))}"
            : Whole(wire.GetProperty("text") is { ValueKind: JsonValueKind.Object } text ? text.GetProperty("content") : wire.GetProperty("text"));
    }

    private static string Items(JsonElement items) => string.Join('\n', items.EnumerateArray().Select(item => item.TryGetProperty("id", out var id)
        ? $"［{item.GetProperty("content")}］→ {id}"
        : $"（{item.GetProperty("title")}）→ {item.GetProperty("type")} {item.GetProperty("value")}"));

    private static string Whole(JsonElement text)
    {
        var said = text.GetString()!;
        return said.Length <= WholeAtMost ? said : $"{said[..60]}\n　　（共 {Encoding.UTF8.GetByteCount(said)} 字节）\n{said[^60..]}";
    }
}
