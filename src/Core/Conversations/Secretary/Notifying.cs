using Luzhi.Core.Duties;

namespace Luzhi.Core.Conversations.Secretary;

/// <summary>通知 范围 正文: a message to an audience, with or without an answer asked for.</summary>
public sealed class Notifying : IErrand
{
    private const int TextAtMost = 1500;

    public DeskVerb Verb => DeskVerb.Notify;

    public Turn? Begin(Clerk clerk, DeskCommand command)
    {
        if (clerk.Desk.Audience is not { } audience)
        {
            return command.Loose ? null : clerk.Say(clerk.Words["desk.notify.how"]);
        }

        if (Refusal(clerk, audience) is { } refusal)
        {
            return clerk.Say(refusal + "\n" + clerk.Words["desk.notify.how"]);
        }

        var asked = NoticeWords.Of(audience.Text, clerk.Facts);
        var draft = new Draft { Verb = Verb, Said = audience.Said, Within = audience.Within, Text = asked.Text, Ask = asked.Ask, When = asked.DueAt };
        return ReadBack(clerk, draft);
    }

    public Turn ReadBack(Clerk clerk, Draft draft)
    {
        var (words, audience) = (clerk.Words, clerk.Desk.Audience);
        if (audience is null || Refusal(clerk, audience) is not null)
        {
            return clerk.Say((audience is null ? "" : Refusal(clerk, audience) + "\n") + words["desk.notify.how"]);
        }

        if (draft.Text.Length == 0)
        {
            return clerk.Wait(draft with { Wanting = true }, words.Say("desk.notify.text_wanted", ("audience", draft.Said), ("count", audience.Count)));
        }

        if (Wrong(clerk, draft) is { } wrong)
        {
            return clerk.Wait(draft with { Wanting = true }, wrong);
        }

        return clerk.Wait(draft with { Wanting = false }, words.Say("desk.notify.read_back",
            ("audience", Whom(clerk, audience, draft)), ("ask", Asked(clerk, draft)), ("reach", clerk.Ways(audience.Reach!)), ("text", draft.Text)));
    }

    public Turn Confirmed(Clerk clerk, Draft draft)
    {
        if (clerk.Desk.Audience is not { Reach: { } reach } audience || Refusal(clerk, audience) is not null || Wrong(clerk, draft) is not null)
        {
            return ReadBack(clerk, draft);
        }

        var broadcast = new NewBroadcast(NoticeWords.Title(draft.Text), draft.Text, draft.Within, draft.When, draft.Ask);
        return clerk.Do(new DeskAct.Send(broadcast), clerk.Words.Say("desk.notify.done", ("title", broadcast.Title), ("count", audience.Count), ("reach", clerk.Ways(reach))));
    }

    public Turn Amend(Clerk clerk, Draft draft) => clerk.Wait(draft with { Wanting = true }, clerk.Words.Say("desk.notify.amend", ("audience", draft.Said)));

    public Turn Amended(Clerk clerk, Draft draft, string said)
    {
        var asked = NoticeWords.Of(said, clerk.Facts);
        return ReadBack(clerk, draft with { Text = asked.Text, Ask = asked.Ask ?? draft.Ask, When = asked.DueAt ?? draft.When });
    }

    private static string? Refusal(Clerk clerk, DeskAudience audience) => audience switch
    {
        { Fault: { } fault } => fault,
        { Count: 0, Whole: > 0 } => clerk.Words.Say("desk.notify.outside", ("unit", clerk.Desk.Unit), ("audience", audience.Said)),
        { Count: 0 } => clerk.Words.Say("meeting.fault.audience_empty", ("audience", audience.Said)),
        _ => null,
    };

    private static string? Wrong(Clerk clerk, Draft draft) =>
        draft.Text.Length > TextAtMost ? clerk.Words.Say("desk.notify.long", ("most", TextAtMost))
        : draft.When <= clerk.Facts.Now ? clerk.Words.Say("desk.notify.due_past", ("when", clerk.When(draft.When.Value)))
        : null;

    private static string Whom(Clerk clerk, DeskAudience audience, Draft draft) => audience.Count < audience.Whole
        ? clerk.Words.Say("desk.notify.whom_cut", ("audience", draft.Said), ("unit", clerk.Desk.Unit), ("count", audience.Count))
        : clerk.Words.Say("desk.notify.whom", ("audience", draft.Said), ("count", audience.Count));

    private static string Asked(Clerk clerk, Draft draft)
    {
        var ask = clerk.Words["desk.notify.ask." + (draft.Ask ?? "none")];
        return draft.When is { } due ? ask + clerk.Words.Say("desk.notify.due", ("when", clerk.When(due))) : ask;
    }
}
