using Luzhi.Core.Duties;
using Luzhi.Core.Meetings;
using Luzhi.Core.Settings;

namespace Luzhi.Core.Conversations.Notices;

/// <summary>What is said about notices. Every answer repeats the title and the time, so that the member sees which notice it went to.</summary>
public sealed class NoticeText(Words words, Facts facts)
{
    /// <summary>So many lines of a list fit one message with room for the rest.</summary>
    private const int ListAtMost = 12;
    private const int TitleAtMost = 40;

    public string Attending(OpenItem item, string? remark) => With(Head("notice.attending", item), remark);

    public string Leave(OpenItem item, string? reason, string? remark) =>
        With(reason is null ? Head(item.NeedsApproval ? "notice.leave.why" : "notice.leave.asked", item) : Head(Ruled(item, reason), item) + "\n" + words.Say("notice.leave.reason", ("reason", reason)), remark);

    /// <summary>An approver's word stands only for the reason it was given to.</summary>
    private static string Ruled(OpenItem item, string reason) => (item.NeedsApproval, reason == item.LeaveReason ? item.LeaveApproved : null) switch
    {
        (false, _) or (_, true) => "notice.leave.done",
        (_, false) => "notice.leave.refused",
        _ => "notice.leave.reported",
    };

    public string Asked(OpenItem item, string? question) =>
        question is null ? Head("notice.asked.what", item) : Head("notice.asked.done", item) + "\n" + words.Say("notice.asked.question", ("question", Short(question)));

    /// <summary>The state stays, the question goes to the office.</summary>
    public string Passed(OpenItem item, string question) => Head("notice.asked.kept." + Name(item), item) + "\n" + words.Say("notice.asked.question", ("question", Short(question)));

    /// <summary>How the answer is changed. While another notice is open a bare digit is for that one, so the way goes through 我的.</summary>
    public string ToChange(InvitationState state, bool alone) => words[alone ? "notice.change." + state.ToString().ToLowerInvariant() : "notice.change.list"];

    /// <summary>Puts the choices of a notice to the member.</summary>
    public string Choose(OpenItem item) => item.Kind switch
    {
        OpenItemKind.Meeting => Head(item.Invitation is InvitationState.Attending or InvitationState.Leave ? "notice.choose.again" : "notice.choose.meeting", item),
        OpenItemKind.Leave => words.Say("talks.leave.choose", ("title", Title(item)), ("when", words.Say("notice.time", ("when", When(item)))), ("reason", Short(item.Leave!.Reason))),
        OpenItemKind.Mandate => words.Say("talks.mandate.choose", ("who", item.Mandate!.Associate)),
        _ => Head(item.Ask switch { "read" => "notice.choose.read", "text" => item.Study ? "study.choose" : "notice.choose.text", _ => "notice.choose.form" }, item),
    };

    public string Unclear(OpenItem item) => words["notice.unclear"] + "\n" + Choose(item);

    public string Which(IReadOnlyList<OpenItem> items) => words["notice.which"] + "\n" + List(items);

    /// <summary>A notice picked from a list, whole, with its choices.</summary>
    public string Show(OpenItem item) => item.Link is { } link
        ? words.Say(item.Secrecy == Secrecy.Open ? "study.see" : "secrecy.see", ("link", link)) + "\n" + Choose(item)
        : (item.Text.Length > 0 ? item.Title + "\n" + (item.Text.Length <= 400 ? item.Text : item.Text[..400] + "…") + "\n" : "") + Choose(item);

    public string List(IReadOnlyList<OpenItem> items)
    {
        var lines = items.Take(ListAtMost).Select((item, i) => $"{i + 1} {Line(item)}");
        var more = items.Count > ListAtMost ? "\n" + words.Say("notice.more", ("count", items.Count - ListAtMost)) : "";
        return string.Join('\n', lines) + more;
    }

    public string Bullets(IReadOnlyList<OpenItem> items) => string.Join('\n', items.Take(ListAtMost).Select(i => "· " + Line(i)));

    /// <summary>Named at the end of a reply: what else waits for an answer.</summary>
    public string Others(IReadOnlyList<OpenItem> others) => others switch
    {
        [] => "",
        [var one] => words["notice.also"] + "\n" + Choose(one),
        _ => words.Say("notice.also_many", ("count", others.Count)),
    };

    public string Line(OpenItem item)
    {
        var when = item.When is null ? "" : item.Kind == OpenItemKind.Broadcast ? words.Say("notice.due", ("when", When(item))) : $"（{When(item)}）";
        var by = item.ByProxy is null || item.For is not null ? "" : words.Say("talks.mandate.by", ("who", item.ByProxy));
        return $"「{Named(item)}」{when}{words[StateOf(item)]}{by}";
    }

    private static string StateOf(OpenItem item) => item.Kind switch
    {
        OpenItemKind.Meeting when item is { Invitation: InvitationState.Leave, NeedsApproval: true } => "notice.state.leave_" + (item.LeaveApproved switch { true => "granted", false => "refused", _ => "open" }),
        OpenItemKind.Meeting when item is { Invitation: InvitationState.Asked, QuestionAnswered: true } => "notice.state.asked_answered",
        OpenItemKind.Meeting => "notice.state." + Name(item),
        OpenItemKind.Leave => "talks.leave.state." + (item.Leave!.Approved switch { true => "yes", false => "no", _ => "open" }),
        _ => "notice.state." + (item.Answered ? "answered" : "open"),
    };

    private static string Name(OpenItem item) => (item.Invitation ?? InvitationState.Pending).ToString().ToLowerInvariant();

    private string Head(string key, OpenItem item)
    {
        var place = item.Place.Length == 0 ? "" : words.Say("notice.place", ("place", item.Place));
        var when = item.When is null ? "" : item.Kind == OpenItemKind.Meeting ? words.Say("notice.time", ("when", When(item))) : words.Say("notice.due", ("when", When(item)));
        return words.Say(key, ("who", item.For ?? words["notice.you"]), ("title", Named(item)), ("when", when), ("place", place), ("state", words[StateOf(item)]));
    }

    private string With(string text, string? remark) => remark is null ? text : text + "\n" + words.Say("notice.remark", ("remark", Short(remark)));

    private string When(OpenItem item) => Civil.Say(item.When!.Value, facts.Now, facts.Zone);

    /// <summary>The leader's own answer, to who acts for them.</summary>
    public string Owned(OpenItem item) => words.Say("talks.mandate.own", ("leader", item.For), ("answer", words["talks.mandate.answer." + Name(item)]), ("title", Title(item)));

    /// <summary>The title, and whose line it is where it is not the speaker's own.</summary>
    private string Named(OpenItem item) => item.For is null ? Title(item) : words.Say("talks.mandate.named", ("leader", item.For), ("title", Title(item)));

    private static string Title(OpenItem item) => item.Title.Length <= TitleAtMost ? item.Title : item.Title[..TitleAtMost] + "…";

    private static string Short(string said) => said.Length <= 80 ? said : said[..80] + "…";
}
