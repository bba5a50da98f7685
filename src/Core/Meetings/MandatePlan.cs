using System.Globalization;
using Luzhi.Core.Duties;
using Luzhi.Core.Messages;
using Luzhi.Core.Settings;

namespace Luzhi.Core.Meetings;

/// <summary>What is said around a leader's personal secretary: the leader is asked and told, the secretary begins and ends. Pure.</summary>
public sealed class MandatePlan(Words words)
{
    private static readonly TimeSpan Waits = TimeSpan.FromDays(30);

    public string Title(string associate) => words.Say("talks.mandate.title", ("who", associate));

    /// <summary>To the leader: nothing is done in their name before they say yes.</summary>
    public Notice Ask(string associate, DateOnly? until, DateTimeOffset now)
    {
        var notice = Notice("mandate", "mandate:1", Title(associate), words.Say("talks.mandate.ask", ("until", Until(until)), ("who", associate)), "talks.mandate.hint", now);
        notice.Choices = Pinned.Write<IReadOnlyList<Choice>>([new("1", words["talks.mandate.choice.yes"]), new("2", words["talks.mandate.choice.no"])]);
        notice.Whom = Whom.Unanswered;
        return notice;
    }

    /// <summary>To the leader, whose consent the office has on record already.</summary>
    public Notice Appointed(string associate, DateOnly? until, DateTimeOffset now) =>
        Notice("appointed", "appointed:1", Title(associate), words.Say("talks.mandate.appointed", ("until", Until(until)), ("who", associate)), "talks.mandate.hint_told", now);

    public Notice Begun(string leader, string associate, DateTimeOffset now) =>
        Notice("begun", "begun:1", Title(associate), words.Say("talks.mandate.begun", ("leader", leader)), "talks.mandate.hint_told", now);

    /// <summary>To the personal secretary, who hears nothing of the leader's from now on.</summary>
    public Notice Over(string leader, string associate, DateTimeOffset now) =>
        Notice("over", "over:1", Title(associate), words.Say("talks.mandate.over", ("leader", leader)), "talks.mandate.hint_told", now);

    /// <summary>To the leader, where the office ended it.</summary>
    public Notice Ended(string associate, DateTimeOffset now) =>
        Notice("ended", "ended:1", Title(associate), words.Say("talks.mandate.ended", ("who", associate)), "talks.mandate.hint_told", now);

    /// <summary>To the leader: what was answered in their name, in one line.</summary>
    /// <param name="line">The leader's line: two leaders at one meeting each hear of their own.</param>
    public Notice Told(long line, string associate, string title, string answer, DateTimeOffset now) =>
        Notice("proxy", $"proxy:{line}:{now.ToUnixTimeMilliseconds()}", title, words.Say("talks.mandate.told", ("who", associate), ("title", title), ("answer", answer)), "talks.mandate.hint_told", now);

    /// <summary>请假（出差）, or the words that were answered to a broadcast.</summary>
    public string Said(InvitationState state, string? reason) =>
        words["talks.mandate.answer." + state.ToString().ToLowerInvariant()] + (reason is null ? "" : $"（{reason}）");

    private string Until(DateOnly? until) =>
        until is { } last ? words.Say("talks.mandate.until", ("day", last.ToString("yyyy年M月d日", CultureInfo.InvariantCulture))) : "";

    private Notice Notice(string kind, string key, string title, string text, string hint, DateTimeOffset now) => new()
    {
        Kind = kind,
        UniqueKey = key,
        DueAt = now,
        ExpiresAt = now + Waits,
        Text = text,
        Doorbell = Pinned.Write(new Doorbell("broadcast", title, null, null, null, words[hint])),
        Whom = Whom.Everyone,
        ByHand = true,
        State = "due",
    };
}
