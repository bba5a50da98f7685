using System.Text.RegularExpressions;
using Luzhi.Core.Conversations.Language;

namespace Luzhi.Core.Meetings;

/// <summary>What stands beside a name: an answer, a doubt about it, or only a remark.</summary>
internal sealed record JielongAnswer(InvitationState? State, string? Reason, string? Remark, JielongDoubt Doubt)
{
    /// <summary>Only separators: the answer of the next name is this one's too.</summary>
    public static JielongAnswer Nothing { get; } = new(null, null, null, JielongDoubt.None);

    public bool IsNothing => State is null && Remark is null && Doubt == JielongDoubt.None;
}

/// <summary>Reads the words beside a name. The words of the chat mean the same here.</summary>
internal static partial class JielongAnswers
{
    /// <summary>Single letters that may follow a name without belonging to it.</summary>
    public const string Single = "总工局处院来去到代请假可好会参能报已有因在未没无病差加出确同准收按√×组";

    public static JielongAnswer Of(string beside, IEnumerable<string> units)
    {
        var rest = Stripped(beside, units);
        if (rest.Length == 0 || Alone().IsMatch(rest))
        {
            return JielongAnswer.Nothing;
        }

        if (rest.Contains('×'))
        {
            return new(null, null, rest, JielongDoubt.Unsure);
        }

        var words = rest.Replace('√', ' ').Trim(Edges);
        if (words.Length == 0)
        {
            return new(InvitationState.Attending, null, null, JielongDoubt.None);
        }

        return More().IsMatch(words) ? new(InvitationState.Attending, null, words, JielongDoubt.None) : Heard(words, ticked: rest.Contains('√'));
    }

    /// <summary>代, 替, 帮 somebody: but not 代表 and 代理, which are titles.</summary>
    public static bool OnBehalf(string text) => Behalf().IsMatch(text);

    public static string WithoutBehalf(string text) => BehalfWords().Replace(text, " ");

    /// <summary>参加人员：, 【请假】: what the lines below it say.</summary>
    public static InvitationState? Heading(string text) => HeadingLine().Match(text) is { Success: true } match ? Meaning(match.Groups["word"].Value) : null;

    /// <summary>参加：张建国、李秀英: what the names behind it say, and where they begin.</summary>
    public static (InvitationState? State, int Length) Lead(string text) =>
        LeadingWord().Match(text) is { Success: true } match ? (Meaning(match.Groups["word"].Value), match.Length) : (null, 0);

    /// <summary>Whether a name alone asks for leave here: "不能参加的请接龙".</summary>
    public static InvitationState Bare(string heading)
    {
        var others = LeaveWords().Replace(heading, "");
        return others.Length < heading.Length && !ComeWords().IsMatch(others) ? InvitationState.Leave : InvitationState.Attending;
    }

    /// <summary>What in a line without a known name looks like one: its first word of two to four letters, titles taken off only to measure it.</summary>
    public static string? NameLike(string text)
    {
        foreach (var token in text.Split([' ', ',', '、', ':', ';', '(', ')', '/', '|', '+', '-', '—', '@', '√', '×', '"'], StringSplitOptions.RemoveEmptyEntries))
        {
            var word = AnswerTail().Replace(token, "");
            if (NameWord().IsMatch(word) && Scanner.Words(word) is [{ Sense: Sense.Other or Sense.Polite }, ..])
            {
                return word;
            }
        }

        return null;
    }

    public static bool StartsWithTitle(string text) => TitleFirst().IsMatch(text);

    public static string WithoutTitle(string name) => TitleLast().Replace(name, "");

    private static readonly char[] Edges = [' ', ',', '.', '、', ':', ';', '(', ')', '-', '—', '/', '|', '!', '~', '*', '"', '[', ']', '【', '】', '+', '@', '&', '。', '=', '<', '>'];

    private static JielongAnswer Heard(string words, bool ticked)
    {
        var answer = AnswerWords.Hear(Plain.Of(words));
        return answer.Stance switch
        {
            Stance.Attending => new(InvitationState.Attending, null, answer.Remark, JielongDoubt.None),
            Stance.Leave => new(InvitationState.Leave, answer.Reason, null, JielongDoubt.None),
            Stance.Question => new(InvitationState.Asked, words, null, JielongDoubt.None),
            _ when Asks().IsMatch(words) => new(InvitationState.Asked, words, null, JielongDoubt.None),
            Stance.Unsure => new(null, null, words, JielongDoubt.Unsure),
            Stance.Heard or Stance.Thanks when !ticked => new(null, null, words, JielongDoubt.Heard),
            _ => new(ticked ? InvitationState.Attending : null, null, words, JielongDoubt.None),
        };
    }

    private static string Stripped(string beside, IEnumerable<string> units)
    {
        foreach (var unit in units.OrderByDescending(u => u.Length))
        {
            beside = beside.Replace(unit, " ", StringComparison.Ordinal);
        }

        var rest = Joining().Replace(Titles().Replace(beside, " "), "").Trim(Edges);
        return rest is "和" or "与" or "及" or "还有" or "以及" ? "" : rest;
    }

    private static InvitationState Meaning(string word) => LeaveWords().IsMatch(word) ? InvitationState.Leave : InvitationState.Attending;

    private const string Title = "副?(?:主席|主任|秘书长|书记|局长|院长|校长|处长|科长|部长|会长|厂长|组长|县长|区长|市长|镇长|乡长|站长|所长|馆长|行长|社长|台长|园长|庭长|检察长|董事长|总经理|经理|教授)|常委|委员|召集人|联络员|组员|老师|医生|律师|同志|先生|女士|小姐|代表|大姐|大哥|工程师|总工";

    [GeneratedRegex(@"^(?:1人?|一人|本人|[(]?1[)]?)$")]
    private static partial Regex Alone();

    /// <summary>+1, 2人, 带1人: one more comes along, which no list keeps.</summary>
    [GeneratedRegex(@"^(?:\+?\s*\d{1,2}\s*[人位名]?|[带加共]\s*[一二三两1-9]\s*[人位名]?)$")]
    private static partial Regex More();

    [GeneratedRegex(@"代(?![表理])|替(?!补)|帮(?!扶)|由.{0,6}(?:转告|转达)")]
    private static partial Regex Behalf();

    [GeneratedRegex(@"(?:由|请|让)?(?:秘书|办公室|家人|同事|司机|本人)?(?:代(?:为)?|替|帮)(?:报名?|接龙?|填|回复|答复|登记)?")]
    private static partial Regex BehalfWords();

    private const string AnswerWord = "参加|参会|出席|到会|报名|能来|能到|能参加|可以参加|确认参加|请假|不能参加|不能到会|无法参加|不参加|缺席|不能来";

    [GeneratedRegex($@"^[【\[(*=\-\s]*(?<word>{AnswerWord})(?:会议)?(?:人员|名单|的|委员|同志|情况)*\s*[】\])*=\-]*\s*[:]?\s*(?:[(]?\d+\s*人?[)]?)?\s*[:]?$")]
    private static partial Regex HeadingLine();

    [GeneratedRegex($@"^[【\[(]?(?<word>{AnswerWord})(?:会议)?(?:人员|名单|的|委员)*[】\])]?\s*[:]\s*")]
    private static partial Regex LeadingWord();

    [GeneratedRegex("请假|不能参加|无法参加|不参加|不能到会|不能出席|无法出席|无法到会|缺席|不能来|来不了|去不了")]
    private static partial Regex LeaveWords();

    [GeneratedRegex("参加|参会|出席|到会|报名|能来")]
    private static partial Regex ComeWords();

    [GeneratedRegex("疑问|有问题|想问|请问|咨询")]
    private static partial Regex Asks();

    [GeneratedRegex($@"(?:{Title})")]
    private static partial Regex Titles();

    [GeneratedRegex($@"^(?:{Title}|总|工)")]
    private static partial Regex TitleFirst();

    [GeneratedRegex($@"(?:{Title}|总|工|局|处|院|姐|哥|叔|董)$")]
    private static partial Regex TitleLast();

    /// <summary>The word that leads over to the next name.</summary>
    [GeneratedRegex(@"(?:[和与及由请向跟同、,&/]|已向|以及|还有)\s*$")]
    private static partial Regex Joining();

    [GeneratedRegex($@"(?:{AnswerWord}|不参加|不去|不来|参加|出差|收到|好的|已接龙).*$")]
    private static partial Regex AnswerTail();

    [GeneratedRegex(@"^(?:\p{IsCJKUnifiedIdeographs}{2,4}|\p{IsCJKUnifiedIdeographs}{2,8}[·•]\p{IsCJKUnifiedIdeographs}{1,8}|[A-Za-z]{2,20})$")]
    private static partial Regex NameWord();
}
