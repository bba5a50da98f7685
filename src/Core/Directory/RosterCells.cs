using System.Globalization;
using System.Text.RegularExpressions;
using Luzhi.Core.Conversations;

namespace Luzhi.Core.Directory;

/// <summary>A cell that cannot be taken: the key of the reason in words.zh-CN.yaml, and what to fill in.</summary>
internal sealed class CellException(string key, params (string, object?)[] places) : Exception(key)
{
    public string Key { get; } = key;

    public (string, object?)[] Places { get; } = places;
}

/// <summary>What the cells of a roster may hold, and the one form in which we keep it.</summary>
internal static partial class RosterCells
{
    private const int LongestName = 50, LongestUnit = 60, LongestWord = 40, LongestCode = 40;

    // 1949-10-01 and the end of 2100 as a spreadsheet counts days, when a date's cell lost its format.
    private const int FirstSerial = 18_172, LastSerial = 73_415;

    public static string Name(string cell)
    {
        var name = Spelling.Name(Printable(cell));
        return name.Length == 0 ? throw new CellException("roster.name_empty") : Short(name, LongestName);
    }

    /// <summary>Mainland mobile numbers in any spelling; others only with their country code (members from Hong Kong and Macao).</summary>
    public static string? Phone(string cell)
    {
        var text = Unwrapped(Spelling.Plain(Printable(cell)));
        if (text.Length == 0)
        {
            return null;
        }

        if (Scientific().IsMatch(text))
        {
            throw new CellException("roster.phone_scientific", ("text", text));
        }

        var bare = PhoneSigns().Replace(text, "");
        if (Mainland().Match(bare) is { Success: true } mobile)
        {
            return mobile.Groups[1].Value;
        }

        return Abroad().Match(bare) is { Success: true } abroad ? abroad.Groups[1].Value : throw new CellException("roster.phone", ("text", Cut(text)));
    }

    public static string? Code(string cell)
    {
        var code = BindingWords.Normalize(Unwrapped(Spelling.Plain(Printable(cell))));
        return code.Length == 0 ? null
            : code.Length > LongestCode || !code.All(char.IsLetterOrDigit) ? throw new CellException("roster.code", ("most", LongestCode))
            : code;
    }

    public static string? Word(string cell)
    {
        var word = Spelling.Plain(Printable(cell));
        return word.Length == 0 ? null : Short(word, LongestWord);
    }

    public static IReadOnlyList<string> Words(string cell) => [.. Parts(Printable(cell)).Select(p => Short(Spelling.Plain(p), LongestWord)).Distinct()];

    public static IReadOnlyList<string> Units(string cell) => [.. Parts(Printable(cell)).Select(p => Short(Spelling.Tidy(p), LongestUnit)).DistinctBy(Spelling.Plain)];

    /// <summary>2022-01-15 in the spellings of spreadsheets and officials; a month alone is its first day, a year alone its first of January.</summary>
    public static DateOnly? Date(string cell)
    {
        var text = Midnight().Replace(Spelling.Plain(Printable(cell)), "").Replace(" ", "", StringComparison.Ordinal);
        if (text.Length == 0)
        {
            return null;
        }

        if (Serial().IsMatch(text) && int.Parse(text, CultureInfo.InvariantCulture) is >= FirstSerial and <= LastSerial and var serial)
        {
            return DateOnly.FromDateTime(DateTime.FromOADate(serial));
        }

        var match = DateParts().Match(text);
        var (year, month, day) = (Number(match.Groups["y"]), Number(match.Groups["m"]) ?? 1, Number(match.Groups["d"]) ?? 1);
        return match.Success && year is >= 1949 and <= 2100 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year.Value, month)
            ? new DateOnly(year.Value, month, day)
            : throw new CellException("roster.date", ("text", Cut(text)));
    }

    private static int? Number(Group group) => group.Success ? int.Parse(group.ValueSpan, CultureInfo.InvariantCulture) : null;

    private static IEnumerable<string> Parts(string cell) =>
        cell.Split(';', '；').Select(p => p.Trim()).Where(p => p.Length > 0);

    /// <summary>Line breaks and tabs inside a cell are spaces; other control characters are a damaged file.</summary>
    private static string Printable(string cell)
    {
        foreach (var letter in cell)
        {
            if ((char.IsControl(letter) && letter is not ('\n' or '\r' or '\t')) || letter is '\uFFFD' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069'))
            {
                throw new CellException("roster.control");
            }
        }

        return cell;
    }

    /// <summary>="13800000000" and '13800000000 are how spreadsheets keep a number as text.</summary>
    private static string Unwrapped(string text) => text is ['=', '"', .. var inner, '"'] ? inner : text.TrimStart('\'');

    private static string Short(string text, int most) => text.Length <= most ? text : throw new CellException("roster.long", ("most", most));

    private static string Cut(string text) => text.Length <= 20 ? text : text[..20] + "…";

    [GeneratedRegex(@" 0?0:00(:00)?$")]
    private static partial Regex Midnight();

    [GeneratedRegex(@"^\d{5}$")]
    private static partial Regex Serial();

    [GeneratedRegex(@"^\d(\.\d+)?[eE]\+?\d+$")]
    private static partial Regex Scientific();

    [GeneratedRegex(@"[\s()\-—–.]")]
    private static partial Regex PhoneSigns();

    [GeneratedRegex(@"^(?:\+86|0086|86)?(1[3-9]\d{9})$")]
    private static partial Regex Mainland();

    [GeneratedRegex(@"^(?:\+|00)(?!86)([2-9]\d{7,14})$")]
    private static partial Regex Abroad();

    [GeneratedRegex(@"^(?<y>\d{4})(?:(?<m>\d{2})(?<d>\d{2})|(?<s>[-/.])(?<m>\d{1,2})(?:\k<s>(?<d>\d{1,2}))?|年(?:(?<m>\d{1,2})月(?:(?<d>\d{1,2})[日号])?)?)?$")]
    private static partial Regex DateParts();
}
