using Luzhi.Core.Conversations.Flows;
using Luzhi.Core.Conversations.Forms;
using Luzhi.Core.Conversations.Language;
using Luzhi.Core.Messages;
using Luzhi.Core.Settings;

namespace Luzhi.Core.Conversations;

/// <summary>
/// The talk with one person, one message at a time: the first flow that takes the message decides the turn. Pure: what it may know is in
/// its three arguments, what it wants done is in the turn.
/// </summary>
public sealed class Dialogue(IReadOnlyList<IFlow> flows, FormShelf forms, Words words)
{
    private readonly FormTalk talk = new(words);

    /// <summary>The talk as this house has it. The order of the list is the order in which flows are asked.</summary>
    public static Dialogue Of(FormShelf forms, Words words, WeChatAccount? account = null, PageEntry? pages = null)
    {
        var talk = new FormTalk(words);
        return new Dialogue(
        [
            new CheckIn(words),
            new Binding(words, account),
            new SecretaryDesk(words),
            new Help(words),
            new Mandating(words),
            new Undo(words),
            new Correcting(forms, talk, words),
            new Notes(forms, talk, words),
            new Mine(words),
            new OwnDataTalk(words),
            .. pages is null ? [] : new IFlow[] { pages },
            new Receipt(forms, talk, words),
            new Answering(forms, talk, words),
            new Report(forms, talk, words),
            new Chat(words, account),
        ], forms, words);
    }

    /// <summary>In the order in which they are asked.</summary>
    public IReadOnlyList<IFlow> Flows { get; } = flows;

    public FormShelf Forms { get; } = forms;

    public Turn Step(Conversation before, Inbound heard, Facts facts)
    {
        // What was asked on an earlier phone was not asked on this one.
        var conversation = before.Asking?.At < facts.Speaker?.BoundAt ? before with { Asking = null } : before;
        var inbound = Commands.Written(heard);
        var turn = Flows.Select(f => f.Step(conversation, inbound, facts)).FirstOrDefault(t => t is not null)
            ?? Turn.Silent(conversation);
        return Riding.Along(turn, Repeated(conversation, turn), facts, words, inbound.Back.TextBytes);
    }

    /// <summary>A digression was answered while a form is open: the form's question ends the reply, so that the talk goes on there.</summary>
    private string? Repeated(Conversation before, Turn turn)
    {
        var untouched = turn.Next.Form is { } open && ReferenceEquals(open, before.Form) && turn.Next.Asking is null && turn.Reply is not null;
        return untouched && Forms.Find(turn.Next.Form!.Form, turn.Next.Form.Version) is { } form ? words["form.back"] + "\n" + talk.Prompt(form, turn.Next.Form) : null;
    }
}
