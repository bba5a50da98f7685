namespace Luzhi.Core.Conversations.Secretary;

/// <summary>催 N: once more to those who have not answered, in the secretary's own words or the house's.</summary>
public sealed class Chasing : IErrand
{
    private const int WordsAtMost = 300;

    public DeskVerb Verb => DeskVerb.Chase;

    public Turn? Begin(Clerk clerk, DeskCommand command) =>
        clerk.Meant(command.Number, m => m is { Mine: true, Asks: true, Pending: > 0 }) is { } matter
            ? ReadBack(clerk, new Draft { Verb = Verb, Ref = matter.Ref, Text = command.Rest })
            : clerk.Which(command.Number);

    public Turn ReadBack(Clerk clerk, Draft draft)
    {
        if (clerk.Numbers.Find(draft.Ref) is not { } matter)
        {
            return clerk.Which(null);
        }

        if (Refusal(clerk, draft, matter) is { } refusal)
        {
            return clerk.Say(refusal);
        }

        return clerk.Wait(draft with { Wanting = false }, clerk.Words.Say("desk.chase.read_back",
            ("matter", clerk.Named(matter)), ("count", matter.Pending), ("reach", clerk.Ways(clerk.Desk.Spoken!.Reach)),
            ("said", draft.Text.Length > 0 ? draft.Text : clerk.Words["broadcast.chase_said"])));
    }

    public Turn Confirmed(Clerk clerk, Draft draft) =>
        clerk.Numbers.Find(draft.Ref) is { } matter && Refusal(clerk, draft, matter) is null
            ? clerk.Do(new DeskAct.Chase(matter, draft.Text.Length > 0 ? draft.Text : null),
                clerk.Words.Say("desk.chase.done", ("matter", clerk.Named(matter)), ("count", matter.Pending), ("number", clerk.Numbers.Of(matter))))
            : ReadBack(clerk, draft);

    public Turn Amend(Clerk clerk, Draft draft) => clerk.Wait(draft with { Wanting = true }, clerk.Words["desk.chase.amend"]);

    public Turn Amended(Clerk clerk, Draft draft, string said) => ReadBack(clerk, draft with { Text = said.Trim() });

    private static string? Refusal(Clerk clerk, Draft draft, Matter matter) => matter switch
    {
        { Mine: false } => clerk.Words.Say("desk.not_yours", ("matter", clerk.Named(matter))),
        { Sealed: true } when draft.Text.Length > 0 => clerk.Words["desk.sealed"],
        { Asks: false } => clerk.Words["broadcast.fault.asks_nothing"],
        { Kind: MatterKind.Meeting, When: { } when } when when <= clerk.Facts.Now => clerk.Words["desk.chase.over"],
        { Pending: 0 } => clerk.Words.Say("desk.chase.nobody", ("matter", clerk.Named(matter))),
        { Kind: MatterKind.Broadcast } when matter.ChasedAlready(clerk.Facts) => clerk.Words["broadcast.fault.chased"],
        _ when matter.ChasedAlready(clerk.Facts) => clerk.Words.Say(matter.Kind == MatterKind.Meeting ? "desk.chase.already" : "desk.chase.once",
            ("matter", clerk.Named(matter)), ("when", clerk.When(matter.ChasedAt!.Value)), ("number", clerk.Numbers.Of(matter))),
        _ when draft.Text.Length > WordsAtMost => clerk.Words.Say("desk.chase.long", ("most", WordsAtMost)),
        _ when clerk.Desk.Spoken?.Ref != matter.Ref => clerk.Words["desk.which"],
        _ => null,
    };
}
