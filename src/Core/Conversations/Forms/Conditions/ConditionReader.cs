using System.Globalization;
using System.Text.RegularExpressions;
using Luzhi.Core.Settings.Yaml;

namespace Luzhi.Core.Conversations.Forms.Conditions;

/// <summary>
/// Reads a condition, a small closed language: <c>key = a、b</c>, <c>!=</c>, <c>&gt;</c>, <c>&gt;=</c>, <c>&lt;</c>, <c>&lt;=</c>, several of them joined by and, or by or.
/// Every word in it must be known: the question stands earlier, the value is one that it can have.
/// </summary>
internal sealed partial class ConditionReader(IReadOnlyList<Question> earlier, ICollection<SettingFault> faults)
{
    private static readonly Dictionary<string, Comparison> Signs = new()
    {
        ["="] = Comparison.Is, ["＝"] = Comparison.Is, ["=="] = Comparison.Is, ["!="] = Comparison.IsNot, ["≠"] = Comparison.IsNot,
        [">"] = Comparison.Over, ["＞"] = Comparison.Over, [">="] = Comparison.AtLeast, ["≥"] = Comparison.AtLeast,
        ["<"] = Comparison.Under, ["＜"] = Comparison.Under, ["<="] = Comparison.AtMost, ["≤"] = Comparison.AtMost,
    };

    private const string HowWritten = "写成如：kind = 走访、调研，或 count > 3；几个条件用 and 或 or 连接";

    /// <returns>Null when anything in it is wrong; the faults say what.</returns>
    public Condition? Read(YamlNode node)
    {
        if (node is not YamlScalar { Text: var text } written)
        {
            return Refuse(node.At, $"when 写在一行里，{HowWritten}");
        }

        var joints = Joint().Matches(text).Select(m => m.Groups[1].Value is "and" or "且").Distinct().ToList();
        if (joints.Count > 1)
        {
            return Refuse(node.At, "一个 when 里不能又有 and 又有 or");
        }

        var clauses = Joint().Split(text).Where((_, i) => i % 2 == 0).Select(part => Clause(part, Place(written, text.IndexOf(part, StringComparison.Ordinal)))).ToList();
        return clauses.Contains(null) ? null : new Condition(joints is not [false], [.. clauses.OfType<Clause>()]);
    }

    private Clause? Clause(string part, YamlPlace at)
    {
        if (Written().Match(part) is not { Success: true } match || !Signs.TryGetValue(match.Groups["sign"].Value, out var comparison))
        {
            return RefuseClause(at, $"看不懂“{part.Trim()}”，{HowWritten}");
        }

        var key = match.Groups["key"].Value;
        if (earlier.FirstOrDefault(q => q.Key == key) is not { } asked)
        {
            return RefuseClause(at, $"when 里的“{key}”不是前面的问题{Meant(key, earlier.Select(q => q.Key))}");
        }

        var values = match.Groups["values"].Value.Split(['、', ',', '，'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return new Clause(key, comparison, values is ["无"] && !asked.Options.Any(o => o.Name == "无") ? [] : values) is var clause && Refusal(clause, asked) is { } why ? RefuseClause(at, why) : clause;
    }

    private static string? Refusal(Clause clause, Question asked) => clause switch
    {
        { Comparison: not (Comparison.Is or Comparison.IsNot), Values.Count: not 1 } => "比大小只能和一个值比",
        { Values.Count: 0 } => asked.Optional ? null : $"“{asked.Key}”不能空着，和“无”比没有意义",
        _ => clause.Values.Select(v => Refusal(clause.Comparison, v, asked)).FirstOrDefault(why => why is not null),
    };

    /// <summary>Each type by what its answers can be.</summary>
    private static string? Refusal(Comparison comparison, string value, Question asked) => asked.Type switch
    {
        QuestionType.Choice or QuestionType.Many when comparison is not (Comparison.Is or Comparison.IsNot) => $"“{asked.Key}”是选择题，只能用 = 或 !=",
        QuestionType.Choice or QuestionType.Many => asked.Options.Any(o => o.Name == value) ? null
            : $"when 里的“{value}”不是“{asked.Key}”的选项{Meant(value, asked.Options.Select(o => o.Name))}",
        QuestionType.Number or QuestionType.Rating => !int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? $"“{asked.Key}”是数，“{value}”不是整数"
            : asked.Size.Holds(number) ? null : $"“{asked.Key}”不会是 {value}，它有 min 或 max",
        QuestionType.Date => DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? null : $"“{asked.Key}”是日期，“{value}”应写成如 2026-07-01",
        QuestionType.Time => TimeOnly.TryParseExact(value, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? null : $"“{asked.Key}”是时刻，“{value}”应写成如 08:30",
        _ => $"“{asked.Key}”是 {YamlWords.Snake(asked.Type.ToString())}，只能和“无”比（{asked.Key} = 无、{asked.Key} != 无）",
    };

    internal static string Meant(string word, IEnumerable<string> words) => Nearest.Word(word, words) is { } nearest ? $"，最接近的是“{nearest}”" : "";

    /// <summary>Text without quotes stands letter by letter as in the file.</summary>
    private static YamlPlace Place(YamlScalar written, int letter) => written.Quoted ? written.At : written.At with { Column = written.At.Column + letter };

    private Condition? Refuse(YamlPlace at, string why)
    {
        faults.Add(new SettingFault(at, why));
        return null;
    }

    private Clause? RefuseClause(YamlPlace at, string why)
    {
        Refuse(at, why);
        return null;
    }

    [GeneratedRegex(@"\s+(and|or|且|或)\s+")]
    private static partial Regex Joint();

    [GeneratedRegex(@"^\s*(?<key>[\p{L}_][\p{L}\d_-]*)\s*(?<sign>==|!=|>=|<=|[=<>≠≥≤＝＞＜])\s*(?<values>\S.*?)\s*$")]
    private static partial Regex Written();
}
