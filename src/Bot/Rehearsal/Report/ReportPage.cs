using System.Globalization;
using System.Net;
using System.Text;
using Luzhi.Core.Duties;
using Luzhi.Core.Settings;

namespace Luzhi.Bot.Rehearsal.Report;

/// <summary>The report as one page that needs nothing but itself: on a screen, on a phone, on A4.</summary>
internal sealed class ReportPage(YearReport report, Words words, TimeZoneInfo zone)
{
    /// <summary>A list longer than this is in the JSON; a page that nobody reads to its end tells nobody anything.</summary>
    private const int RowsShown = 40;

    private readonly StringBuilder page = new();

    private DateTimeOffset Year => Civil.Instant(report.From.ToDateTime(TimeOnly.MinValue), zone);

    public string Html()
    {
        var title = Say("title", ("from", $"{report.From:yyyy-MM-dd}"), ("to", $"{report.To:yyyy-MM-dd}"));
        Add($"<!doctype html><html lang=\"zh-CN\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>{E(title)}</title><style>{Css()}</style><main>");
        Add($"<h1>{E(title)}</h1><p class=\"soft\">{E(Say("by", ("people", report.Totals.Members), ("seed", report.Seed)))} {E(string.Join('，', report.Personas.Select(p => $"{p.Key} {p.Value}")))}</p>");
        Verdict();
        Tiles();
        page.Append(new ReportCalendar(report, words).Html());
        Weeks();
        Clashes();
        Unreached();
        Unanswered();
        Section("incidents", report.Incidents.Count, [Head("incident")], report.Incidents.Select(i => new[] { E(i) }));
        Add("</main></html>");
        return page.ToString();
    }

    private void Verdict()
    {
        Add($"<section class=\"verdict{(report.Good ? "" : " bad")}\"><h2>{E(report.Good ? words["rehearse.good"] : words.Say("rehearse.bad", ("count", report.Failures.Count)))}</h2><ul class=\"checks\">");
        foreach (var (check, failed) in report.Checks)
        {
            Add($"<li class=\"{(failed == 0 ? "ok" : "no")}\">{E(words[$"rehearse.check.{check}"])}{(failed == 0 ? "" : $"：{failed}")}</li>");
        }

        Add("</ul>");
        Table(report.Failures.Count, [Head("what")], report.Failures.Take(RowsShown).Select(f => new[] { E(f.What) }));
        Add("</section>");
    }

    private void Tiles()
    {
        var totals = report.Totals;
        Add($"<section><h2>{E(Say("totals"))}</h2><div class=\"tiles\">");
        Tile("occurrences", totals.Occurrences);
        Tile("messages", totals.Messages);
        Tile("asked", totals.Asked);
        Tile("answered", totals.Answered);
        Tile("excused", totals.Excused);
        Tile("overdue", totals.Overdue);
        foreach (var (way, count) in totals.Ways)
        {
            Tile($"way.{way}", count);
        }

        Add("</div></section>");
    }

    private void Weeks()
    {
        var most = Math.Max(1, report.Weeks.Select(w => w.Messages).DefaultIfEmpty().Max());
        Add($"<section><h2>{E(Say("load"))}</h2><p class=\"soft\">{E(Say("load_by_week"))}</p><div class=\"bars\">");
        foreach (var week in report.Weeks)
        {
            Add($"<div style=\"height:{Percent(week.Messages, most)}%\" title=\"{week.Monday:yyyy-MM-dd} {week.Messages}\"></div>");
        }

        Add($"</div><div class=\"two\"><div><h3>{E(Say("load_steps"))}</h3><div class=\"steps\">");
        var all = Math.Max(1, report.Load.Sum(s => s.Weeks));
        foreach (var step in report.Load)
        {
            var label = step == report.Load[^1] ? Say("load_more", ("count", step.Messages)) : Say("load_step", ("count", step.Messages));
            Add($"<span>{E(label)}</span><div style=\"width:{Percent(step.Weeks, all)}%\"></div><span>{step.Weeks * 100.0 / all:0.0}%</span>");
        }

        Add($"</div></div><div><h3>{E(Say("heaviest"))}</h3>");
        Table(report.Heaviest.Count, [Head("name"), Head("week"), Number("count")], report.Heaviest.Take(10).Select(h => new[] { E(h.Name), $"{h.Monday:yyyy-MM-dd}", N(h.Messages) }));
        Add("</div></div></section>");
    }

    private void Clashes() => Section("clashes", report.Clashes.Count, [Head("when"), Head("meetings"), Number("people"), Head("who")], report.Clashes.Take(RowsShown)
        .Select(c => new[] { E(Civil.Say(c.At, Year, zone)), E(string.Join(" ／ ", c.Titles)), N(c.People), E(string.Join('、', c.Names)) + (c.People > c.Names.Count ? "……" : "") }));

    private void Unreached() => Section("unreached", report.Unreached.Count, [Head("name"), Number("notices"), Head("why")], report.Unreached.Take(RowsShown)
        .Select(u => new[] { E(u.Name), N(u.Notices), E(Why(u.Why)) }));

    /// <summary>What the ledger has a word of its own for; everything else is a sentence already.</summary>
    private string Why(string why) => why is "expired" or "removed" or "withdrawn" ? Say($"why.{why}") : why.Length == 0 ? Say("why.callsheet") : why;

    private void Unanswered() => Section("unanswered", report.Unanswered.Count, [Head("title"), Head("due"), Number("asked"), Number("answered"), Number("excused"), Number("open")], report.Unanswered.Take(RowsShown)
        .Select(u => new[] { E(u.Title), E(u.DueAt is { } due ? Civil.Say(due, Year, zone) : ""), N(u.Asked), N(u.Answered), N(u.Excused), N(u.Open) }));

    private void Section(string key, int count, IReadOnlyList<string> heads, IEnumerable<IReadOnlyList<string>> rows)
    {
        Add($"<section><h2>{E(Say(key))}</h2>");
        if (count == 0)
        {
            Add($"<p class=\"soft\">{E(Say("none"))}</p>");
        }

        Table(count, heads, rows);
        Add("</section>");
    }

    private void Table(int count, IReadOnlyList<string> heads, IEnumerable<IReadOnlyList<string>> rows)
    {
        if (count == 0)
        {
            return;
        }

        Add($"<div class=\"wide\"><table><tr>{string.Concat(heads)}</tr>");
        foreach (var row in rows)
        {
            Add("<tr>" + string.Concat(row.Select(cell => cell.StartsWith("<td", StringComparison.Ordinal) ? cell : $"<td>{cell}</td>")) + "</tr>");
        }

        Add("</table></div>");
        if (count > RowsShown)
        {
            Add($"<p class=\"soft\">{E(Say("more", ("count", count - RowsShown)))}</p>");
        }
    }

    private void Tile(string key, int count) => Add($"<div class=\"tile\"><b>{count}</b>{E(Say(key))}</div>");

    private string Head(string key) => $"<th>{E(Say($"head.{key}"))}</th>";

    private string Number(string key) => $"<th class=\"n\">{E(Say($"head.{key}"))}</th>";

    private static string N(int number) => $"<td class=\"n\">{number}</td>";

    private string Say(string key, params ReadOnlySpan<(string, object?)> places) => words.Say($"rehearse.report.{key}", places);

    private void Add(FormattableString text) => page.Append(text.ToString(CultureInfo.InvariantCulture)).Append('\n');

    private void Add(string text) => page.Append(text).Append('\n');

    private static string E(string text) => WebUtility.HtmlEncode(text);

    private static string Percent(int part, int of) => (part * 100.0 / of).ToString("0.#", CultureInfo.InvariantCulture);

    private static string Css()
    {
        using var stream = typeof(ReportPage).Assembly.GetManifestResourceStream("rehearsal/report.css")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
