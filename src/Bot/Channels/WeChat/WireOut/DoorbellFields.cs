using System.Globalization;
using Luzhi.Core.Messages;
using Luzhi.Core.Settings;

namespace Luzhi.Bot.Channels.WeChat.WireOut;

/// <summary>
/// Fills the short fields of a template or subscription notice. The platform refuses a whole message (47003) for one field that is too long
/// or of the wrong letters, so every field is brought into its kind's shape first; the kind is the beginning of its name (thing1, time2 …).
/// </summary>
public static class DoorbellFields
{
    /// <returns>The message's data, or the name of the field that cannot be filled.</returns>
    public static (IReadOnlyDictionary<string, object>? Data, string? Unfillable) Fill(
        IReadOnlyDictionary<string, DoorbellField> fields, IReadOnlyDictionary<DoorbellField, string> values)
    {
        var data = new Dictionary<string, object>(StringComparer.Ordinal);
        foreach (var (name, source) in fields)
        {
            var value = Shape(Kind(name), values.GetValueOrDefault(source, ""), source);
            if (value.Length == 0)
            {
                return (null, name);
            }

            data[name] = new { value };
        }

        return (data, null);
    }

    /// <summary>As the platform's time and date fields want it, in the body's own time.</summary>
    public static string Time(DateTimeOffset at, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(at, zone).ToString("yyyy年M月d日 HH:mm", CultureInfo.InvariantCulture);

    private static string Kind(string field) => field.TrimEnd("0123456789".ToCharArray());

    private static string Shape(string kind, string value, DoorbellField source) => kind switch
    {
        "thing" => Cut.ToLetters(OneLine(value), 20),
        "time" or "date" => source == DoorbellField.When ? value : "", // nothing else is a time
        "phrase" => Only(value, char.IsLetter, 5),
        "name" => Only(value, char.IsLetter, 10),
        "letter" => Only(value, char.IsAsciiLetter, 32),
        "number" => Only(value, char.IsAsciiDigit, 32),
        "character_string" => Only(value, c => c is > ' ' and <= '~', 32),
        "symbol" => Only(value, char.IsPunctuation, 5),
        "phone_number" => Only(value, c => char.IsAsciiDigit(c) || c is '+' or '-', 17),
        "car_number" => Only(value, char.IsLetterOrDigit, 8),
        "amount" or "const" => "", // no doorbell holds a sum of money or a word of somebody's list
        _ => Cut.ToLetters(OneLine(value), 200), // first, keyword1, remark of the old templates
    };

    private static string OneLine(string value) => string.Join(' ', value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string Only(string value, Func<char, bool> allowed, int atMost) => string.Concat(value.Where(allowed).Take(atMost));
}
