using Luzhi.Core.Conversations;
using Luzhi.Core.Conversations.Forms;
using Luzhi.Core.Meetings;

namespace Luzhi.Core.Tests.Conversations;

/// <summary>What a turn came to, in the words of utterances.tsv.</summary>
public static class Outcome
{
    public static string Of(Talk talk, Conversation before)
    {
        var changes = string.Join(' ', talk.Last.Select(Word));
        var form = talk.Conversation.Form is { } open && !SameAnswers(before, talk.Conversation) ? " form:" + Answers(open) : "";
        return changes + form is { Length: > 0 } what ? what.Trim() : talk.Conversation.Asking is { } asking ? $"asked back ({asking.About})" : $"said: {talk.Reply}";
    }

    /// <summary>Whether the turn did exactly what the action says: several changes one by one, a form's answers by key.</summary>
    public static bool Matches(string action, Talk talk, Conversation before)
    {
        if (action.StartsWith("form:", StringComparison.Ordinal) || action.StartsWith("report:", StringComparison.Ordinal))
        {
            var wanted = action[(action.IndexOf(':', StringComparison.Ordinal) + 1)..].Split(';', StringSplitOptions.RemoveEmptyEntries);
            return talk.Conversation.Form is { } open && talk.Last.Count == 0 && wanted.All(w => Holds(open, w));
        }

        return action switch
        {
            "help" => talk.Reply!.StartsWith(Talk.Words["help.member"], StringComparison.Ordinal),
            "mine" => talk.Reply!.StartsWith(Talk.Words["mine.list"], StringComparison.Ordinal) || talk.Reply.StartsWith("张建国您好，现在没有", StringComparison.Ordinal),
            "undo" => talk.Last is [Change.Withdraw],
            "saved" => talk.Last is [Change.Save] && talk.Conversation.Form is null,
            "dropped" => talk.Last.Count == 0 && before.Form is not null && talk.Conversation.Form is null,
            _ => Same(action.Split(' '), [.. talk.Last]),
        };
    }

    public static bool SameAnswers(Conversation before, Conversation after) =>
        before.Form is null == after.Form is null && (before.Form is null || Answers(before.Form) == Answers(after.Form!));

    private static bool Same(string[] actions, List<Change> changes) =>
        actions.Length == changes.Count && actions.Zip(changes).All(p => Fits(p.First, p.Second));

    private static bool Fits(string action, Change change)
    {
        var (word, target) = action.Split('@') is [var w, var t] ? (w, long.Parse(t, System.Globalization.CultureInfo.InvariantCulture)) : (action, 0L);
        var reason = word.StartsWith("leave:", StringComparison.Ordinal) ? word[6..] : null;
        return change switch
        {
            Change.Answer answer => (target == 0 || answer.AssignmentId == target) && (word, answer.State) switch
            {
                ("attend", InvitationState.Attending) or ("asked", InvitationState.Asked) => true,
                ("keep", InvitationState.Attending) => answer.Question is not null,
                (_, InvitationState.Leave) => word == "leave" || (reason is not null && answer.Reason?.Contains(reason, StringComparison.Ordinal) == true),
                _ => false,
            },
            Change.Decide decide => word == (decide.Approved ? "yes" : "no"),
            Change.Mandated mandated => word == (mandated.Consents ? "yes" : "no"),
            Change.Inquire => word == "inquire",
            Change.Reply reply => word == "read" ? reply.Words == Talk.Words["notice.read_word"] : word == "words",
            _ => false,
        };
    }

    private static bool Holds(OpenForm open, string wanted)
    {
        var (key, value) = wanted.Split('=') is [var k, var v] ? (k, v) : (wanted, "");
        return open.Answers.TryGetValue(key, out var given) && given.Value == value;
    }

    private static string Answers(OpenForm open) => string.Join(';', open.Answers.OrderBy(a => a.Key, StringComparer.Ordinal).Select(a => $"{a.Key}={a.Value.Value}"));

    private static string Word(Change change) => change switch
    {
        Change.Answer answer => $"{answer.State}@{answer.AssignmentId}({answer.Reason}|{answer.Question})",
        Change.Reply reply => $"reply@{reply.AssignmentId}({reply.Words})",
        _ => change.GetType().Name,
    };
}
