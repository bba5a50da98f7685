using System.Text.RegularExpressions;

namespace Luzhi.Bot.OfficeConsole;

/// <summary>The trail in the office's words: what was done, to what, and what stands beside it. The trail itself keeps its short keys.</summary>
public static partial class TrailText
{
    private const string Exported = "export.";

    public static string ActionOf(string action) =>
        action.StartsWith(Exported, StringComparison.Ordinal) ? $"导出{Lists.GetValueOrDefault(action[Exported.Length..], "表格")}" : Actions.GetValueOrDefault(action, action);

    /// <summary>What it was done to, where that has no name of its own any more.</summary>
    public static string SubjectOf(string subject) => subject.Split(':', 2) switch
    {
        ["list", var key] => Lists.GetValueOrDefault(key, "表格"),
        [var kind, var id] when Subjects.TryGetValue(kind, out var said) => $"{said} {id}",
        [var alone] when Subjects.TryGetValue(alone, out var said) => said,
        _ => subject,
    };

    public static string DetailOf(string? detail) => detail is null ? "" : Words.GetValueOrDefault(detail) ?? Phrases.Aggregate(detail, (said, phrase) => phrase.Written.Replace(said, phrase.Said)) switch
    {
        var said when Attendance().Match(said) is { Success: true } changed => $"{said[..changed.Index]}{StateOf(changed.Groups["was"].Value)} → {StateOf(changed.Groups["now"].Value)}",
        var said => said,
    };

    private static string StateOf(string state) => state switch { "present" => "到会", "late" => "迟到", "leave" => "请假", "absent" => "缺席", _ => "未登记" };

    private static readonly (Regex Written, string Said)[] Phrases =
    [
        (Roster(), "新增 $1 人，更新 $2 人，未导入 $3 行"), (Noted(), "登记 $1 人"), (FilledIn(), "补记 $1 人"), (Phones(), "$1 部手机"),
        (Rows(), "$1 行"), (Request(), "申请 $1"), (Contact(), "联系人 $1"), (Person(), "人员 $1"),
    ];

    private static readonly Dictionary<string, string> Words = new()
    {
        ["chat"] = "聊天", ["phone"] = "电话", ["page"] = "网页", ["shared"] = "愿意公开的", ["Present"] = "当面同意", ["Paper"] = "书面同意", ["Chat"] = "聊天里同意",
    };

    private static readonly Dictionary<string, string> Subjects = new()
    {
        ["person"] = "人员", ["meeting"] = "会议", ["broadcast"] = "通知", ["study"] = "学习", ["question"] = "提问", ["mandate"] = "代办", ["link"] = "联系",
        ["notice"] = "通知", ["unit"] = "单位", ["staff"] = "工作人员", ["meeting_type"] = "会议类型", ["apikey"] = "接口密钥", ["roster"] = "名册",
        ["callsheet"] = "电话名单", ["audit"] = "留痕", ["account"] = "公众号", ["leaves"] = "请假", ["occurrence"] = "事项",
    };

    private static readonly Dictionary<string, string> Lists = new()
    {
        ["answers"] = "答复", ["audit"] = "留痕", ["binding"] = "绑定情况", ["broadcasts"] = "通知列表", ["calls"] = "电话名单", ["coverage"] = "覆盖检查", ["deliveries"] = "送达记录",
        ["invitations"] = "应到名单", ["meetings"] = "会议列表", ["members"] = "委员名册", ["notes"] = "心得", ["rates"] = "出席情况", ["receipts"] = "会议回执",
        ["submissions"] = "履职汇报", ["units"] = "单位",
    };

    private static readonly Dictionary<string, string> Actions = new()
    {
        ["meeting.call"] = "召集会议", ["meeting.announce"] = "通知会议", ["meeting.move"] = "改期或改地点", ["meeting.withdraw"] = "取消会议", ["meeting.invite"] = "补邀",
        ["meeting.answer"] = "登记答复", ["meeting.leave"] = "批假", ["meeting.chase"] = "催办会议", ["meeting.jielong"] = "登记群接龙", ["meeting.reasons.seen"] = "查看请假事由",
        ["broadcast.send"] = "发通知", ["broadcast.chase"] = "催办通知", ["broadcast.withdraw"] = "撤回通知", ["broadcast.answer"] = "登记通知答复", ["broadcast.extend"] = "改截止时间",
        ["study.send"] = "布置学习", ["notes.seen"] = "查看心得", ["notes.export"] = "导出心得", ["answers.seen"] = "查看答复", ["file.see"] = "查看上传的文件",
        ["question.answer"] = "答复提问", ["question.close"] = "提问不需答复", ["mandate.set_up"] = "设代办人", ["mandate.end"] = "停止代办",
        ["attendance.enter"] = "登记到会", ["attendance.change"] = "更改到会", ["attendance.close"] = "结束到会登记", ["attendance.reopen"] = "重开到会登记",
        ["door.open"] = "亮出签到码", ["door.paper"] = "打印签到码", ["binding.issue"] = "发绑定码", ["binding.unbind"] = "解绑手机", ["person.seen"] = "查看委员资料",
        ["leave.reasons.seen"] = "查看请假事由", ["callsheet.seen"] = "查看电话名单", ["audit.seen"] = "查看留痕", ["signin"] = "登录", ["signin.wrong"] = "登录密码不对",
        ["staff.add"] = "添加工作人员", ["staff.reset"] = "重设密码", ["staff.toggle"] = "停用或恢复工作人员", ["staff.link"] = "关联委员",
        ["apikey.revoke"] = "吊销接口密钥", ["menu.push"] = "推送公众号菜单", ["roster.import"] = "导入名册", ["roster.rejected.export"] = "导出不能导入的行",
        ["member.add"] = "列入名册", ["member.edit"] = "修改资料", ["member.close"] = "移出名册", ["member.erase"] = "清除个人信息",
        ["own_data.export"] = "导出本人数据", ["own_data.done"] = "办结资料申请", ["own_data.declined"] = "没有办资料申请",
        ["unit.open"] = "新建单位", ["unit.rename"] = "单位改名", ["unit.close"] = "撤销单位", ["unit.appoint"] = "任命单位职务",
        ["duty.plan"] = "排定职责事项", ["duty.on"] = "启用职责", ["duty.off"] = "停用职责", ["duty.withdraw"] = "撤回职责事项", ["link.import"] = "导入联系",
        ["place.import"] = "导入场所", ["place.close"] = "撤销场所", ["place.open"] = "登记场所", ["place.change"] = "修改场所", ["duty.write"] = "修改职责文件", ["duty.call"] = "召集职责事项", ["duty.gap"] = "处理停机期间错过的职责事项", ["duty.answer"] = "登记职责事项的答复",
        ["link.add"] = "建立联系", ["link.end"] = "解除联系", ["notice.ring"] = "补发错过的通知", ["meeting_type.save"] = "保存会议类型", ["meeting_type.retire"] = "停用会议类型",
    };

    [GeneratedRegex(@"^created (\d+), updated (\d+), rejected (\d+)$")]
    private static partial Regex Roster();

    [GeneratedRegex(@"^noted (\d+)$")]
    private static partial Regex Noted();

    [GeneratedRegex(@"^filled in (\d+)$")]
    private static partial Regex FilledIn();

    [GeneratedRegex(@"^phones (\d+)$")]
    private static partial Regex Phones();

    [GeneratedRegex(@"^rows (\d+)$")]
    private static partial Regex Rows();

    [GeneratedRegex(@"^request (\d+)$")]
    private static partial Regex Request();

    [GeneratedRegex(@"^contact (\d+)$")]
    private static partial Regex Contact();

    [GeneratedRegex(@"^person:(\d+)")]
    private static partial Regex Person();

    [GeneratedRegex(@"(?<was>present|late|leave|absent) > (?<now>present|late|leave|absent|none)$")]
    private static partial Regex Attendance();
}
