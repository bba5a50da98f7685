using System.Text.RegularExpressions;
using Luzhi.Core.Settings.Yaml;

namespace Luzhi.Core.Duties.Files;

/// <summary>Reads the one way in which a file says when.</summary>
internal sealed partial class CadenceMaking(WrittenWhen when, ICollection<SettingFault> faults)
{
    private static readonly string[] Ways = ["rrule", "every", "yearly", "from 与 to", "before", "after", "dates", "demand"];

    public Cadence? Make()
    {
        var said = new (bool Is, Func<Cadence?> Make)[]
        {
            (when.Rrule is not null, () => new Cadence.Recurring(when.Rrule!, when.Since)),
            (when.Every is not null, () => new Cadence.Each(when.Every!.Value, when.Year, when.Month, when.Day ?? -1)),
            (when.Yearly is not null, () => Day(when.Yearly!) is { } day ? new Cadence.Yearly(day) : null),
            (when.From is not null || when.To is not null, Campaign),
            (when.Before is not null, () => Counted(when.Before!, after: false)),
            (when.After is not null, () => Counted(when.After!, after: true)),
            (when.Dates.Count > 0, () => new Cadence.On([.. when.Dates.Order()])),
            (when.Demand is not null, () => Distance(when.Demand!, "demand") is { } within ? new Cadence.Demand(within) : null),
        }.Where(way => way.Is).ToList();
        return said.Count == 1 ? said[0].Make() : Refuse<Cadence>($"when 里要写、也只能写一种：{string.Join('、', Ways)}");
    }

    private Cadence.Campaign? Campaign()
    {
        if (when.From is null || when.To is null)
        {
            return Refuse<Cadence.Campaign>("from 与 to 要一起写");
        }

        return Day(when.From) is { } from && Day(when.To) is { } to ? new Cadence.Campaign(from, to) : null;
    }

    private Cadence.Counted? Counted(string meeting, bool after) =>
        Distance(when.By ?? "PT0S", "by") is { } distance ? new Cadence.Counted(meeting, new Moment(distance, after)) : null;

    private YearDay? Day(string text)
    {
        var match = DayAndMore().Match(text.Replace(" ", "", StringComparison.Ordinal));
        return match.Success
            ? new YearDay(match.Groups["base"].Value, match.Groups["plus"].Success ? int.Parse(match.Groups["plus"].Value, System.Globalization.CultureInfo.InvariantCulture) : 0)
            : Refuse<YearDay>($"“{text}”不是一年里的一天：可写 12-20、腊月二十三、春节、春节-7、元宵");
    }

    private Offset? Distance(string text, string key) =>
        Offset.Parse(text) ?? Refuse<Offset>($"{key}“{text}”不对，应为时长，如 P30D（30 天）、P1W（一周）");

    private T? Refuse<T>(string why) where T : class
    {
        faults.Add(new SettingFault(when.At, why));
        return null;
    }

    // 12-20 is a day of the solar year; the days counted from a day come with a sign after letters, or a plus after figures.
    [GeneratedRegex(@"^(?<base>\d{1,2}-\d{1,2}|\p{L}+)(?<plus>[+-]\d{1,3})?(天|日)?$")]
    private static partial Regex DayAndMore();
}
