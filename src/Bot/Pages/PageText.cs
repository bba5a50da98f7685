using Luzhi.Core.Duties;
using Luzhi.Core.Meetings;
using Luzhi.Core.PhonePages;
using Luzhi.Core.Settings;

namespace Luzhi.Bot.PhonePages;

/// <summary>How phone pages write instants and states: the body's civil time, in Chinese, and polite.</summary>
public sealed class PageText(TimeProvider clock, TimeZoneInfo zone, OrganizationSettings organization)
{
    public string BodyName => organization.Name;

    public DateTimeOffset Now => clock.GetUtcNow();

    public string When(DateTimeOffset? at) => at is { } instant ? Civil.Say(instant, clock.GetUtcNow(), zone) : "";

    public string Answered(ItemPage item) => item.IsMeeting
        ? item.Invitation switch
        {
            InvitationState.Attending => "参加",
            InvitationState.Leave => item.LeaveApproved switch { true => "请假（已准假）", false => "请假（未准，请与工作人员联系）", _ => "请假（待批准）" },
            InvitationState.Asked => "有疑问",
            _ => "还没有答复",
        }
        : item.AnsweredAt is null ? "还没有答复" : item.Ask == "text" ? "已答复" : item.Ask == "read" ? "已阅" : "已填写";

    public static string Stands(MyLine line) => (line.IsMeeting, line.Invitation, line.AnsweredAt) switch
    {
        (true, InvitationState.Attending, _) => "参加",
        (true, InvitationState.Leave, _) => "请假",
        (true, InvitationState.Asked, _) => "有疑问",
        (_, _, not null) => "已答复",
        _ when line.Open => "待答复",
        _ => "未答复",
    };
}
