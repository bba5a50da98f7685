using System.Globalization;

namespace Luzhi.Bench;

/// <summary>What is to be reached: at least or at most so much.</summary>
internal sealed record Goal(bool AtLeast, double Value, string Unit = "")
{
    public static Goal Least(double value, string unit = "") => new(true, value, unit);

    public static Goal Most(double value, string unit = "") => new(false, value, unit);

    public bool Holds(double value) => AtLeast ? value >= Value : value <= Value;
}

/// <summary>One line of the table.</summary>
/// <param name="What">What was measured, and against what.</param>
/// <param name="Value">The median of the rounds.</param>
/// <param name="Goal">What it should be.</param>
/// <param name="Detail">The rounds, and the absolute figures behind a ratio.</param>
internal sealed record Figure(string What, double Value, Goal Goal, string Detail)
{
    public bool Reached => Goal.Holds(Value);

    public static double Median(IEnumerable<double> rounds)
    {
        var sorted = rounds.Order().ToList();
        return sorted.Count == 0 ? double.NaN : sorted.Count % 2 == 1 ? sorted[sorted.Count / 2] : (sorted[sorted.Count / 2 - 1] + sorted[sorted.Count / 2]) / 2;
    }

    /// <summary>The median of the ratios of each round: what disturbs the machine for a while disturbs both halves of a round.</summary>
    /// <param name="what">What was measured, and against what.</param>
    /// <param name="rounds">Of each round: ours, and what it is compared with.</param>
    /// <param name="goal">What it should be.</param>
    /// <param name="unit">Of the absolute figures.</param>
    public static Figure Ratio(string what, IReadOnlyList<(double Ours, double Theirs)> rounds, Goal goal, string unit)
    {
        var ratios = rounds.Select(r => r.Ours / r.Theirs).ToList();
        return new(what, Median(ratios), goal, $"{Text(Median(rounds.Select(r => r.Ours)))} against {Text(Median(rounds.Select(r => r.Theirs)))} {unit}; rounds {Texts(ratios)}");
    }

    public static Figure Middle(string what, IReadOnlyList<double> rounds, Goal goal) => new(what, Median(rounds), goal, $"rounds {Texts(rounds)}");

    public override string ToString() =>
        $"{(Reached ? "reached" : "missed "),-8} {Text(Value) + Goal.Unit,10} {(Goal.AtLeast ? "≥" : "≤")} {Text(Goal.Value) + Goal.Unit,-8} {What}  [{Detail}]";

    public static string Texts(IEnumerable<double> values) => string.Join(' ', values.Select(Text));

    public static string Text(double value) => value.ToString(Math.Abs(value) switch { < 1 => "0.000", < 10 => "0.00", < 100 => "0.0", _ => "#,0" }, CultureInfo.InvariantCulture);
}
