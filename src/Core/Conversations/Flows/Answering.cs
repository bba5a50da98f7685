using Luzhi.Core.Conversations.Forms;
using Luzhi.Core.Conversations.Language;
using Luzhi.Core.Conversations.Notices;
using Luzhi.Core.Messages;
using Luzhi.Core.Settings;

namespace Luzhi.Core.Conversations.Flows;

/// <summary>
/// Answering a notice: a meeting's 1 参加, 2 请假, 3 有疑问, or what a broadcast asks. In this order: a tapped choice answers its own notice;
/// what the last reply asked is answered; then the words find the notice they are for, and where they fit several it is asked which.
/// </summary>
public sealed class Answering(FormShelf forms, FormTalk talk, Words words) : IFlow
{
    public string Name => "notice";

    public Turn? Step(Conversation conversation, Inbound inbound, Facts facts)
    {
        if (facts.Speaker is null)
        {
            return null;
        }

        var answers = new Answers(forms, talk, words, facts);
        if (Tap.In(inbound) is { } tap)
        {
            return Tapped(conversation, answers, tap);
        }

        if (inbound.Kind != InboundKind.Text || ReportWords.ByWord(inbound.Text, forms) is not null)
        {
            return null;
        }

        return new Settling(answers, words, forms, talk, facts).Step(conversation, inbound.Text)
            ?? new Hearing(answers, words, forms, talk, facts).Step(conversation, inbound);
    }

    private Turn Tapped(Conversation conversation, Answers answers, Tap tap) =>
        answers.Notices.Find(tap.AssignmentId) is { } item
            ? answers.Turn(conversation, answers.Digit(item, new Picked(tap.Digit, ""), tap.Digit.ToString(System.Globalization.CultureInfo.InvariantCulture)))
            : Turn.Say(conversation, words["notice.closed"]);
}
