namespace Luzhi.Core.Conversations.Secretary;

/// <summary>The commands that only look: 在办, 谁没回 N, 名单 N, 今日, 提问.</summary>
public static class Looking
{
    private const int QuestionAtMost = 60;

    public static Turn InHand(Clerk clerk)
    {
        var all = clerk.ShownAnew().All.ToList();
        return clerk.Say(all.Count == 0 ? clerk.Words["desk.nothing_in_hand"] : Sheet.Fit(clerk.Words["desk.in_hand"], [.. all.Select(clerk.Line)], clerk.Words["desk.how"], clerk.Words));
    }

    public static Turn Today(Clerk clerk)
    {
        clerk.ShownAnew();
        return clerk.Say(Brief.Of(clerk));
    }

    /// <summary>What members asked and nobody has answered, with the number that 答 names it by. Of what is internal only who asked.</summary>
    public static Turn Questions(Clerk clerk)
    {
        var lines = clerk.Desk.Asked.Select(q => clerk.Words.Say(q.Sealed ? "desk.questions.sealed" : "desk.questions.line",
            ("number", q.Id), ("who", q.Who), ("title", q.Title), ("question", q.Text.Length <= QuestionAtMost ? q.Text : q.Text[..QuestionAtMost] + "…"))).ToList();
        return clerk.Say(lines.Count == 0 ? clerk.Words["desk.questions.none"]
            : Sheet.Fit(clerk.Words.Say("desk.questions.head", ("count", lines.Count)), lines, clerk.Words.Say("desk.questions.how", ("number", clerk.Desk.Asked[0].Id)), clerk.Words));
    }

    public static Turn Unanswered(Clerk clerk, DeskCommand command)
    {
        if (Spoken(clerk, command) is not var (matter, people))
        {
            return clerk.Which(command.Number);
        }

        if (matter.Sealed)
        {
            return clerk.Say(clerk.Words["desk.sealed"]);
        }

        if (matter.Pending == 0)
        {
            return clerk.Say(clerk.Words.Say("desk.chase.nobody", ("matter", clerk.Named(matter))));
        }

        var head = clerk.Words.Say("desk.unanswered", ("matter", clerk.Named(matter)), ("count", matter.Pending), ("reach", clerk.Ways(people.Reach))) + "\n";
        return clerk.Say(Sheet.Names(head, people.Names.GetValueOrDefault("pending") ?? [], clerk.Words));
    }

    public static Turn Roll(Clerk clerk, DeskCommand command)
    {
        if (Spoken(clerk, command) is not var (matter, people))
        {
            return clerk.Which(command.Number);
        }

        if (matter.Sealed)
        {
            return clerk.Say(clerk.Words["desk.sealed"]);
        }

        var lines = people.Names.Where(n => n.Value.Count > 0).Select(n => clerk.Words.Say("desk.roll." + n.Key, ("count", Count(matter, n.Key)), ("names", string.Join('、', n.Value))));
        return clerk.Say(Sheet.Fit(clerk.Named(matter) + clerk.Words.Say("desk.told", ("people", matter.People)), [.. lines], "", clerk.Words));
    }

    private static (Matter Matter, MatterPeople People)? Spoken(Clerk clerk, DeskCommand command) =>
        clerk.Meant(command.Number, m => m.Asks) is { } matter && clerk.Desk.Spoken is { } people && people.Ref == matter.Ref ? (matter, people) : null;

    private static int Count(Matter matter, string state) => state switch
    {
        "attending" => matter.Attending,
        "leave" => matter.Leave,
        "asked" => matter.Asked,
        "pending" => matter.Pending,
        _ => matter.People - matter.Pending,
    };
}
