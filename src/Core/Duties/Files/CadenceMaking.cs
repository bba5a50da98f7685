using System.Globalization;
using Luzhi.Core.Almanac;

namespace Luzhi.Core.Duties.Files;

/// <summary>Reads the one way in which a file says when.</summary>
internal sealed class CadenceMaking(WrittenWhen when, FileFaults faults)
{
    private const string Ways = "every（每月、每季……）、yearly（每年的一天）、from 与 to（每年的一段）、rrule、before 或 after（会议前后）、dates（几个日子）、demand（办公室发起）";

    /// <returns>null when anything was wrong.</returns>
    public Cadence? Make()
    {
        var said = new (string Key, bool Is, Func<Cadence?> Make, string[] With)[]
        {
            ("rrule", when.Rrule is not null, () => new Cadence.Recurring(when.Rrule!, when.Since), ["since"]),
            ("every", when.Every is not null, Each, ["year", "month", "day"]),
            ("yearly", when.Yearly is not null, () => Day(when.Yearly!, "yearly") is { } day ? new Cadence.Yearly(day) : null, []),
            ("from", when.From is not null || when.To is not null, Campaign, []),
            ("before", when.Before is not null, () => Counted(when.Before!, after: false), ["by"]),
            ("after", when.After is not null, () => Counted(when.After!, after: true), ["by"]),
            ("dates", when.Dates.Count > 0, On, []),
            ("demand", when.Demand is not null, () => Distance(when.Demand!, "demand") is { } within ? new Cadence.Demand(within) : null, []),
        }.Where(way => way.Is).ToList();
        switch (said)
        {
            case []:
                return Refuse<Cadence>($"when 里没有写什么时候，请写一种：{Ways}");
            case [var only]:
                return Alone(only.Key, only.With) ? only.Make() : null;
            default:
                return Refuse<Cadence>($"when 里只能写一种，现在同时写了 {string.Join("、", said.Select(way => way.Key))}", said[1].Key);
        }
    }

    /// <summary>A key that this way does not read would be left out silently: it is refused.</summary>
    private bool Alone(string way, string[] with)
    {
        var beside = new (string Key, bool Is, string For)[]
        {
            ("since", when.Since is not null, "rrule"), ("year", when.Year is not null, "every: term"), ("month", when.Month is not null, "every: quarter、half_year、year、term"),
            ("day", when.Day is not null, "every"), ("by", when.By is not null, "before 或 after"),
        }.Where(extra => extra.Is && !with.Contains(extra.Key)).ToList();
        foreach (var extra in beside)
        {
            faults.Refuse($"{extra.Key} 只与 {extra.For} 一起用，与 {way} 在一起不起作用，请去掉", "when", extra.Key);
        }

        return beside.Count == 0;
    }

    private Cadence.Each? Each()
    {
        var (span, most) = (when.Every!.Value, when.Every switch { Span.Quarter => 3, Span.HalfYear => 6, _ => 12 });
        if (when.Day == 0)
        {
            return Refuse<Cadence.Each>("day 不能是 0：1 是第一天，-1 是最后一天", "day");
        }

        if (when.Year is not null && span != Span.Term)
        {
            return Refuse<Cadence.Each>("year 是一届里的第几年（1 到 5），只与 every: term 一起用", "year");
        }

        if (when.Month is { } given && (span == Span.Month || given > most))
        {
            return Refuse<Cadence.Each>(span == Span.Month ? "每月一次不用写 month，请去掉" : $"month 是其中的第几个月，这里只能是 1 到 {most}", "month");
        }

        var days = span == Span.Year && when.Month is { } month ? DateTime.DaysInMonth(2024, month) : 31;
        return Math.Abs(when.Day ?? -1) > days
            ? Refuse<Cadence.Each>($"{when.Month} 月没有 {Math.Abs(when.Day!.Value)} 日，最后一天写 -1", "day")
            : new Cadence.Each(span, when.Year, when.Month, when.Day ?? -1);
    }

    private Cadence.Campaign? Campaign()
    {
        if (when.From is null || when.To is null)
        {
            return Refuse<Cadence.Campaign>("from 与 to 要一起写：从哪一天到哪一天，例如 from: 元旦，to: 元宵", when.From is null ? "to" : "from");
        }

        return Day(when.From, "from") is { } from && Day(when.To, "to") is { } to ? new Cadence.Campaign(from, to) : null;
    }

    private Cadence.Counted? Counted(string meeting, bool after) =>
        Distance(when.By ?? "PT0S", "by") is { } distance ? new Cadence.Counted(meeting, new Moment(distance, after)) : null;

    private Cadence.On? On()
    {
        for (var n = 1; n < when.Dates.Count; n++)
        {
            if (when.Dates.Take(n).Contains(when.Dates[n]))
            {
                return Refuse<Cadence.On>($"{when.Dates[n].ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)} 写了两次", "dates", n.ToString(CultureInfo.InvariantCulture));
            }
        }

        return new Cadence.On([.. when.Dates.Order()]);
    }

    private YearDay? Day(string text, string key)
    {
        var (day, why) = YearDays.Read(text);
        return day ?? Refuse<YearDay>(why, key);
    }

    private Offset? Distance(string text, string key) =>
        Offset.Parse(text) ?? Refuse<Offset>($"{key}“{text}”不对，应为时长，如 P30D（30 天）、P1W（一周）、PT2H（两小时）", key);

    private T? Refuse<T>(string why, params string[] path) where T : class
    {
        faults.Refuse(why, ["when", .. path]);
        return null;
    }
}
