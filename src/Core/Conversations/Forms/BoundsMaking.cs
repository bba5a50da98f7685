using System.Globalization;
using Luzhi.Core.Settings.Yaml;

namespace Luzhi.Core.Conversations.Forms;

/// <summary>The bounds of one question, each by its type: what bounds a number does not bound a day, and what a type has not is refused with what it has.</summary>
internal sealed class BoundsMaking(WrittenQuestion question, ICollection<SettingFault> faults)
{
    private const int LettersAtMost = 5000;
    private const int PhotosAtMost = 9;
    private static readonly DateOnly AnyDay = new(2000, 1, 1);

    /// <summary>Which keys bound which type; what is not here has no bounds.</summary>
    private static readonly Dictionary<QuestionType, string[]> Keys = new()
    {
        [QuestionType.Text] = ["length"],
        [QuestionType.Place] = ["length"],
        [QuestionType.Many] = ["count"],
        [QuestionType.Photo] = ["count"],
        [QuestionType.File] = ["count"],
        [QuestionType.Number] = ["min", "max", "measures"],
        [QuestionType.Rating] = ["min", "max"],
        [QuestionType.Date] = ["min", "max"],
        [QuestionType.Time] = ["min", "max"],
    };

    private static readonly string[] Every = ["min", "max", "length", "count", "measures"];

    public Question On(Question made)
    {
        var own = Keys.GetValueOrDefault(question.Type, []);
        foreach (var foreign in Every.Where(key => !own.Contains(key) && question.Keys.Has(key)))
        {
            Refuse(foreign, $"{YamlWords.Snake(question.Type.ToString())} 没有 {foreign}" + (own.Length == 0 ? "" : $"，可用的有：{string.Join('、', own)}"));
        }

        return question.Type switch
        {
            QuestionType.Text or QuestionType.Place => made with { Length = Most("length", question.Length, LettersAtMost) },
            QuestionType.Many => made with { Count = Most("count", question.Count, made.Options.Count) },
            QuestionType.Photo or QuestionType.File => made with { Count = Most("count", question.Count, PhotosAtMost) },
            QuestionType.Number => made with { Size = Size() },
            QuestionType.Rating => made with { Size = Rated() },
            QuestionType.Date => Days(made),
            QuestionType.Time => Times(made),
            _ => made,
        };
    }

    private Bounds Most(string key, Bounds? given, int most)
    {
        if (given is not null && (given.Least > most || given.Most > most || given.Most == 0))
        {
            Refuse(key, $"{key} 应在 1 到 {most} 之间");
        }

        return given ?? Bounds.Open;
    }

    private Bounds Rated()
    {
        var size = Size().Or(1, 5);
        if (size.Least < 0 || size.Most > 100 || size.Most <= size.Least)
        {
            Refuse("max", "评分的 min、max 应在 0 到 100 之间，max 大于 min");
        }

        return size;
    }

    private Bounds Size()
    {
        var (least, most) = (Edge("min", question.Min, Whole, "整数"), Edge("max", question.Max, Whole, "整数"));
        Order(least > most);
        return new Bounds(least, most);
    }

    private Question Days(Question made)
    {
        var (first, last) = (Edge("min", question.Min, DayBound.Parse, "日期，如 today、today-30、2026-07-01"), Edge("max", question.Max, DayBound.Parse, "日期，如 today、today+30、2026-12-31"));
        Order(first is { } a && last is { } b && (a.Fixed is null) == (b.Fixed is null) && a.On(AnyDay) > b.On(AnyDay));
        return made with { FirstDay = first, LastDay = last };
    }

    private Question Times(Question made)
    {
        var (earliest, latest) = (Edge("min", question.Min, Time, "时刻，如 08:00"), Edge("max", question.Max, Time, "时刻，如 18:00"));
        Order(earliest > latest);
        return made with { Earliest = earliest, Latest = latest };
    }

    private T? Edge<T>(string key, YamlNode? node, Func<string, T?> read, string wants) where T : struct
    {
        if (node is null or YamlScalar { IsNothing: true })
        {
            return null;
        }

        var edge = node is YamlScalar scalar ? read(scalar.Text) : null;
        if (edge is null)
        {
            Refuse(key, $"“{(node as YamlScalar)?.Text}”不对，{YamlWords.Snake(question.Type.ToString())} 的 {key} 应为{wants}");
        }

        return edge;
    }

    private void Order(bool wrong)
    {
        if (wrong)
        {
            Refuse("max", $"“{question.Key}”的 min 大于 max");
        }
    }

    private void Refuse(string key, string why) => faults.Add(new SettingFault(question.Keys.Of(key), why));

    private static int? Whole(string text) => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static TimeOnly? Time(string text) => TimeOnly.TryParseExact(text, ["H:mm", "HH:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;
}
