using System.Globalization;
using Luzhi.Core.Meetings;
using Luzhi.Core.Settings;

namespace Luzhi.Bot.OfficeConsole;

/// <summary>How the console writes instants and states: the body's civil time, in Chinese.</summary>
public sealed class ConsoleText(TimeProvider clock, OrganizationSettings organization)
{
    private const string Weekdays = "日一二三四五六";
    private readonly TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById(organization.TimeZone);

    public TimeZoneInfo Zone => zone;

    public DateTimeOffset Local(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, zone);

    public string Clock(DateTimeOffset at) => Local(at).ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>"11月25日（周三）09:00", with the year where it is not this one.</summary>
    public string When(DateTimeOffset? at)
    {
        if (at is null)
        {
            return "";
        }

        var local = Local(at.Value);
        var year = local.Year == Local(clock.GetUtcNow()).Year ? "" : $"{local.Year}年";
        return $"{year}{local.Month}月{local.Day}日（周{Weekdays[(int)local.DayOfWeek]}）{local:HH:mm}";
    }

    public static string State(InvitationState state) => state switch
    {
        InvitationState.Attending => "参加",
        InvitationState.Leave => "请假",
        InvitationState.Asked => "有疑问",
        _ => "未答复",
    };

    public static string State(MeetingState state) => state switch
    {
        MeetingState.Draft => "草稿",
        MeetingState.Announced => "已通知",
        _ => "已撤回",
    };

    public static string Via(string? via) => via switch
    {
        "chat" => "聊天",
        "phone" => "电话",
        "paper" => "书面",
        "console" => "后台",
        "page" => "网页",
        null => "",
        _ => via,
    };
}
