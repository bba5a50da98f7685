using System.Globalization;
using System.Text.RegularExpressions;

namespace Luzhi.Core.Conversations.Language;

/// <summary>Numbers as people write them: 3, 三, 十二, 一百二十, 两千零五, 1.5万, 二〇二六.</summary>
public static partial class ChineseNumbers
{
    /// <summary>The letters a number is made of, for patterns.</summary>
    public const string Letters = "0-9〇零一二两三四五六七八九十百千万廿卅";

    /// <summary>The number; null where it is none, or more than one (三四户, 3万5的零头).</summary>
    public static int? Parse(string text)
    {
        if (Digits().IsMatch(text))
        {
            return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var plain) ? plain : null;
        }

        if (Scaled().Match(text) is { Success: true } scaled && decimal.TryParse(scaled.Groups[1].Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var figure))
        {
            var whole = figure * Scale(scaled.Groups[2].Value[0]);
            return whole == decimal.Truncate(whole) && whole <= int.MaxValue ? (int)whole : null;
        }

        return InWords().IsMatch(text) ? ReadWords(text) : null;
    }

    private static int? ReadWords(string text)
    {
        text = text.Replace("廿", "二十", StringComparison.Ordinal).Replace("卅", "三十", StringComparison.Ordinal);
        if (!text.Any(c => c is '十' or '百' or '千' or '万'))
        {
            return text.Length == 1 ? Digit(text[0]) : Year(text);
        }

        var (total, section, digit, last) = (0, 0, -1, 1);
        foreach (var c in text)
        {
            if (Scale(c) is var scale && scale == 1)
            {
                if (digit > 0 && Digit(c) > 0)
                {
                    return null;
                }

                (digit, last) = (Digit(c), c is '零' or '〇' ? 1 : last);
                continue;
            }

            if (scale == 10000)
            {
                (total, section, digit, last) = ((total + section + Math.Max(digit, 0)) * 10000, 0, -1, scale);
                continue;
            }

            (section, digit, last) = (section + (digit <= 0 ? 1 : digit) * scale, -1, scale);
        }

        // 两百五 is 250, 两百零五 is 205.
        return total + section + Math.Max(digit, 0) * (digit > 0 && last >= 100 && Digit(text[^1]) > 0 ? last / 10 : 1);
    }

    /// <summary>二〇二六 is a year; 三四 is a guess between two numbers, and no number.</summary>
    private static int? Year(string text) => text.Length == 4 && text[0] is '二' or '一'
        ? text.Aggregate(0, (sum, c) => (sum * 10) + Digit(c))
        : null;

    private static int Digit(char c) => c switch
    {
        '两' => 2,
        '〇' => 0,
        >= '0' and <= '9' => c - '0',
        _ => "零一二三四五六七八九".IndexOf(c, StringComparison.Ordinal),
    };

    private static int Scale(char c) => c switch { '十' => 10, '百' => 100, '千' => 1000, '万' => 10000, _ => 1 };

    [GeneratedRegex("^[0-9]{1,9}$")]
    private static partial Regex Digits();

    [GeneratedRegex("^([0-9]{1,5}(?:\\.[0-9]{1,4})?)([百千万])$")]
    private static partial Regex Scaled();

    [GeneratedRegex("^[〇零一二两三四五六七八九十百千万廿卅]{1,12}$")]
    private static partial Regex InWords();
}
