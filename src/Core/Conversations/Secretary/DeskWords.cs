using System.Text.RegularExpressions;
using Luzhi.Core.Conversations.Language;

namespace Luzhi.Core.Conversations.Secretary;

public enum DeskVerb { Notify, Chase, Unanswered, Roll, Move, Stop, Today, InHand, Brief, Answer, Questions }

/// <param name="Rest">What stands behind the word and the number, as it was written.</param>
/// <param name="Loose">Nothing parts the word from what follows: it is a command only if an audience follows (通知全体…, not 通知收到了).</param>
public sealed record DeskCommand(DeskVerb Verb, int? Number, string Rest, bool Loose = false);

/// <summary>
/// Finds a secretary's command. It begins with its word and says nothing else before it, because the same phone may be a member's, whose
/// sentences are ordinary ones.
/// </summary>
public static partial class DeskWords
{
    private static readonly (Regex Written, DeskVerb Verb)[] Verbs =
    [
        (Chase(), DeskVerb.Chase),
        (Unanswered(), DeskVerb.Unanswered),
        (Roll(), DeskVerb.Roll),
        (Move(), DeskVerb.Move),
        (Stop(), DeskVerb.Stop),
        (Today(), DeskVerb.Today),
        (InHand(), DeskVerb.InHand),
        (Brief(), DeskVerb.Brief),
        (Answer(), DeskVerb.Answer),
        (Questions(), DeskVerb.Questions),
    ];

    public static DeskCommand? Of(string said)
    {
        var text = said.Trim();
        if (Notify().Match(text) is { Success: true } notify)
        {
            var loose = notify.Groups["loose"].Success;
            return new(DeskVerb.Notify, null, notify.Groups[loose ? "loose" : "rest"].Value.Trim(), loose);
        }

        foreach (var (written, verb) in Verbs)
        {
            if (written.Match(text) is { Success: true } match)
            {
                return new(verb, Number(match.Groups["n"].Value), match.Groups["rest"].Value.Trim(' ', '\u3000', '\n', ',', '，', ':', '：'));
            }
        }

        return null;
    }

    private static int? Number(string written) => written.Length == 0 ? null : ChineseNumbers.Parse(Plain.Of(written).Trim());

    private const string N = @"(?:第)?(?<n>[0-9０-９]{1,3}|[①-⑳]|[一二三四五六七八九十]{1,3})(?![0-9０-９月日号点时:：/.\-])(?:项|件)?";
    private const string Gap = @"[\s\u3000:：，,]*";
    private const string Behind = @"(?:[\s\u3000:：，,]+(?<rest>.+))?";
    private const string End = @"[\s\u3000。.?？!！]*$";

    [GeneratedRegex(@"^(?:发|发个|发布)?通知(?:[\s\u3000:：，,]+(?<rest>.*)|(?<loose>.+))?$", RegexOptions.Singleline)]
    private static partial Regex Notify();

    [GeneratedRegex("^催(?:一下|一催|办)?(?:" + Gap + N + Behind + ")?" + End, RegexOptions.Singleline)]
    private static partial Regex Chase();

    [GeneratedRegex("^(?:谁|哪些人|还有谁|还有哪些人)还?没有?(?:回复|答复|回)(?:的|了|呢)?(?:" + Gap + N + ")?" + End)]
    private static partial Regex Unanswered();

    [GeneratedRegex("^名单" + Gap + N + End + "|^名单" + End)]
    private static partial Regex Roll();

    [GeneratedRegex(@"^改期(?:" + Gap + N + @"[\s\u3000:：，,]*(?<rest>.*)|[\s\u3000:：，,]+(?<rest>.+))?$", RegexOptions.Singleline)]
    private static partial Regex Move();

    [GeneratedRegex("^(?:停|停发|停办|撤回|取消)" + Gap + N + End + "|^停" + End)]
    private static partial Regex Stop();

    [GeneratedRegex("^(?:今日|今天)(?:简报|工作|安排)?" + End)]
    private static partial Regex Today();

    [GeneratedRegex("^(?:在办|在办事项|在办清单)" + End)]
    private static partial Regex InHand();

    // A member's 答 2 picks a choice; with words behind the number it answers a question.
    [GeneratedRegex("^答复?" + Gap + N + @"[\s\u3000:：，,]+(?<rest>.+)$", RegexOptions.Singleline)]
    private static partial Regex Answer();

    [GeneratedRegex("^(?:提问|待答|谁提问了?|提问清单)" + End)]
    private static partial Regex Questions();

    [GeneratedRegex(@"^早报[\s\u3000:：，,]*(?<rest>开|关|打开|关闭|不要了?|要)" + End)]
    private static partial Regex Brief();
}
