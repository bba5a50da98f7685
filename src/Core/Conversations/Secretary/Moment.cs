using System.Text.RegularExpressions;
using Luzhi.Core.Conversations.Language;

namespace Luzhi.Core.Conversations.Secretary;

/// <summary>When and where something is to be, from one sentence: 周五下午三点 二楼.</summary>
/// <param name="Unclear">A day is spoken of that is none: 下周, 月底, or two of them.</param>
/// <param name="Rest">What is neither day nor time: the place.</param>
public sealed partial record Moment(DateOnly? Day, TimeOnly? Time, bool Unclear, string Rest)
{
    public static Moment In(string plain, DateOnly today)
    {
        var dates = DateWords.Find(plain, today, Prefer.Future).Where(d => !PartAlone().IsMatch(plain.AsSpan(d.Start, d.Length))).ToList();
        var days = dates.Select(d => d.Day).Distinct().ToList();
        var time = TimeWords.FindAt(plain);
        var gone = dates.Select(d => (d.Start, d.Length)).ToList();
        if (time is not null)
        {
            gone.Add((time.Start, time.Length));
        }

        var rest = string.Concat(plain.Where((_, i) => !gone.Exists(g => i >= g.Start && i < g.Start + g.Length)));
        return new(days is [{ } day] ? day : null, time?.Daytime, days.Count > 1 || days.Contains(null) || SomeTime().IsMatch(rest), Around().Replace(rest.Trim(), "").Trim());
    }

    // 下午四点 alone is no day: the day stays.
    [GeneratedRegex("^(?:上午|下午|中午|早上|早晨|傍晚|晚上)$")]
    private static partial Regex PartAlone();

    [GeneratedRegex("下下?个?(?:周|星期|礼拜)|改天|改日|过几天|过两天|另行通知|待定")]
    private static partial Regex SomeTime();

    [GeneratedRegex(@"^(?:改到|改为|改在|改成|移到|调到|时间|地点|开会|召开|举行|就|在|到|为|是|[\s,.:;])+|[\s,.:;]+$")]
    private static partial Regex Around();
}
