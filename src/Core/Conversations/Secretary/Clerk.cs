using Luzhi.Core.Duties;
using Luzhi.Core.Messages;
using Luzhi.Core.Settings;

namespace Luzhi.Core.Conversations.Secretary;

/// <summary>One message at the secretary's desk: what its numbers stand for, and the ways in which it can be answered.</summary>
public sealed class Clerk(Conversation conversation, Facts facts, Desk desk, Words words)
{
    private DeskTalk Talk => conversation.Desk ?? DeskTalk.Fresh;

    public Facts Facts => facts;

    public Desk Desk => desk;

    public Words Words => words;

    public Numbering Numbers { get; private set; } = Numbering.Of(conversation.Desk?.Shown ?? [], desk.Matters);

    /// <summary>The list is about to be shown: numbers that became free may be given anew.</summary>
    public Numbering ShownAnew() => Numbers = Numbering.Of(Talk.Shown, desk.Matters, anew: true);

    /// <summary>Said, and nothing is waited for.</summary>
    public Turn Say(string reply, params Change[] changes) =>
        new(conversation with { Asking = null, Desk = new DeskTalk { Shown = Numbers.Slots } }, reply, changes);

    /// <summary>Said, and the draft waits: for its confirmation, or for its text.</summary>
    public Turn Wait(Draft draft, string reply) => Turn.Say(
        conversation with { Asking = new Asking(About.Desk, [], "", facts.Now), Desk = new DeskTalk { Shown = Numbers.Slots, Draft = draft } }, reply);

    public Turn Do(DeskAct act, string reply) => Say(reply, new Change.Office(act, desk.Name));

    /// <summary>The matter a command speaks of; without a number the only one that fits.</summary>
    public Matter? Meant(int? number, Func<Matter, bool> fits) =>
        number is { } n ? Numbers.Find(n) : desk.Matters.Where(fits).ToList() is [var only] ? only : null;

    /// <summary>No such number, or none was said: what there is, with its numbers.</summary>
    public Turn Which(int? number)
    {
        var all = ShownAnew();
        var head = number is { } n ? words.Say("desk.no_number", ("number", n)) : words["desk.which"];
        return Say(all.All.Any() ? Sheet.Fit(head, [.. all.All.Select(Line)], "", words) : words["desk.nothing_in_hand"]);
    }

    public string Line((int Number, Matter Matter) item) => $"{item.Number} " + Named(item.Matter) + Standing(item.Matter);

    /// <summary>「主席会议」（11月25日（周三）09:00）</summary>
    public string Named(Matter matter) => $"「{matter.Title}」" + (matter.When is { } when ? words.Say(matter.Kind == MatterKind.Meeting ? "desk.at" : "desk.by", ("when", When(when))) : "");

    public string When(DateTimeOffset at) => Civil.Say(at, facts.Now, facts.Zone);

    public string Ways(ReachPreview reach) =>
        words.Say("desk.reach", ("free", reach.Free), ("template", reach.ByTemplate), ("elsewhere", reach.Elsewhere), ("unbound", reach.Unbound));

    private string Standing(Matter matter) => matter.Asks
        ? words.Say("desk.standing", ("pending", matter.Pending), ("people", matter.People))
        : words.Say("desk.told", ("people", matter.People));
}
