using Luzhi.Core.Messages;
using Luzhi.Core.Settings;

namespace Luzhi.Core.Tests.Messages;

public sealed class DiagnosisTests
{
    private static readonly Rights Rights = new(new Dictionary<string, ChannelRights> { ["wechat"] = new(Session: true, new HashSet<string> { "meeting" }, Windowless: false) });

    [Theory]
    [InlineData("sent", null, null, "follows", "meeting", ReachFault.None)]
    [InlineData("sent", null, "success", "follows", "meeting", ReachFault.None)]
    [InlineData("sent", null, "failed:user block", "follows", "meeting", ReachFault.Blocked)]
    [InlineData("sent", null, "failed: reject (43101)", "follows", "meeting", ReachFault.Blocked)]
    [InlineData("sent", null, "failed: system failed", "follows", "meeting", ReachFault.Platform)]
    [InlineData("dropped", "answered", null, "follows", "meeting", ReachFault.None)]
    [InlineData("held", "没有绑定，微信上找不到本人", null, "", "meeting", ReachFault.Unbound)]
    [InlineData("held", "对方没有关注公众号（43004）", null, "left", "meeting", ReachFault.Unfollowed)]
    [InlineData("gone", "对方没有关注公众号（43004）", null, "left", "meeting", ReachFault.Unfollowed)]
    [InlineData("gone", "对方已拒收（48002）", null, "left", "meeting", ReachFault.Blocked)]
    [InlineData("gone", "对方的微信账号受限（50002）", null, "left", "meeting", ReachFault.Frozen)]
    [InlineData("held", "对方近期没有来信，也没有可用的模板", null, "follows", "broadcast", ReachFault.NoWay)]
    [InlineData("held", "对方近期没有来信，不能主动发消息（45015）", null, "follows", null, ReachFault.NoWay)]
    [InlineData("held", "对方近期没有来信，也没有可用的模板", null, "follows", "meeting", ReachFault.Retrying)]
    [InlineData("held", "模板或其字段不合要求（47003）：argument invalid", null, "follows", "meeting", ReachFault.Template)]
    [InlineData("ready", "当日接口次数已用完（45009）", null, "follows", "meeting", ReachFault.Quota)]
    [InlineData("ready", "微信平台繁忙（-1）", null, "follows", "meeting", ReachFault.Retrying)]
    [InlineData("ready", null, null, "follows", "meeting", ReachFault.Queued)]
    [InlineData("misconfigured", "本机 IP 不在公众号的白名单里，请在公众平台添加（40164）：invalid ip", null, "follows", "meeting", ReachFault.Misconfigured)]
    [InlineData("refused", "内容不合平台要求（45002）：too long", null, "follows", null, ReachFault.Content)]
    [InlineData("failed", "上次发送中断，不知是否送达", null, "follows", null, ReachFault.Failed)]
    [InlineData("callsheet", "线下事项", null, "follows", null, ReachFault.Offline)]
    public void Every_way_of_not_arriving_has_its_own_reason(string state, string? why, string? receipt, string phone, string? doorbell, ReachFault fault) =>
        Diagnosis.Of(new Standing(state, why, receipt, why is null ? 0 : 1), Phone(phone), Rights, doorbell).ShouldBe(fault);

    [Fact]
    public void Every_reason_has_its_words()
    {
        var words = Words.Load(House.Find(AppContext.BaseDirectory).Path("config/words.zh-CN.yaml"));
        foreach (var fault in Enum.GetValues<ReachFault>().Where(f => f != ReachFault.None))
        {
            words["reach." + Luzhi.Core.Storage.Naming.Snake(fault.ToString())].ShouldNotBeEmpty();
        }
    }

    private static IReadOnlyList<Reachable> Phone(string phone) =>
        phone.Length == 0 ? [] : [new Reachable(1, new Address("wechat", "wx", "o1"), Followed: phone == "follows", WindowOpen: false)];
}
