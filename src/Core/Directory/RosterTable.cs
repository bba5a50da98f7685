using Luzhi.Core.Settings;

namespace Luzhi.Core.Directory;

/// <summary>A roster file as one table, whatever it was saved as: where its header is, and the lines about people.</summary>
/// <param name="HeaderLine">The line on which the header ends.</param>
/// <param name="Header">What each column is called; empty where nothing is written.</param>
/// <param name="Lines">Everything after the header that may be a person.</param>
/// <param name="Notes">What was passed over, and what the secretary may not have meant.</param>
/// <param name="Workbook">Cells have an address then (D7), and a column without a name is no slip of a comma.</param>
internal sealed record RosterTable(int HeaderLine, IReadOnlyList<string> Header, IReadOnlyList<RosterLine> Lines, IReadOnlyList<string> Notes, bool Workbook)
{
    /// <summary>A title, an office, a date: what stands above a header is a few lines.</summary>
    private const int LookedThrough = 20;

    public static RosterTable OfCsv(string text)
    {
        var lines = CsvText.Lines(text).ToList();
        return lines.Count == 0 ? throw new NoRosterException("roster.empty") : Of(lines, [], HeaderAt(lines) ?? 0, [], false);
    }

    public static RosterTable OfWorkbook(IReadOnlyList<WorkbookSheet> sheets, Words words)
    {
        var filled = sheets.Where(s => s.Lines.Count > 0).OrderBy(s => s.Hidden).ToList();
        if (filled.Count == 0)
        {
            throw new NoRosterException("roster.empty");
        }

        var sheet = filled.Find(s => HeaderAt(s.Lines) is not null)
            ?? throw new NoRosterException("roster.no_name_in_workbook", ("sheets", string.Join('、', filled.Select(s => s.Name))));
        return new WorkbookLines(sheet, words).Table(HeaderAt(sheet.Lines)!.Value, Of(sheet.Lines, sheet.Merges, HeaderAt(sheet.Lines)!.Value, Said(sheets, sheet, words), true));
    }

    private static RosterTable Of(IReadOnlyList<RosterLine> lines, IReadOnlyList<Merge> merges, int at, IReadOnlyList<string> notes, bool workbook)
    {
        var head = new RosterHead(lines, merges, at);
        return new RosterTable(lines[head.Last].Line, head.Names, [.. lines.Skip(head.Last + 1)], notes, workbook);
    }

    /// <returns>Which of the lines says 姓名; null when none of the first does.</returns>
    private static int? HeaderAt(IReadOnlyList<RosterLine> lines)
    {
        for (var i = 0; i < lines.Count && i < LookedThrough; i++)
        {
            if (RosterHead.NameIn(lines[i]) >= 0)
            {
                return i;
            }
        }

        return null;
    }

    private static List<string> Said(IReadOnlyList<WorkbookSheet> sheets, WorkbookSheet taken, Words words)
    {
        var others = sheets.Where(s => !ReferenceEquals(s, taken) && s.Lines.Count > 0).Select(s => s.Name).ToList();
        var notes = others.Count == 0 ? new List<string>() : [words.Say("roster.note.sheet", ("sheet", taken.Name), ("others", string.Join('、', others)))];
        if (taken.HiddenLines.Count > 0)
        {
            notes.Add(words.Say("roster.note.hidden_lines", ("lines", Numbers(taken.HiddenLines)), ("count", taken.HiddenLines.Count)));
        }

        if (taken.HiddenColumns.Count > 0)
        {
            notes.Add(words.Say("roster.note.hidden_columns", ("columns", string.Join('、', taken.HiddenColumns.Select(c => RosterLine.Place(c))))));
        }

        return notes;
    }

    private static string Numbers(IReadOnlyList<int> lines) => string.Join('、', lines.Take(10)) + (lines.Count > 10 ? "……" : "");
}
