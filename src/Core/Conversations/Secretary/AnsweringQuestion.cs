using System.Globalization;

namespace Luzhi.Core.Conversations.Secretary;

/// <summary>答 N …: the answer to a member's question goes into the member's chat. What was asked is not said again: it may be internal.</summary>
public sealed class AnsweringQuestion : IErrand
{
    private const int TextAtMost = 1000;

    public DeskVerb Verb => DeskVerb.Answer;

    /// <summary>A member who also serves the office may mean a notice's choice by 答 2 出差.</summary>
    public Turn? Begin(Clerk clerk, DeskCommand command) => clerk.Desk.Question is { } question
        ? ReadBack(clerk, new Draft { Verb = Verb, Ref = question.Id.ToString(CultureInfo.InvariantCulture), Text = command.Rest })
        : clerk.Desk.IsMember ? null : clerk.Say(clerk.Words.Say("desk.answer.none", ("number", command.Number)));

    public Turn ReadBack(Clerk clerk, Draft draft) => clerk.Desk.Question is not { } question ? clerk.Say(clerk.Words.Say("desk.answer.none", ("number", draft.Ref)))
        : draft.Text.Length > TextAtMost ? clerk.Wait(draft with { Wanting = true }, clerk.Words.Say("desk.answer.long", ("most", TextAtMost)))
        : clerk.Wait(draft with { Wanting = false }, clerk.Words.Say("desk.answer.read_back", ("who", question.Who), ("number", question.Id), ("text", draft.Text)));

    public Turn Confirmed(Clerk clerk, Draft draft) => clerk.Desk.Question is { } question && draft.Text.Length <= TextAtMost
        ? clerk.Do(new DeskAct.Answer(question.Id, draft.Text), clerk.Words.Say("desk.answer.done", ("who", question.Who)))
        : ReadBack(clerk, draft);

    public Turn Amend(Clerk clerk, Draft draft) => clerk.Wait(draft with { Wanting = true }, clerk.Words["desk.answer.amend"]);

    public Turn Amended(Clerk clerk, Draft draft, string said) => ReadBack(clerk, draft with { Text = said.Trim() });
}
