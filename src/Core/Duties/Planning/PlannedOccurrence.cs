using Luzhi.Core.Duties.Files;

namespace Luzhi.Core.Duties.Planning;

/// <summary>One duty in one period, as the planner reckons it: pure, nothing is in the ledger yet.</summary>
/// <param name="Period">Stable and human, unique within the duty: 2026-07, 2026-Q3, 2026-H2, 2026, t2022 (the term that began then), m12 (meeting 12), 2026-07-25, d3 (third call).
/// A day moved by a holiday keeps the period it had.</param>
/// <param name="Doubt">Why the day may still move: the holidays of its year are not known; null when it stands.</param>
public sealed record PlannedOccurrence(
    string DutyKey, string Period, string Title, DateTimeOffset OpensAt, DateTimeOffset DueAt, IReadOnlyList<PlannedNotice> Notices, string? Doubt = null);

/// <param name="Key">Unique within the occurrence, and the same however often it is planned: "opens", "P2D", "+P1D:convenor".</param>
/// <param name="Kind">duty (it is told), or chase (to who has not answered).</param>
/// <param name="DueAt">With the quiet hours obeyed.</param>
/// <param name="Text">Handlebars, as the file has it; empty: the house's own words.</param>
public sealed record PlannedNotice(string Key, string Kind, DateTimeOffset DueAt, DateTimeOffset ExpiresAt, string Text, Rung To, Whom Whom);
