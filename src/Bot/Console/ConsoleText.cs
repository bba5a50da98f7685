using System.Globalization;
using Luzhi.Bot.Channels.BotFramework;
using Luzhi.Core.Duties;
using Luzhi.Core.Meetings;
using Luzhi.Core.Storage;

namespace Luzhi.Bot.OfficeConsole;

/// <summary>How the console writes instants and states: the body's civil time, in Chinese.</summary>
public sealed class ConsoleText(TimeProvider clock, TimeZoneInfo zone)
{
    public DateTimeOffset Now => clock.GetUtcNow();

    public DateTimeOffset Local(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, zone);

    public string Clock(DateTimeOffset at) => Local(at).ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>"11月25日（周三）09:00", with the year where it is not this one.</summary>
    public string When(DateTimeOffset? at) => at is { } instant ? Civil.Say(instant, clock.GetUtcNow(), zone) : "";

    /// <summary>The instant at which the body's wall shows this.</summary>
    public DateTimeOffset Instant(DateTime local) => Civil.Instant(local, zone);

    /// <summary>The last minute of that day, as a date field gives it; null where it is no date.</summary>
    public DateTimeOffset? EndOfDay(string? date) =>
        DateTime.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? Instant(day.AddDays(1).AddMinutes(-1)) : null;

    public static string State(InvitationState state) => state switch
    {
        InvitationState.Attending => "参加",
        InvitationState.Leave => "请假",
        InvitationState.Asked => "有疑问",
        _ => "未答复",
    };

    public static string State(AttendanceState state) => state switch
    {
        AttendanceState.Present => "到会",
        AttendanceState.Late => "迟到",
        AttendanceState.Leave => "请假",
        _ => "缺席",
    };

    public static string State(MeetingState state) => state switch
    {
        MeetingState.Draft => "草稿",
        MeetingState.Announced => "已通知",
        _ => "已撤回",
    };

    public static string State(Secrecy secrecy) => secrecy switch
    {
        Secrecy.Internal => "内部",
        Secrecy.Offline => "线下",
        _ => "公开",
    };

    /// <summary>Where an address is, as people call it.</summary>
    public static string Channel(CardPhone phone) => phone.Channel == BotFrameworkChannel.Word ? BotFrameworkChannel.ChannelOf(phone.Account) switch
    {
        "msteams" => "Teams",
        "webchat" or "directline" => "网页聊天",
        var other => other,
    } : "微信";

    public static string Via(string? via) => via switch
    {
        "chat" => "聊天",
        "phone" => "电话",
        "paper" => "书面",
        "console" => "后台",
        "page" => "网页",
        "jielong" => "群接龙",
        "proxy" => "代办",
        null => "",
        _ => via,
    };
}
