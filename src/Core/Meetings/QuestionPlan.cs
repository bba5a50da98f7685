using Luzhi.Core.Duties;
using Luzhi.Core.Messages;
using Luzhi.Core.Settings;

namespace Luzhi.Core.Meetings;

/// <summary>What is said when a member asks the office something about a meeting, and when the office answers. Pure.</summary>
public sealed class QuestionPlan(Words words, QuietHours quiet)
{
    private const int HeadAtMost = 40;

    /// <summary>An answer is worth hearing at least so long, even to a question that came late.</summary>
    private static readonly TimeSpan Least = TimeSpan.FromDays(1);

    public string Title(string who, string meeting) => words.Say("talks.question.title", ("title", meeting), ("who", who));

    /// <summary>To the secretaries who have a phone; <paramref name="number"/> is what 答 names it by.</summary>
    public Notice Asked(long number, string who, string meeting, DateTimeOffset startsAt, string question, DateTimeOffset now)
    {
        var text = words.Say("talks.question.asked", ("number", number), ("title", meeting), ("who", who), ("question", question));
        return Notice("question", "question:1", Title(who, meeting), startsAt, text, "talks.question.hint", now, quiet.Allowed(now, startsAt), Whom.Unanswered);
    }

    /// <summary>To the member: the head of the question, the answer, and the choices where the answer to the meeting is still open.</summary>
    public Notice Answered(long answer, string meeting, DateTimeOffset startsAt, string question, string text, bool open, DateTimeOffset now)
    {
        var said = words.Say("talks.question.answered", ("title", meeting), ("head", Head(question)), ("answer", text));
        var notice = Notice("answer", $"answer:{answer}", words.Say("talks.question.answered_title", ("title", meeting)), startsAt, said, "talks.question.hint_answered", now, now, Whom.Everyone);
        notice.ByHand = true;
        notice.Choices = open ? Choices() : null;
        return notice;
    }

    private Notice Notice(string kind, string key, string title, DateTimeOffset startsAt, string text, string hint, DateTimeOffset now, DateTimeOffset due, Whom whom) => new()
    {
        Kind = kind,
        UniqueKey = key,
        DueAt = due,
        ExpiresAt = startsAt > now + Least ? startsAt : now + Least,
        Text = text,
        Doorbell = Pinned.Write(new Doorbell("broadcast", title, startsAt, null, null, words[hint])),
        Whom = whom,
        State = "due",
    };

    private static string Head(string question) => question.Length <= HeadAtMost ? question : question[..HeadAtMost] + "…";

    private string Choices() => Pinned.Write<IReadOnlyList<Choice>>(
        [new("1", words["meeting.choice.attend"]), new("2", words["meeting.choice.leave"]), new("3", words["meeting.choice.ask"])]);
}
