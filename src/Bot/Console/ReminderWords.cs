using System.Globalization;
using System.Text.RegularExpressions;
using Luzhi.Core.Conversations.Language;

namespace Luzhi.Bot.OfficeConsole;

/// <summary>How long before a meeting, as people write it: 提前3天, 4小时前, 半小时. Kept as an ISO 8601 duration, which nobody has to read.</summary>
public static partial class ReminderWords
{
    /// <returns>The duration; what is not understood stays as it was written, and is named as a fault.</returns>
    public static string Offset(string written)
    {
        if (Written().Match(written) is not { Success: true } match)
        {
            return written;
        }

        var number = match.Groups["n"].Value;
        if (number == "半")
        {
            return match.Groups["u"].Value switch { "小时" => "PT30M", "天" => "PT12H", _ => written };
        }

        return (ChineseNumbers.Parse(number), match.Groups["u"].Value) switch
        {
            ({ } n, "分钟") => $"PT{n}M",
            ({ } n, "小时") => $"PT{n}H",
            ({ } n, "天" or "日") => $"P{n}D",
            ({ } n, "周" or "星期") => $"P{n * 7}D",
            _ => written,
        };
    }

    public static IEnumerable<string> Offsets(string? written) =>
        (written ?? "").Split([' ', '　', '、', '，', ',', '；', ';'], StringSplitOptions.RemoveEmptyEntries).Select(Offset);

    /// <summary>P3D as 提前 3 天; what has several parts stays as it is written.</summary>
    public static string Say(string offset) => Simple().Match(offset) is { Success: true } match
        ? string.Create(CultureInfo.InvariantCulture, $"提前 {match.Groups["n"].Value} {(match.Groups["t"].Success, match.Groups["u"].Value) switch { (true, "H") => "小时", (true, _) => "分钟", (_, "D") => "天", (_, "W") => "周", _ => "个月" }}")
        : offset;

    [GeneratedRegex("^(?:提前|会前|开会前)?(?<n>[0-9]{1,3}|半|[一二两三四五六七八九十]{1,3})个?(?<u>分钟|小时|天|日|周|星期)(?:前|之前|以前)?$")]
    private static partial Regex Written();

    [GeneratedRegex("^P(?<t>T)?(?<n>[0-9]{1,4})(?<u>[MDWH])$")]
    private static partial Regex Simple();
}
