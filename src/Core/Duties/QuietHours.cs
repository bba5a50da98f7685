namespace Luzhi.Core.Duties;

/// <summary>The hours of the night in which nothing that was scheduled goes out. A message that a person sends now does not ask here.</summary>
public sealed record QuietHours(TimeOnly From, TimeOnly To, TimeZoneInfo Zone)
{
    /// <summary>So near to what it announces a notice is worth more than the quiet.</summary>
    public static readonly TimeSpan Near = TimeSpan.FromHours(3);

    /// <summary>When a notice due then goes: at once outside the quiet hours, else when they end, but never past what it announces.</summary>
    public DateTimeOffset Allowed(DateTimeOffset due, DateTimeOffset announced)
    {
        if (announced - due <= Near)
        {
            return due;
        }

        var allowed = NextAllowed(due);
        return allowed < announced ? allowed : due;
    }

    public DateTimeOffset NextAllowed(DateTimeOffset due)
    {
        var local = TimeZoneInfo.ConvertTime(due, Zone).DateTime;
        var time = TimeOnly.FromDateTime(local);
        if (From == To || !time.IsBetween(From, To))
        {
            return due;
        }

        var day = time < To ? local.Date : local.Date.AddDays(1);
        return Civil.Instant(day + To.ToTimeSpan(), Zone);
    }
}
