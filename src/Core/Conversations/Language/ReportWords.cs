using System.Text.RegularExpressions;
using Luzhi.Core.Conversations.Forms;

namespace Luzhi.Core.Conversations.Language;

/// <summary>A form that a sentence begins, and the sentence without the word that began it.</summary>
public sealed record Begun(Form Form, string Sentence);

/// <summary>Recognizes a report: by its word (汇报 …), or by a plain sentence that tells of something done.</summary>
public static partial class ReportWords
{
    /// <summary>汇报, 汇报：昨天…, 我要汇报一下昨天的走访. A question about reporting begins nothing.</summary>
    public static Begun? ByWord(string said, FormShelf forms)
    {
        foreach (var form in forms.All)
        {
            foreach (var word in form.StartsWith)
            {
                var match = Regex.Match(said.Trim(), $@"^(?:您好|你好|我要|我想|我来|我|现在|请|想|要|需要|向您|跟您|给您|[,，。！!\s])*(?:履职)?{Regex.Escape(word)}(?:一下|下|工作|活动|一件事|一个活动|履职情况|履职)*[:：,，。.、!！\s]*(?<rest>.*)$", RegexOptions.Singleline | RegexOptions.CultureInvariant);
                if (match.Success && !AnswersMeeting(match.Groups["rest"].Value) && !AsksHow().IsMatch(Plain.Of(match.Groups["rest"].Value)))
                {
                    return new Begun(form, match.Groups["rest"].Value.Trim());
                }
            }
        }

        return null;
    }

    /// <summary>向您汇报，我明天出差，去不了: the word is courtesy, what follows answers a notice.</summary>
    private static bool AnswersMeeting(string rest)
    {
        var plain = Plain.Of(rest);
        return AnswerWords.Hear(plain) is { Stance: Stance.Leave or Stance.Attending, Outright: true } && !Finished().IsMatch(plain.Replace("不了", "", StringComparison.Ordinal));
    }

    /// <summary>昨天下午去光明社区走访了3户: a kind of activity of the form, told as done, and not asked.</summary>
    public static Begun? BySentence(string said, FormShelf forms, Facts facts)
    {
        var plain = Plain.Of(said);
        return forms.All.Where(f => f.BySentence).FirstOrDefault(f => Tells(f, plain, facts)) is { } form ? new Begun(form, said.Trim()) : null;
    }

    private static bool Tells(Form form, string plain, Facts facts)
    {
        if (plain.Length < 4 || Unreal().IsMatch(plain) || form.Questions.FirstOrDefault(q => q.Type == QuestionType.Choice) is not { } kind || !Options.In(kind, plain).Any())
        {
            return false;
        }

        var today = DateOnly.FromDateTime(facts.LocalNow.DateTime);
        var dates = DateWords.Find(plain, today, Prefer.Past);
        var future = Ahead().IsMatch(plain) || dates.Any(d => d.Day > today);
        return !future && (Done(form, plain) || dates.Any(d => d.Day is { } day && day <= today) || dates.Any(d => d.Day is null));
    }

    /// <summary>走访了, 调研过, 完成了视察, 刚走访完.</summary>
    private static bool Done(Form form, string plain) =>
        Finished().IsMatch(plain) && (form.Deeds.Any(d => plain.Contains(d + "了", StringComparison.Ordinal) || plain.Contains(d + "过", StringComparison.Ordinal) || plain.Contains(d + "完", StringComparison.Ordinal)) || DidIt().IsMatch(plain));

    [GeneratedRegex("了|过|完|已")]
    private static partial Regex Finished();

    [GeneratedRegex("(?:参加|完成|开展|进行|组织|举办|作|做|提交|提出|提|递交|交|撰写|写|报送|报|反映|讲|上|搞|办|谈|走访|看望|慰问|联系|接待|处理|带队|主持)(?:了|完|过|好)|已(?:经)?(?:完成|提交|开展|走访|参加)|刚(?:刚|才)?(?:去|从|在|参加|走访|调研|完成)")]
    private static partial Regex DidIt();

    // 要去走访, 准备调研: not done yet. 因为走访请假: an answer, no report.
    [GeneratedRegex("明天|后天|下周|下个?月|准备去|打算|计划去|将要|即将|要去|想去|正要|将去|会去")]
    private static partial Regex Ahead();

    [GeneratedRegex("请假|告假|[?]|吗$|能不能|可不可以|怎么|什么时候|是否|去不了|来不了|不能参加|参加不了|如果|要不要|不是")]
    private static partial Regex Unreal();

    [GeneratedRegex("^(?:怎么|如何|什么|哪些|有什么|要不要|能不能|可以|是否|在哪|格式|模板|的?(?:格式|要求|方法|时间))|[?]$|吗$")]
    private static partial Regex AsksHow();
}
