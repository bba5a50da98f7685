using Luzhi.Bot.Simulator;
using Luzhi.Core.Settings;

namespace Luzhi.Bot.OfficeConsole;

/// <summary>The instant as the console shows it, and whether the simulator has pulled it forward.</summary>
public sealed class ConsoleClock(TimeProvider clock, OrganizationSettings organization)
{
    private readonly TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById(organization.TimeZone);

    public string BodyName => organization.Name;

    public DateTimeOffset Now => TimeZoneInfo.ConvertTime(clock.GetUtcNow(), zone);

    public string NowText => Now.ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>"3天2小时"; null while the clock is the real one.</summary>
    public string? Shifted => (clock as ShiftedClock)?.Shift is { Ticks: > 0 } shift
        ? (shift.Days > 0 ? $"{shift.Days} 天 " : "") + $"{shift.Hours} 小时 {shift.Minutes} 分"
        : null;
}
