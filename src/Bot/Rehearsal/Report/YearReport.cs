using System.Text.Encodings.Web;
using System.Text.Json;
using Luzhi.Bot.Rehearsal.Judging;

namespace Luzhi.Bot.Rehearsal.Report;

internal sealed record Totals(int Members, int Bound, int Occurrences, int Asked, int Answered, int Excused, int Overdue, int Messages, int Replies, IReadOnlyDictionary<string, int> Ways);

/// <param name="Messages">What came to phones by itself that day.</param>
internal sealed record ReportDay(DateOnly Date, int Messages, IReadOnlyList<string> Due);

internal sealed record ReportWeek(DateOnly Monday, int Messages, int People, int Most);

/// <param name="Messages">So many in a week; the last stands for as many and more.</param>
/// <param name="Weeks">How many weeks of how many members together had that.</param>
internal sealed record LoadStep(int Messages, int Weeks);

internal sealed record HeavyWeek(string Name, DateOnly Monday, int Messages);

internal sealed record Clash(DateTimeOffset At, IReadOnlyList<string> Titles, int People, IReadOnlyList<string> Names);

internal sealed record Unreached(string Name, int Notices, string Why);

internal sealed record Unanswered(string Title, DateTimeOffset? DueAt, int Asked, int Answered, int Excused, int Open);

/// <summary>A rehearsed year, ready to be read. Everything in it is in an order of its own: one seed, the same bytes.</summary>
internal sealed record YearReport(
    DateOnly From, DateOnly To, int Seed, Totals Totals, IReadOnlyDictionary<string, int> Personas, IReadOnlyList<ReportDay> Days, IReadOnlyList<ReportWeek> Weeks,
    IReadOnlyList<LoadStep> Load, IReadOnlyList<HeavyWeek> Heaviest, IReadOnlyList<Clash> Clashes, IReadOnlyList<Unreached> Unreached,
    IReadOnlyList<Unanswered> Unanswered, IReadOnlyList<string> Incidents, IReadOnlyDictionary<string, int> Checks, IReadOnlyList<Failure> Failures)
{
    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
    };

    public bool Good => Failures.Count == 0;

    public string Json() => JsonSerializer.Serialize(this, Options) + "\n";
}
