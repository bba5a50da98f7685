using System.Text.RegularExpressions;
using Luzhi.Core.Messages;

namespace Luzhi.Core.Conversations.Language;

public enum Command { None, Help, Mine, Undo }

/// <summary>The few commands of the chat, by their word, by the ways people put them, or by a menu item's key.</summary>
public static partial class Commands
{
    public static Command In(Inbound inbound) => inbound.Kind switch
    {
        InboundKind.MenuClick => Of(inbound.Choice ?? ""),
        InboundKind.Text => Of(inbound.Text),
        _ => Command.None,
    };

    /// <summary>A menu button whose key is one of the chat's words is as good as writing it; any other key stays a tap, and answers no open question.</summary>
    public static Inbound Written(Inbound inbound) => inbound is { Kind: InboundKind.MenuClick, Text: "", Choice: { } key } && IsWord(key)
        ? inbound with { Kind = InboundKind.Text, Text = key, Choice = null }
        : inbound;

    /// <summary>Whether the chat itself knows what to do with this word alone.</summary>
    public static bool IsWord(string word) => Of(word) != Command.None || Plain.Of(word) is "汇报" or "绑定" or "今日";

    private static Command Of(string said)
    {
        var plain = Plain.Of(said).Trim('.', '!', '"', ' ', '~');
        return Help().IsMatch(plain) ? Command.Help : Mine().IsMatch(plain) ? Command.Mine : Undo().IsMatch(plain) ? Command.Undo : Command.None;
    }

    [GeneratedRegex(@"^(?:(?:请|我要|我需要|需要|查看|看看|发)?(?:帮助|帮忙|求助)(?:一下|信息|说明)?|help|\?+|使用说明|使用帮助|操作说明|使用方法|说明书?|功能|菜单|指南|(?:这个|你|您|这里|这)?(?:怎么|如何)(?:用|使用|操作|弄)(?:的|呢|啊|这个)?\??|(?:你|这个|这里|您|这)?(?:能|可以|会)(?:做|干|办)(?:什么|啥|些什么|哪些事)(?:事)?(?:情)?\??|有(?:什么|哪些|啥)功能\??|你是(?:谁|机器人|人工|人|真人)(?:吗)?\??|你叫什么(?:名字)?\??|转?人工(?:客服)?|(?:怎么|如何)(?:汇报|请假|回复|撤销|报活动|修改|上报|填)(?:呢|啊|活动|会议)?\??|汇报(?:怎么|如何)(?:写|报|填|发|弄)\??)$")]
    private static partial Regex Help();

    [GeneratedRegex(@"^(?:mine|(?:查|查看|看看|看|查一下|看一下|我要看|打开)?我的(?:任务|通知|会议|待办|事项|事|待办事项|日程|安排|消息|答复|报名)?|(?:查|查看|看看|看)?(?:待办|待办事项|会议安排|通知列表|会议列表)|我(?:还)?有(?:什么|哪些|几个|啥)(?:事|会|会议|任务|通知|待办|活动|没办的|没回的)(?:要办|要开|没办|没回|没回复|需要回复)?(?:吗)?\??|(?:最近|近期|这周|本周|下周|这个月)?(?:我)?(?:还)?有(?:什么|哪些|啥)(?:会|会议|通知|任务|活动)(?:吗|要参加|要开|没有)?\??|(?:我)?还有(?:哪些|什么|啥)?(?:没回复|没回|没答复|没办|要回复|要答复)的?(?:吗)?\??|我报名了(?:吗|没有|没)\??|我(?:答复|回复|报)了(?:吗|没有|没)\??|有(?:没有)?(?:新)?(?:通知|会议|任务)(?:吗)?\??|(?:有)?(?:什么|啥)事(?:吗|啊|情)?\??|有事吗\??)$")]
    private static partial Regex Mine();

    [GeneratedRegex(@"^(?:undo|(?:我要|我想|请|帮我|麻烦)?(?:撤销|撤回|取消|删除|删掉)(?:一下)?(?:刚才|上一|上|刚刚|前面|最近|那|这)?(?:保存)?(?:的)?(?:一)?(?:那|这)?(?:个|条|份|次)?(?:的)?(?:汇报|报告|提交|记录|活动)?(?:吧|了)?|(?:刚才|刚刚|上面|前面)(?:保存|提交|发|报|说)?(?:的)?(?:那|这)?(?:个|条|份)?(?:汇报|报告|活动|记录)?(?:不算|作废|撤销|撤回|取消|报错了|写错了|不对|撤了|不要了)(?:了|吧)?|(?:汇报|报告)(?:报错|写错|填错)了)$")]
    private static partial Regex Undo();
}
