namespace Luzhi.Scheduler.Calendar;

/// <summary>One day that a cadence gives, before holidays move it.</summary>
/// <param name="Starts">The first day of its period or span, with which it opens; null where it has none.</param>
/// <param name="At">The instant itself, where it is counted in hours from a meeting; holidays do not move it.</param>
/// <param name="NotAfter">The meeting it goes before.</param>
internal sealed record DueDay(string Period, DateOnly Day, DateOnly? Starts = null, DateTimeOffset? At = null, DateTimeOffset? NotAfter = null);
