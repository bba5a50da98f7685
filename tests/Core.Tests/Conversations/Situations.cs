using Luzhi.Core.Conversations;
using Luzhi.Core.Meetings;

namespace Luzhi.Core.Tests.Conversations;

/// <summary>The situations that utterances.tsv names. "form:date+one" is the form open at a question while one meeting waits.</summary>
public static class Situations
{
    /// <summary>What is said to bring the form to a question; the question's key is what it then asks.</summary>
    private static readonly Dictionary<string, string[]> ToQuestion = new()
    {
        ["kind"] = ["汇报"],
        ["date"] = ["汇报", "走访"],
        ["place"] = ["汇报", "走访", "昨天"],
        ["done"] = ["汇报", "走访", "昨天", "光明社区"],
        ["count"] = ["汇报", "走访", "昨天", "光明社区", "慰问了困难户，送了米"],
        ["readback"] = ["昨天下午去光明社区走访了3户困难群众"],
    };

    public static Talk Of(string name)
    {
        var talk = new Talk();
        foreach (var part in name.Split('+'))
        {
            if (part.StartsWith("form:", StringComparison.Ordinal))
            {
                Array.ForEach(ToQuestion[part[5..]], said => talk.Say(said));
            }
            else
            {
                Set(talk, part);
            }
        }

        return talk;
    }

    private static void Set(Talk talk, string part)
    {
        switch (part)
        {
            case "one":
                talk.Meeting();
                break;
            case "two" or "which":
                talk.Meeting(at: Talk.Monday.AddDays(1));
                talk.Meeting("乡村振兴调研座谈会", Talk.Monday.AddDays(2));
                _ = part == "which" ? talk.Say("参加") : null;
                break;
            case "attending":
                talk.Conversation = new Conversation { Answered = talk.Meeting(state: InvitationState.Attending).AssignmentId };
                break;
            case "leave":
                talk.Conversation = new Conversation { Answered = talk.Meeting(state: InvitationState.Leave).AssignmentId };
                break;
            case "reason" or "question":
                talk.Meeting();
                talk.Say(part == "reason" ? "请假" : "3");
                break;
            case "read" or "text":
                talk.Broadcast(part == "read" ? "学习通知" : "选题征集", part);
                break;
            case "approve":
                talk.Items.Add(new OpenItem
                {
                    AssignmentId = talk.Items.Count + 1, Kind = OpenItemKind.Leave, Title = "王芳请假：主席会议", When = Talk.Monday.AddDays(2),
                    NotifiedAt = talk.Now.AddMinutes(-10), Leave = new LeaveToDecide(5, "王芳", "出差", null, null, null),
                });
                break;
            case "mandate":
                talk.Items.Add(new OpenItem
                {
                    AssignmentId = talk.Items.Count + 1, Kind = OpenItemKind.Mandate, Title = "请小赵代办答复", NotifiedAt = talk.Now.AddMinutes(-10), Mandate = new ActsForMe(6, "小赵"),
                });
                break;
            case "saved" or "old":
                talk.LastSaved = new LastSaved(7, "report", "昨天走访了3户", talk.Now.AddMinutes(part == "saved" ? -10 : -40));
                break;
            case "unbound":
                talk.Speaker = null;
                break;
            case "none":
                break;
            default:
                throw new InvalidDataException($"no situation is called {part}");
        }
    }
}
