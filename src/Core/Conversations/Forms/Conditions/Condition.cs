using System.Globalization;

namespace Luzhi.Core.Conversations.Forms.Conditions;

public enum Comparison { Is, IsNot, Over, AtLeast, Under, AtMost }

/// <summary>One comparison of an earlier answer. What was not asked compares with nothing: neither = nor != holds.</summary>
/// <param name="Values">Any of them; empty for 无, a question that was left empty.</param>
public sealed record Clause(string Key, Comparison Comparison, IReadOnlyList<string> Values)
{
    public bool Holds(Given given) => Comparison switch
    {
        Comparison.Is => Means(given),
        Comparison.IsNot => !Means(given),
        _ => given.Value.Length > 0 && Compared(given.Value, Values[0]) is var order && Comparison switch
        {
            Comparison.Over => order > 0,
            Comparison.AtLeast => order >= 0,
            Comparison.Under => order < 0,
            _ => order <= 0,
        },
    };

    private bool Means(Given given) => Values.Count == 0 ? given.Value.Length == 0 : given.Value.Split('、').Any(Values.Contains);

    /// <summary>Numbers by size; days (2026-07-01) and times (08:30) as they are written.</summary>
    private static int Compared(string one, string other) =>
        int.TryParse(one, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var a) && int.TryParse(other, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var b)
            ? a.CompareTo(b)
            : string.CompareOrdinal(one, other);
}

/// <summary>When a question is asked: kind = 走访、调研; count &gt; 3 and day &gt;= 2026-07-01.</summary>
/// <param name="Every">All clauses must hold (and), or one of them (or).</param>
public sealed record Condition(bool Every, IReadOnlyList<Clause> Clauses)
{
    public bool Holds(IReadOnlyDictionary<string, Given> answers) => Every ? Clauses.All(c => Holds(answers, c)) : Clauses.Any(c => Holds(answers, c));

    /// <summary>For a page, where every question stands: 类别为走访、调研时填写.</summary>
    public string Say(Form form) => string.Join(Every ? "并且" : "或者", Clauses.Select(c => Say(c, form.Find(c.Key)!.Label)));

    private static string Say(Clause clause, string label) => label + clause.Comparison switch
    {
        Comparison.Is => clause.Values.Count == 0 ? "没有填" : "为" + string.Join('、', clause.Values),
        Comparison.IsNot => clause.Values.Count == 0 ? "填了" : "不是" + string.Join('、', clause.Values),
        Comparison.Over => "超过" + clause.Values[0],
        Comparison.AtLeast => "不低于" + clause.Values[0],
        Comparison.Under => "低于" + clause.Values[0],
        _ => "不超过" + clause.Values[0],
    };

    private static bool Holds(IReadOnlyDictionary<string, Given> answers, Clause clause) => answers.TryGetValue(clause.Key, out var given) && clause.Holds(given);
}
