using System.Text.RegularExpressions;
using Luzhi.Core.Conversations.Language;
using Luzhi.Core.Duties;

namespace Luzhi.Core.Conversations.Secretary;

/// <summary>What a secretary's sentence asks for beside its text: 要回复, 回复已阅, 截止周五下午五点.</summary>
/// <param name="Ask">read, text, or null where nothing is asked.</param>
public sealed partial record NoticeWords(string Text, string? Ask, DateTimeOffset? DueAt)
{
    private const int TitleAtMost = 24;

    public static NoticeWords Of(string written, Facts facts)
    {
        var (text, due) = Due(written.Trim(), facts);
        if (Read().Match(text) is { Success: true } read)
        {
            return new(Kept(text, read), "read", due);
        }

        return Reply().Match(text) is { Success: true } reply ? new(Kept(text, reply), "text", due) : new(text, due is null ? null : "text", due);
    }

    /// <summary>The first sentence of a text, short enough for a doorbell.</summary>
    public static string Title(string text)
    {
        var first = FirstSentence().Match(text).Value.Trim();
        return first.Length <= TitleAtMost ? first : first[..(TitleAtMost - 1)] + "…";
    }

    /// <summary>要回复 is said to the house and goes; 收到请回复 is said to the members and stays.</summary>
    private static string Kept(string text, Match asks) => asks.Groups["stays"].Success ? text : text[..asks.Index].Trim(' ', '\u3000', '，', ',', '(', '（', '；', ';', '\n');

    private static (string Text, DateTimeOffset? Due) Due(string text, Facts facts)
    {
        if (Until().Match(text) is not { Success: true } until)
        {
            return (text, null);
        }

        var moment = Moment.In(Plain.Of(until.Groups["when"].Value), DateOnly.FromDateTime(facts.LocalNow.DateTime));
        if (moment.Day is not { } day)
        {
            return (text, null);
        }

        // By a day is to its very end.
        var local = day.ToDateTime(moment.Time ?? new TimeOnly(23, 59));
        return (text.Remove(until.Index, until.Length).Trim(' ', '\u3000', '，', ',', '；', ';', '\n'), Civil.Instant(local, facts.Zone));
    }

    [GeneratedRegex(@"[\s\u3000，,；;(（]*(?:截止(?:时间|日期)?(?:到|至|为|是)?|截至)[:：\s]*(?<when>[^，,。；;()（）\n]{2,20}?)(?:之?前)?[)）。]?(?=$|[\s，,。；;(（])")]
    private static partial Regex Until();

    [GeneratedRegex(@"(?:[\s\u3000，,。；;(（]+(?:要|请)?(?:回复?|回执)[“「""]?已?阅[”」""]?|[\s\u3000，,。；;(（]+要(?:已阅|回执)|(?<stays>(?:收到|阅后|看到)[后，,]?请?(?:回复|回执|回)(?:[“「""]?(?:已阅|收到|1)[”」""]?)?))[)）。.!！\s]*$")]
    private static partial Regex Read();

    [GeneratedRegex(@"(?:[\s\u3000，,。；;(（]+(?:要|需要?|要求)(?:回复|答复|反馈|回话)|(?<stays>请(?:回复|答复|反馈)(?:意见|建议|情况)?))[)）。.!！\s]*$")]
    private static partial Regex Reply();

    [GeneratedRegex(@"^[^。！？!?；;\n]+")]
    private static partial Regex FirstSentence();
}
