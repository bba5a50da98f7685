using Luzhi.Core.Conversations.Flows;
using Luzhi.Core.Conversations.Forms;
using Luzhi.Core.Messages;
using Luzhi.Core.Settings;

namespace Luzhi.Core.Conversations;

/// <summary>
/// The talk with one person, one message at a time: the first flow that takes the message decides the turn. Pure: what it may know is in
/// its three arguments, what it wants done is in the turn.
/// </summary>
public sealed class Dialogue(IReadOnlyList<IFlow> flows, FormShelf forms, Words words)
{
    /// <summary>The talk as this house has it. The order of the list is the order in which flows are asked.</summary>
    public static Dialogue Of(FormShelf forms, Words words) => new(
    [
        new Binding(words),
        new Help(words),
        new Notice(words),
        new Chat(words),
    ], forms, words);

    /// <summary>In the order in which they are asked.</summary>
    public IReadOnlyList<IFlow> Flows { get; } = flows;

    public FormShelf Forms { get; } = forms;

    public Turn Step(Conversation conversation, Inbound inbound, Facts facts)
    {
        var turn = Flows.Select(f => f.Step(conversation, inbound, facts)).FirstOrDefault(t => t is not null)
            ?? Turn.Silent(conversation);
        return Riding.Along(turn, facts, words);
    }
}
