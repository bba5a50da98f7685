using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Luzhi.Core;
using Luzhi.Core.Settings;

namespace Luzhi.Bot.Load;

/// <summary>What a run came to. Milliseconds; of the repeats how many were answered with the same words.</summary>
internal sealed record LoadFigures(
    double Seconds, long Pushed, double PerSecond, double Median, double P99, double Max, long Answered, long Silent,
    IReadOnlyDictionary<int, long> Refused, long Rubbish, long Lost, long Late, long Repeated, long RepeatedAlike)
{
    private static readonly JsonSerializerOptions Camel = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Null where the platform was not played.</summary>
    public Received? Platform { get; init; }

    /// <summary>Everything was answered in time, as the platform wants it.</summary>
    public bool Clean => Refused.Count == 0 && Rubbish + Lost + Late == 0 && Repeated == RepeatedAlike;

    public static LoadFigures Of(Tally tally, TimeSpan lasted)
    {
        var at = tally.At(0.5, 0.99, 1);
        return new(
            lasted.TotalSeconds, tally.Count, tally.Count / lasted.TotalSeconds, at[0], at[1], at[2], tally.Answered, tally.Silent,
            tally.Refused, tally.Rubbish, tally.Lost, tally.TooLate, tally.Repeated, tally.RepeatedAlike);
    }

    public string Json(LoadPlan plan) => JsonSerializer.Serialize(
        new { Server = plan.Server.ToString(), plan.People, plan.Connections, plan.Baseline, Clean, Figures = this }, Camel);

    /// <summary>One line a figure, as config/words has them.</summary>
    public IEnumerable<string> Lines(LoadPlan plan, Words words)
    {
        yield return words.Say("bench.line.server", ("server", plan.Server), ("people", plan.People), ("connections", plan.Connections));
        yield return words.Say("bench.line.pushed", ("count", Pushed), ("seconds", Text(Seconds)), ("rate", Text(PerSecond)));
        yield return words.Say("bench.line.times", ("median", Text(Median)), ("p99", Text(P99)), ("max", Text(Max)));
        yield return words.Say("bench.line.answers", ("answered", Answered), ("silent", Silent));
        yield return words.Say("bench.line.faults", ("refused", Statuses(words)), ("rubbish", Rubbish), ("lost", Lost), ("late", Late));
        if (Repeated > 0)
        {
            yield return words.Say("bench.line.repeats", ("count", Repeated), ("alike", RepeatedAlike));
        }

        if (Platform is { } got)
        {
            yield return words.Say("bench.line.platform", ("session", got.CustomerService), ("template", got.Templates), ("subscription", got.Subscriptions), ("repeats", got.Repeats), ("tokens", got.Tokens));
        }
    }

    private string Statuses(Words words) => Refused.Count == 0
        ? "0"
        : string.Join(words["bench.line.comma"], Refused.Select(r => words.Say("bench.line.status", ("status", r.Key), ("count", r.Value))));

    private static string Text(double number) => number.ToString(number < 10 ? "0.00" : number < 100 ? "0.0" : "0", CultureInfo.InvariantCulture);
}
