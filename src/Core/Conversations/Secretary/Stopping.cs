namespace Luzhi.Core.Conversations.Secretary;

/// <summary>停 N: a meeting is called off, a message taken back; who was told hears a correction.</summary>
public sealed class Stopping : IErrand
{
    public DeskVerb Verb => DeskVerb.Stop;

    public Turn? Begin(Clerk clerk, DeskCommand command) =>
        command.Number is { } number && clerk.Numbers.Find(number) is { } matter
            ? ReadBack(clerk, new Draft { Verb = Verb, Ref = matter.Ref })
            : clerk.Which(command.Number);

    public Turn ReadBack(Clerk clerk, Draft draft)
    {
        if (clerk.Numbers.Find(draft.Ref) is not { } matter)
        {
            return clerk.Which(null);
        }

        return matter.Mine
            ? clerk.Wait(draft, clerk.Words.Say("desk.stop.read_back." + Kind(matter), ("matter", clerk.Named(matter)), ("people", matter.People)))
            : clerk.Say(clerk.Words.Say("desk.not_yours", ("matter", clerk.Named(matter))));
    }

    public Turn Confirmed(Clerk clerk, Draft draft) =>
        clerk.Numbers.Find(draft.Ref) is { Mine: true } matter
            ? clerk.Do(new DeskAct.Stop(matter), clerk.Words.Say("desk.stop.done." + Kind(matter), ("matter", clerk.Named(matter))))
            : ReadBack(clerk, draft);

    /// <summary>There is nothing to change about stopping: 2 leaves it as it is.</summary>
    public Turn Amend(Clerk clerk, Draft draft) => clerk.Say(clerk.Words["desk.dropped"]);

    public Turn Amended(Clerk clerk, Draft draft, string said) => ReadBack(clerk, draft);

    private static string Kind(Matter matter) => matter.Kind == MatterKind.Meeting ? "meeting" : "broadcast";
}
