using System.Globalization;
using System.Text.RegularExpressions;

namespace Luzhi.Core.Duties;

/// <summary>
/// An ISO 8601 duration counted back from an instant. Years, months, weeks and days are civil: P1D before 9:00 is 9:00 the day before,
/// whatever the clocks did that night. Hours, minutes and seconds are exact.
/// </summary>
public sealed partial record Offset(int Months, int Days, TimeSpan Exact, string Text)
{
    public static Offset? Parse(string? text)
    {
        var written = (text ?? "").Trim().ToUpperInvariant();
        var match = Shape().Match(written);
        if (!match.Success)
        {
            return null;
        }

        try
        {
            var months = checked((Whole(match, "y") * 12) + Whole(match, "m"));
            var days = checked((Whole(match, "w") * 7) + Whole(match, "d"));
            var exact = TimeSpan.FromHours(Part(match, "h")) + TimeSpan.FromMinutes(Part(match, "min")) + TimeSpan.FromSeconds(Part(match, "s"));
            return months > 1200 || days > 36_500 || exact.TotalDays > 36_500 ? null : new Offset(months, days, exact, written);
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    public DateTimeOffset Before(DateTimeOffset instant, TimeZoneInfo zone)
    {
        if (Months == 0 && Days == 0)
        {
            return instant - Exact;
        }

        var local = TimeZoneInfo.ConvertTime(instant, zone).DateTime.AddMonths(-Months).AddDays(-Days);
        return Civil.Instant(local, zone) - Exact;
    }

    /// <summary>Counted on instead of back.</summary>
    public DateTimeOffset After(DateTimeOffset instant, TimeZoneInfo zone)
    {
        if (Months == 0 && Days == 0)
        {
            return instant + Exact;
        }

        var local = TimeZoneInfo.ConvertTime(instant, zone).DateTime.AddMonths(Months).AddDays(Days);
        return Civil.Instant(local, zone) + Exact;
    }

    private static int Whole(Match match, string part) => match.Groups[part] is { Success: true, Value: var digits } ? int.Parse(digits, CultureInfo.InvariantCulture) : 0;

    private static double Part(Match match, string part) =>
        match.Groups[part] is { Success: true, Value: var digits } ? double.Parse(digits.Replace(',', '.'), CultureInfo.InvariantCulture) : 0;

    // At least one part, and at least one after T; the smallest exact part may have a fraction.
    [GeneratedRegex(@"^P(?=.)(?:(?<y>\d{1,9})Y)?(?:(?<m>\d{1,9})M)?(?:(?<w>\d{1,9})W)?(?:(?<d>\d{1,9})D)?(?:T(?=.)(?:(?<h>\d{1,9}(?:[.,]\d{1,6})?)H)?(?:(?<min>\d{1,9}(?:[.,]\d{1,6})?)M)?(?:(?<s>\d{1,9}(?:[.,]\d{1,6})?)S)?)?$")]
    private static partial Regex Shape();
}
