using Luzhi.Core.Conversations.Language;
using Luzhi.Core.Messages;
using Luzhi.Core.Settings;

namespace Luzhi.Core.Conversations.Flows;

/// <summary>帮助: what is possible here, in a few lines.</summary>
public sealed class Help(Words words) : IFlow
{
    public string Name => "help";

    public Turn? Step(Conversation conversation, Inbound inbound, Facts facts) =>
        Commands.In(inbound) == Command.Help ? Turn.Say(conversation, words["help.member"]) : null;
}
