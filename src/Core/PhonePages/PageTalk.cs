using Luzhi.Core.Conversations;
using Luzhi.Core.Meetings;
using Luzhi.Core.Settings;

namespace Luzhi.Core.PhonePages;

/// <summary>
/// An answer given on a page is a turn like any other: decided purely from the same facts, committed by the same ledger. What the chat was
/// asking about the same notice is settled by it; nothing else of the conversation is touched, and nothing is said in the chat.
/// </summary>
public sealed class PageTalk(Words words)
{
    /// <summary>Of a reason, a question, an answer in words, in letters.</summary>
    public const int WordsAtMost = 5000;

    /// <param name="personId">Who the page takes for its reader; the address may be somebody else's by now.</param>
    public Turn Step(Conversation conversation, PageAnswer answer, long personId, Facts facts)
    {
        var item = facts.Speaker?.PersonId == personId ? facts.Items.FirstOrDefault(i => i.AssignmentId == answer.AssignmentId) : null;
        return item is not null && Change(item, answer) is { } change ? Turn.Silent(Settled(conversation, item), change) : Turn.Silent(conversation);
    }

    /// <returns>Null where this cannot be answered so: what is over, or what asks for something else.</returns>
    private Change? Change(OpenItem item, PageAnswer answer) => (item.Kind, item.Ask, answer.Tap) switch
    {
        (OpenItemKind.Meeting, _, PageTap.Attend) => new Change.Answer(item.AssignmentId, InvitationState.Attending, null, null),
        (OpenItemKind.Meeting, _, PageTap.Leave) => new Change.Answer(item.AssignmentId, InvitationState.Leave, Said(answer), null),
        (OpenItemKind.Meeting, _, PageTap.Ask) => Asked(item, Said(answer)),
        (OpenItemKind.Broadcast, "read", PageTap.Read) => new Change.Reply(item.AssignmentId, words["notice.read_word"]),
        (OpenItemKind.Broadcast, "text", PageTap.Reply) when Said(answer) is { } said => new Change.Reply(item.AssignmentId, said),
        (OpenItemKind.Broadcast, "text", PageTap.Share or PageTap.Keep) when item.Noted => new Change.Share(item.AssignmentId, answer.Tap == PageTap.Share),
        _ => null,
    };

    /// <summary>A question does not take back an answer already given: it goes to the office beside it.</summary>
    private static Change.Answer Asked(OpenItem item, string? question) => item.Invitation is InvitationState.Attending or InvitationState.Leave && question is not null
        ? new(item.AssignmentId, item.Invitation.Value, null, question)
        : new(item.AssignmentId, InvitationState.Asked, null, question);

    private static string? Said(PageAnswer answer)
    {
        var said = answer.Words.Trim();
        return said.Length switch { 0 => null, > WordsAtMost => said[..WordsAtMost], _ => said };
    }

    private static Conversation Settled(Conversation conversation, OpenItem item) => conversation with
    {
        Asking = conversation.Asking is { } asking && asking.Items.Contains(item.AssignmentId) ? null : conversation.Asking,
        Answered = item.AssignmentId,
    };
}
