using System.Net;
using System.Text;
using Luzhi.Core.Settings;

namespace Luzhi.Bot.Rehearsal.Report;

/// <summary>The year as twelve small months: how much went out on each day, and what fell due.</summary>
internal sealed class ReportCalendar(YearReport report, Words words)
{
    private readonly StringBuilder html = new();

    public string Html()
    {
        html.Append($"<section><h2>{E(words["rehearse.report.calendar"])}</h2><p class=\"soft\">{E(words["rehearse.report.calendar_key"])}</p><div class=\"year\">\n");
        foreach (var month in report.Days.GroupBy(d => (d.Date.Year, d.Date.Month)))
        {
            Month([.. month]);
        }

        return html.Append("</div></section>\n").ToString();
    }

    private void Month(IReadOnlyList<ReportDay> days)
    {
        var first = days[0].Date;
        html.Append($"<div class=\"month\"><h3>{E(words.Say("rehearse.report.month", ("year", first.Year), ("month", first.Month)))}</h3><div class=\"grid\">");
        foreach (var weekday in "一二三四五六日")
        {
            html.Append($"<i>{weekday}</i>");
        }

        for (var skip = ((int)first.DayOfWeek + 6) % 7; skip > 0; skip--)
        {
            html.Append("<span></span>");
        }

        foreach (var day in days)
        {
            html.Append($"<div class=\"day {Level(day.Messages)}{(day.Due.Count > 0 ? " due" : "")}\">{day.Date.Day}<small>{(day.Messages > 0 ? day.Messages : "")}</small></div>");
        }

        html.Append("</div><ul class=\"dues\">");
        foreach (var day in days.Where(d => d.Due.Count > 0))
        {
            html.Append($"<li><b>{day.Date.Day}</b> {E(string.Join('；', day.Due.GroupBy(t => t).Select(t => t.Count() > 1 ? $"{t.Key}×{t.Count()}" : t.Key)))}</li>");
        }

        html.Append("</ul></div>\n");
    }

    /// <summary>Against as many messages as there are people: a day on which everybody hears once is a full one.</summary>
    private string Level(int messages) => (messages * 4.0 / Math.Max(1, report.Totals.Members)) switch
    {
        0 => "",
        < 0.4 => "l1",
        < 2 => "l2",
        < 5 => "l3",
        _ => "l4",
    };

    private static string E(string text) => WebUtility.HtmlEncode(text);
}
