using System.Text.RegularExpressions;
using Luzhi.Core;

namespace Luzhi.Bot.Rehearsal;

/// <summary>
/// What somebody makes of the words on their phone: what there is to choose, whether anything is asked, what one would say to it. They know no
/// more of the house than what it says.
/// </summary>
internal static partial class AtTable
{
    private static readonly string[] Reasons = ["出差", "家里老人住院", "外出学习", "那天要下乡", "身体不适"];
    private static readonly string[] Questions = ["几点结束", "可以请人代去吗", "材料在哪里领", "要穿正装吗"];
    private static readonly string[] Thoughts = ["已经看过，很受启发，准备结合本职工作抓好落实", "建议多到基层走一走，听听群众怎么说", "内容扎实，回去后向单位同志传达学习", "联系社区的事已经和街道对接过，下周再去一次"];
    private static readonly string[] Noise = ["哈哈", "？？？", "在吗", "99", "[微笑]", "改天再说吧", "。", "4", "转发：夏季养生十条", "1 2 3", "撤销"];
    private static readonly string[] Chats = ["我的", "帮助", "谢谢", "你好", "今天去社区走访了两户困难群众", "汇报"];

    public static string Nonsense(Chance luck) => luck.Pick(Noise);

    public static string Chat(Chance luck) => luck.Pick(Chats);

    public static IReadOnlyList<(string Digit, string Label)> Choices(string text) =>
        [.. Numbered().Matches(text).Select(m => (m.Groups["digit"].Value, m.Groups["label"].Value))];

    /// <summary>Whether the words want something of who reads them. What is only acknowledged may say how to change it; that asks nothing.</summary>
    public static bool Asks(string text) => Settled().IsMatch(text)
        ? GoesOn().IsMatch(text)
        : Choices(text).Count > 1 || Wants().IsMatch(text);

    /// <summary>What to say to words that ask, the <paramref name="turn"/>-th time in a row; null where nothing comes to mind.</summary>
    public static string? Answer(string text, string about, Persona who, Chance luck, int turn)
    {
        var last = text[(text.TrimEnd().LastIndexOf('\n') + 1)..];
        var choices = Choices(text);
        if (choices.Count > 1 && !Open().IsMatch(text))
        {
            return turn > 9 ? "放弃" : Chosen(choices, about, who, luck);
        }

        return turn > 8 ? "放弃" : text switch
        {
            _ when choices is [var only] && Begins().IsMatch(only.Label) => only.Digit,
            _ when turn > 4 => "无",
            _ when text.Contains("编号", StringComparison.Ordinal) => "1",
            _ when text.Contains("原因", StringComparison.Ordinal) => luck.Pick(Reasons),
            _ when text.Contains("您的问题", StringComparison.Ordinal) => luck.Pick(Questions),
            _ when Number().IsMatch(last) => "3",
            _ when Day().IsMatch(last) => "今天",
            _ when Wants().IsMatch(text) => luck.Pick(Thoughts),
            _ => null,
        };
    }

    private static string Chosen(IReadOnlyList<(string Digit, string Label)> choices, string about, Persona who, Chance luck)
    {
        string? Digit(string word) => choices.Where(c => c.Label.Contains(word, StringComparison.Ordinal)).Select(c => c.Digit).FirstOrDefault();
        if (Digit("请假") is { } leave && luck.Hits(who.Leave))
        {
            return $"{leave} {luck.Pick(Reasons)}";
        }

        if (Digit("疑问") is { } ask && luck.Hits(who.Asks))
        {
            return $"{ask} {luck.Pick(Questions)}";
        }

        return Digit("参加") ?? Digit("保存") ?? Digit("接着填") ?? Meant(choices, about) ?? luck.Pick(choices).Digit;
    }

    /// <summary>Of a list of matters the one that the words were about: 「主题党日」.</summary>
    private static string? Meant(IReadOnlyList<(string Digit, string Label)> choices, string about) => choices
        .Where(c => Quoted().Match(c.Label) is { Success: true } title && about.Contains(title.Groups[1].Value, StringComparison.Ordinal))
        .Select(c => c.Digit).FirstOrDefault();

    public static bool Sorry(string text) => text.StartsWith("抱歉", StringComparison.Ordinal);

    // Not the figures of a date or a count: 12月, 3楼, 2次.
    [GeneratedRegex(@"(?<![\d\p{L}年月日时点分:：/.-]|第)(?<digit>[1-9])[ 　.．、]?(?<label>(?![月日年时点分天个条届次楼号人份小])[\p{L}「“][^\s　\d]{0,30})|(?<=回复|参加|请假)(?<digit>[1-9])(?<label>\p{L}{2,4})")]
    private static partial Regex Numbered();

    [GeneratedRegex("「([^」]+)」")]
    private static partial Regex Quoted();

    [GeneratedRegex("^(已|好的|收到|您的请假已|您对|不客气|谢谢)")]
    private static partial Regex Settled();

    [GeneratedRegex("另请|请问|是否|愿意|请写下|请核对")]
    private static partial Regex GoesOn();

    /// <summary>Choices stand there, but words are wanted.</summary>
    [GeneratedRegex("请写下|请问是什么原因|请把心得")]
    private static partial Regex Open();

    [GeneratedRegex("请直接回复|请回复|请回复题目|请准备|请把心得|请抽空答复|盼您答复|并答复|请写|请发|哪一|请问|哪天|什么时候|多少|几[人位个次点分]|？\\s*$")]
    private static partial Regex Wants();

    /// <summary>One choice, and it opens what is asked.</summary>
    [GeneratedRegex("^(?:现在)?填写|^打个分")]
    private static partial Regex Begins();

    [GeneratedRegex("哪天|日期|什么时候|几月几日|哪一天")]
    private static partial Regex Day();

    [GeneratedRegex("多少|几[人位个次户分]|[0-9]到[0-9]|人数|次数|写一个数")]
    private static partial Regex Number();
}
