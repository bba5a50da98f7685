using Luzhi.Core.Conversations;
using Luzhi.Core.Conversations.Forms;
using Luzhi.Core.Meetings;
using Luzhi.Core.Messages;
using Luzhi.Core.Settings;

namespace Luzhi.Core.Tests.Conversations;

/// <summary>
/// A talk with one person over the real dialogue, the real words and the real forms. What a turn changes is true at the next one, as if
/// the ledger had committed it; the conversation goes through its JSON between turns, as it does in its row.
/// </summary>
public sealed class Talk(FormShelf? forms = null)
{
    /// <summary>Monday, 23 November 2026, nine in the morning in China.</summary>
    public static readonly DateTimeOffset Monday = new(2026, 11, 23, 9, 0, 0, TimeSpan.FromHours(8));

    private static readonly House House = House.Find(AppContext.BaseDirectory, Environment.CurrentDirectory);
    public static readonly Words Words = Words.Load(House.Path("config/words.zh-CN.yaml"));
    public static readonly FormShelf Forms = FormReader.ReadAll(House.Path("config/forms"));
    private readonly Dialogue dialogue = Dialogue.Of(forms ?? Forms, Words);

    private int messages;

    public DateTimeOffset Now { get; set; } = Monday;
    public Conversation Conversation { get; set; } = Conversation.Fresh;
    public Speaker? Speaker { get; set; } = new(1, "张建国", ["委员"], "经济委员会");
    public List<OpenItem> Items { get; } = [];
    public List<WaitingNotice> Waiting { get; } = [];
    public LastSaved? LastSaved { get; set; }
    public List<Named> Directory { get; } = [];
    public List<SavedForm> Saved { get; } = [];
    public List<Change> Changes { get; } = [];

    /// <summary>What the last turn changed.</summary>
    public IReadOnlyList<Change> Last { get; private set; } = [];
    public string? Reply { get; private set; }

    public string? Say(string words) => Hear(new Inbound { From = Address, Key = $"k{messages++}", Kind = InboundKind.Text, Text = words });

    public string? Tap(string choice, string words = "") => Hear(new Inbound { From = Address, Key = $"k{messages++}", Kind = InboundKind.Text, Text = words, Choice = choice });

    public string? Send(InboundKind kind, string? media = null) =>
        Hear(new Inbound { From = Address, Key = $"k{messages++}", Kind = kind, MediaId = media, Latitude = 30.5, Longitude = 114.3, Text = kind == InboundKind.Location ? "光明社区居委会" : "" });

    public string? Hear(Inbound inbound, Func<Facts, Facts>? with = null)
    {
        var facts = new Facts { Now = Now, Zone = Zone, BodyName = "东湖区政协", Speaker = Speaker, Items = [.. Items], Waiting = [.. Waiting], LastSaved = LastSaved, Named = [.. Directory], Saved = [.. Saved] };
        var turn = dialogue.Step(Conversation, inbound, with?.Invoke(facts) ?? facts);
        Conversation = ConversationJson.Read(ConversationJson.Write(turn.Next));
        Last = turn.Changes;
        Changes.AddRange(turn.Changes);
        foreach (var change in turn.Changes)
        {
            Commit(change);
        }

        return Reply = turn.Reply;
    }

    public OpenItem Meeting(string title = "主席会议", DateTimeOffset? at = null, InvitationState state = InvitationState.Pending, long id = 0) => Open(new OpenItem
    {
        AssignmentId = id == 0 ? Items.Count + 1 : id,
        Kind = OpenItemKind.Meeting,
        Title = title,
        When = at ?? Monday.AddDays(2),
        Place = "三楼会议室",
        Invitation = state,
        Answered = state != InvitationState.Pending,
        NotifiedAt = Now.AddMinutes(-10),
    });

    public OpenItem Broadcast(string title, string ask) => Open(new OpenItem
    {
        AssignmentId = Items.Count + 1,
        Kind = OpenItemKind.Broadcast,
        Title = title,
        Text = "请按要求办理。",
        Ask = ask,
        NotifiedAt = Now.AddMinutes(-10),
    });

    private OpenItem Open(OpenItem item)
    {
        Items.Add(item);
        return item;
    }

    private void Commit(Change change)
    {
        switch (change)
        {
            case Change.Answer answer:
                Replace(answer.AssignmentId, i => i with { Invitation = answer.State, LeaveReason = answer.State == InvitationState.Leave ? answer.Reason ?? i.LeaveReason : null, Answered = true });
                break;
            case Change.Reply reply:
                Items.RemoveAll(i => i.AssignmentId == reply.AssignmentId);
                break;
            case Change.Save save:
                LastSaved = new LastSaved(7, save.Form, save.Said, Now);
                Items.RemoveAll(i => i.AssignmentId == save.AssignmentId);
                break;
            case Change.Withdraw:
                LastSaved = null;
                break;
            case Change.Offer offer:
                Waiting.RemoveAll(w => w.OutboxId == offer.OutboxId);
                break;
            default:
                break;
        }
    }

    private void Replace(long id, Func<OpenItem, OpenItem> with)
    {
        var at = Items.FindIndex(i => i.AssignmentId == id);
        Items[at] = with(Items[at]);
    }

    private static Address Address { get; } = new("wechat", "wx_test", "o_张建国");

    private static TimeZoneInfo Zone { get; } = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");
}
