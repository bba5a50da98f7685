using Luzhi.Core.Duties;
using Luzhi.Core.Meetings;
using Luzhi.Core.Messages;
using Luzhi.Core.Settings;

namespace Luzhi.Core.Conversations.Flows;

/// <summary>Answering a notice: a meeting's 1 参加, 2 请假, 3 有疑问.</summary>
public sealed class Notice(Words words) : IFlow
{
    public string Name => "notice";

    public Turn? Step(Conversation conversation, Inbound inbound, Facts facts)
    {
        var open = facts.Items.Where(i => i is { Kind: OpenItemKind.Meeting }).ToList();
        InvitationState? state = inbound.Text.Trim() switch
        {
            "1" or "参加" => InvitationState.Attending,
            "2" or "请假" => InvitationState.Leave,
            "3" or "有疑问" => InvitationState.Asked,
            _ => null,
        };
        if (state is not { } to || open.Count != 1)
        {
            return null;
        }

        var item = open[0];
        var said = words.Say("notice." + to.ToString().ToLowerInvariant(), ("title", item.Title),
            ("when", item.When is { } at ? Civil.Say(at, facts.Now, facts.Zone) : ""));
        return Turn.Say(conversation with { Answered = item.AssignmentId }, said, new Change.Answer(item.AssignmentId, to, null, null));
    }
}
