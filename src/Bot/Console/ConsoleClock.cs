using Luzhi.Core.Settings;

namespace Luzhi.Bot.OfficeConsole;

/// <summary>The body's name and its civil time now.</summary>
public sealed class ConsoleClock(TimeProvider clock, TimeZoneInfo zone, OrganizationSettings organization)
{
    public string BodyName => organization.Name;

    public DateTimeOffset Now => TimeZoneInfo.ConvertTime(clock.GetUtcNow(), zone);
}
