using Luzhi.Core.Messages;
using Luzhi.Core.Settings;

namespace Luzhi.Core.Conversations.Flows;

/// <summary>The last in the list: what no other flow took is answered with what is possible.</summary>
public sealed class Chat(Words words) : IFlow
{
    public string Name => "chat";

    public Turn? Step(Conversation conversation, Inbound inbound, Facts facts) => Turn.Say(conversation, words["talk.unclear"]);
}
