using System.Text.RegularExpressions;
using Luzhi.Core.Conversations.Language;

namespace Luzhi.Core.Conversations.Forms;

public enum ReadBackVerdict { Unclear, Save, Change, Drop }

/// <summary>What people say to a read-back: 1, 保存, 没错; 2, 改时间, 时间不对，是前天; 3, 放弃, 不要了.</summary>
public static partial class ReadBackWords
{
    public static ReadBackVerdict Of(string plain)
    {
        if (Digits.Choice(plain) is { Rest: "" or "保存" or "修改" or "放弃" } digit)
        {
            return digit.Number switch { 1 => ReadBackVerdict.Save, 2 => ReadBackVerdict.Change, 3 => ReadBackVerdict.Drop, _ => ReadBackVerdict.Unclear };
        }

        return Drops(plain) ? ReadBackVerdict.Drop
            : Wrong().IsMatch(plain) ? ReadBackVerdict.Change
            : Right().IsMatch(plain) ? ReadBackVerdict.Save
            : ReadBackVerdict.Unclear;
    }

    /// <summary>Takes the whole form back: 放弃, 不报了, 算了. Said at any question.</summary>
    public static bool Drops(string plain) => Drop().IsMatch(plain);

    /// <summary>The item a change speaks of, and what it becomes: 时间改成前天, 第3项是5户, 改地点.</summary>
    public static (Question? Item, string Value) Item(string plain, IReadOnlyList<Question> items)
    {
        var named = items.Where(q => plain.Contains(q.Label, StringComparison.Ordinal)).ToList();
        var item = named.Count == 1 ? named[0] : Numbered().Match(plain) is { Success: true } match
            && ChineseNumbers.Parse(match.Groups[1].Value) is { } number && number >= 1 && number <= items.Count ? items[number - 1] : null;
        if (item is null)
        {
            return (null, "");
        }

        var value = Becomes().Match(plain);
        return (item, value.Success ? value.Groups["value"].Value.Trim(' ', ',', '.', '吧') : "");
    }

    [GeneratedRegex(@"^(?!(?:谢谢|的|了|吧|请|就|帮我|,|\s)+$)(?:嗯|好的?|行|可以|对的?|是的?|没错|没有错|正确|无误|都对|全对|没问题|没有问题|确认|确定|提交|保存|存|保存吧|核对无误|ok|okay|yes|y|内容|信息|就这样|就这么|这样|上报|可|的|了|吧|,|\s|谢谢|就|请|帮我|保存一下)+[.!]*$")]
    private static partial Regex Right();

    [GeneratedRegex(@"^(?:我要|请|帮我|需要|要|想)?(?:修改|改一下|改改|改|更正|更改|变更|不对|错了|有误|不正确|写错了|有错)(?:一下|了|吧|下)?[.!]*$")]
    private static partial Regex Wrong();

    [GeneratedRegex(@"^(?:那|就|先|我|还是|这个|这份|这条|刚才的?|哦|唉|,|\s)*(?:(?:放弃|不要了|不要|不报了|不汇报了|不填了|不写了|不保存|不用保存|别保存|不存了|不存|算了|取消|作废|撤销|撤回|撤了|删除|删掉|删了|退出|结束|不弄了|不搞了|先不报|先不填|不交了|不提交|报错了)(?:这份|这条|这个|刚才的?|了|吧|汇报|填写|表单|,|\s|谢谢|先|就|这次)*)+[.!]*$")]
    private static partial Regex Drop();

    [GeneratedRegex(@"(?:第|修改|改|选)?\s*([0-9]{1,2}|[一二三四五六七八九十])\s*(?:项|条|个|不对|错了|改|号|是|应)")]
    private static partial Regex Numbered();

    [GeneratedRegex(@"(?:改成|改为|改到|换成|应该是|应当是|应为|应是|更正为|写成|是|为|:)\s*(?<value>(?:(?!改成|改为|应该是|应为|是).)+)$")]
    private static partial Regex Becomes();
}
