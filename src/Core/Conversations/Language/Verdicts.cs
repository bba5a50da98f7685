using System.Text.RegularExpressions;

namespace Luzhi.Core.Conversations.Language;

public enum Ruling { None, Yes, No, Ask }

/// <summary>What an approver says of leave, or a leader of a proposed secretary, and the words that go with it: 不准，这次要表决.</summary>
/// <param name="Plainly">Said in words that are used of nothing else: 准, 不批. 可以 and 同意 may be meant for another notice.</param>
public sealed record Verdict(Ruling Ruling, string Remark, bool Plainly = true);

/// <summary>准, 同意, 批了; 不准, 不同意, 驳回; 问一下. Anything else is no verdict: nobody's leave is decided by a guess.</summary>
public static partial class Verdicts
{
    public static Verdict Of(string plain)
    {
        if (Ask().Match(plain) is { Success: true } ask)
        {
            return new(Ruling.Ask, Rest(ask));
        }

        return No().Match(plain) is { Success: true } no ? new(Ruling.No, Rest(no), !no.Groups["wide"].Success)
            : Yes().Match(plain) is { Success: true } yes ? new(Ruling.Yes, Rest(yes), !yes.Groups["wide"].Success)
            : new(Ruling.None, "");
    }

    private static string Rest(Match match) => match.Groups["rest"].Value.Trim(' ', ',', '.', '!', ':', ';');

    // Behind a verdict may come a mark and more, or nothing: 同意 is one, 同意书交了 is none.
    private const string End = @"(?:[了的吧啊呀请假他她其]|吧|请假|这个?假)*(?:$|[\s,.!:;]+(?<rest>.*))$";

    [GeneratedRegex(@"^(?:我|本人|都|全部|全都)*(?:不准|不批准|不批|不予批准|不予准假|不能批|不能准|不能请假|不准假|不准许|不允许|不许|未准|未批准|驳回|(?<wide>不同意|不能同意|不予|不可以|不行|拒绝|不可|反对|否决))" + End, RegexOptions.Singleline)]
    private static partial Regex No();

    [GeneratedRegex(@"^(?:我|本人|已|那就|就|都|全部|全都)*(?:准|准假|准许|批准|批|批假|予以批准|予以准假|允许|许可|照准|照批|准予|(?<wide>同意|可以|行|没问题|没意见|无意见|ok|okay))" + End, RegexOptions.Singleline)]
    private static partial Regex Yes();

    [GeneratedRegex(@"^(?:我|先|再|想|要|帮我)*(?:问一下|问下|问问|问一问|问清楚|了解一下|核实一下|说明一下)(?:他|她|本人|情况|原因)?(?:$|[\s,.!:;]+(?<rest>.*))$", RegexOptions.Singleline)]
    private static partial Regex Ask();
}
