namespace Luzhi.Core.Duties.Planning;

/// <summary>An announced meeting, from which duties are counted.</summary>
/// <param name="Type">The name of its type: 全会.</param>
public sealed record MeetingDate(long MeetingId, string Type, string Title, DateTimeOffset StartsAt);

/// <summary>What the planner must know beside the file and the holidays.</summary>
/// <param name="TermStart">The first day of a term of office; the others are five years apart.</param>
/// <param name="Meetings">Those that are announced. One that moved is here with its new time, one that was withdrawn is not here.</param>
public sealed record PlanFacts(TimeZoneInfo Zone, QuietHours Quiet, DateOnly TermStart, IReadOnlyList<MeetingDate> Meetings);
