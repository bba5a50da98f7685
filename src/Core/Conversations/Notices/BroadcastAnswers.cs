using Luzhi.Core.Conversations.Forms;
using Luzhi.Core.Conversations.Language;
using Luzhi.Core.Duties;
using Luzhi.Core.Settings;

namespace Luzhi.Core.Conversations.Notices;

/// <summary>Answers a broadcast in the way it asks for: read, words, or a form.</summary>
public sealed class BroadcastAnswers(NoticeText text, FormShelf forms, FormTalk talk, Words words, Facts facts)
{
    public Answered Digit(OpenItem item, Picked digit, string said) => item.Ask switch
    {
        "text" => Words(item, said),
        "read" when digit.Number == 1 => Read(item),
        "read" => Choose(item, ""),
        _ when forms.Find(item.Ask, item.FormVersion) is { } form && (digit.Number == 1 || Rates(form, digit)) => Begin(item, form, said, digit.Number == 1 ? digit.Rest : said),
        _ => Choose(item, ""),
    };

    /// <summary>Who is asked for points says 5. A 1 is what the notice says begins the form, and rates nothing.</summary>
    private static bool Rates(Form form, Picked digit) =>
        digit.Rest.Length == 0 && form.Questions[0] is { Type: QuestionType.Rating } first && first.Size.Or(1, 5).Holds(digit.Number);

    public Answered Heard(OpenItem item, Answer answer, string said) => item.Ask switch
    {
        "read" => answer.Stance == Stance.Heard ? Read(item) : Choose(item, ""),
        "text" when answer.Stance is Stance.Heard or Stance.Thanks && InPassing(answer, said) => Choose(item, ""),
        "text" when answer.Stance == Stance.Question => Confirm(item, said),
        "text" => Words(item, said),
        _ when forms.Find(item.Ask, item.FormVersion) is { } form => Begin(item, form, said, answer.Stance is Stance.Heard or Stance.Thanks ? "" : said),
        _ => Choose(item, ""),
    };

    /// <summary>收到，一定认真学习 is no answer yet; 材料很好，写得比较全面，… is.</summary>
    private static bool InPassing(Answer answer, string said) => (answer.Pure || said.Trim().Length < NoteWords.PieceAtLeast) && !Courtesy.IsOpinion(Plain.Of(said));

    public Answered Words(OpenItem item, string said) => item.Study
        ? Noted(item, said)
        : new(item, words.Say(item.Secrecy == Secrecy.Open ? "notice.words" : "secrecy.words", ("title", item.Title), ("words", Short(said))) + Late(item), new Change.Reply(item.AssignmentId, said, By: By(item)));

    /// <summary>More of what was said before, as written.</summary>
    /// <param name="open">Whether the question about sharing still waits.</param>
    public Answered Added(OpenItem item, string said, bool open) => new(
        item, words.Say("study.added", ("title", item.Title), ("count", item.SaidLength + 1 + said.Length)), new Change.Reply(item.AssignmentId, said, Adds: true),
        open ? Share(item) : null);

    /// <summary>A note is told by its length, not read back: it may be long, and its author knows it. Others read it only if they say so.</summary>
    private Answered Noted(OpenItem item, string said)
    {
        var wish = item.Least > said.Length ? words.Say("study.short", ("least", item.Least)) : "";
        var reply = words.Say("study.noted", ("title", item.Title), ("count", said.Length), ("short", wish)) + Late(item) + "\n" + words["study.more"];
        var change = new Change.Reply(item.AssignmentId, said);
        return item.Secrecy == Secrecy.Open ? new(item, reply + "\n" + words["study.consent"], change, Share(item)) : new(item, reply, change);
    }

    private Asking Share(OpenItem item) => new(About.Share, [item.AssignmentId], "", facts.Now);

    private static string Short(string said) => said.Length <= 200 ? said : said[..200] + "…";

    /// <summary>A question is seldom the answer that was asked for: it is confirmed before it counts as one.</summary>
    private Answered Confirm(OpenItem item, string said) =>
        new(item, words.Say("notice.is_answer", ("title", item.Title), ("words", said)), Asking: new Asking(About.IsAnswer, [item.AssignmentId], said, facts.Now));

    public Answered Choose(OpenItem item, string kept) =>
        new(item, text.Choose(item), Asking: new Asking(item.Ask == "text" ? About.Words : About.Choice, [item.AssignmentId], kept, facts.Now));

    private Answered Read(OpenItem item) => new(item, words.Say("notice.read", ("title", item.Title)) + Late(item), new Change.Reply(item.AssignmentId, words["notice.read_word"], By: By(item)));

    /// <summary>Taken all the same, and recorded as late.</summary>
    private string Late(OpenItem item) => item.When < facts.Now ? words["notice.late"] : "";

    private string? By(OpenItem item) => item.For is null ? null : facts.Speaker!.Name;

    private Answered Begin(OpenItem item, Form form, string said, string sentence)
    {
        var step = talk.Begin(form, said, sentence, item.AssignmentId, facts);
        return new Answered(item, words.Say("notice.form", ("title", item.Title)) + "\n" + step.Reply, Form: step);
    }
}
