using System.Text.RegularExpressions;
using Luzhi.Core.Conversations.Language;

namespace Luzhi.Core.Conversations.Forms.Types;

/// <summary>Some of the options: 1 3, 第二个和第四个, their names, 都选.</summary>
internal static partial class ManyAnswer
{
    public static Reading Read(Said said)
    {
        var options = said.Question.Options;
        if (Together().Match(said.Plain) is { Success: true } together)
        {
            return ChineseNumbers.Parse(together.Groups["n"].Value) == options.Count ? Counted(said, options) : Unclear(said);
        }

        var numbers = Digits.Several(said.Plain);
        if (numbers.Any(n => n < 1 || n > options.Count))
        {
            return Unclear(said);
        }

        IReadOnlyList<Option> chosen = numbers.Count > 0 ? [.. numbers.Order().Select(n => options[n - 1])]
            : All().IsMatch(said.Plain) ? options
            : Named(said) is { Count: > 0 } named ? named
            : But().IsMatch(said.Plain) ? []
            : Options.In(said.Question, said.Plain);
        return chosen.Count == 0 ? Unclear(said) : Counted(said, chosen);
    }

    /// <summary>Nothing but options by their names: 没有困难 is one of them, and leaves nothing out.</summary>
    private static List<Option> Named(Said said)
    {
        var parts = said.Plain.Split([' ', ',', '.', ';', '和'], StringSplitOptions.RemoveEmptyEntries).Select(p => Options.Exactly(said.Question, p)).ToList();
        return parts.Contains(null) ? [] : [.. parts.OfType<Option>().Distinct()];
    }

    /// <summary>What is chosen, if it is as many as are wanted.</summary>
    public static Reading Counted(Said said, IReadOnlyList<Option> chosen) => said.Question.Count switch
    {
        { Least: { } least } when chosen.Count < least => said.Refuse("many_few", ("least", least), ("count", chosen.Count)),
        { Most: { } most } when chosen.Count > most => said.Refuse("many_much", ("most", most), ("count", chosen.Count)),
        _ => Said.Take(string.Join('、', chosen.Select(o => o.Name))),
    };

    private static Reading Unclear(Said said) => said.Refuse("many", ("most", said.Question.Options.Count));

    [GeneratedRegex("^(?:我?(?:都选|全选|都要|都有|都是|全都(?:选|要|有|是)?|全部(?:都)?(?:选|要|是|有)?|都可以|以上都(?:是|选|有)|统统都?(?:选|要)?|都))(?:了|的|吧)?[.!]*$")]
    private static partial Regex All();

    /// <summary>三个都选 of three is all of them, and not the third.</summary>
    [GeneratedRegex("^(?:这|我)?(?<n>[0-9]{1,2}|[一二两三四五六七八九十]{1,2})[个项条样](?:都|全)")]
    private static partial Regex Together();

    /// <summary>除了第三个都要, 不要培训: what is left out is no choice.</summary>
    [GeneratedRegex("除了|除去|以外|之外|不要|不选|别选|不是|没有|不含")]
    private static partial Regex But();
}
