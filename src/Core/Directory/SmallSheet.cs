using Luzhi.Core.Settings;

namespace Luzhi.Core.Directory;

/// <summary>One row of a small table: its line in the file, and what stands under each heading that is known.</summary>
public sealed record SmallRow(int Line, IReadOnlyDictionary<string, string> Cells)
{
    /// <summary>Empty where nothing is written.</summary>
    public string this[string heading] => Cells.GetValueOrDefault(heading, "");
}

/// <summary>A table of a few named columns, as CSV or a workbook: links, places. Unlike a roster it is read by its headings alone.</summary>
public sealed record SmallSheet(IReadOnlyList<SmallRow> Rows, IReadOnlyList<string> Unread)
{
    /// <summary>A title and a date may stand above the headings.</summary>
    private const int LookedThrough = 20;

    /// <param name="headings">What may stand in the heading line; the first must.</param>
    /// <exception cref="FaultsException">It is no table, or the first heading is nowhere.</exception>
    public static SmallSheet Read(byte[] bytes, IReadOnlyList<string> headings, Words words)
    {
        var lines = Lines(bytes, words);
        var head = lines.Take(LookedThrough).FirstOrDefault(l => l.Cells.Any(c => Spelling.Tidy(c) == headings[0]))
            ?? throw new FaultsException("file", words.Say("tables.no_heading", ("heading", headings[0])));
        var names = head.Cells.Select(Spelling.Tidy).ToList();
        var rows = lines.SkipWhile(l => l != head).Skip(1).Where(l => !l.Blank).Select(l => new SmallRow(l.Line, Cells(l, names, headings))).ToList();
        return new SmallSheet(rows, [.. names.Where(n => n.Length > 0 && !headings.Contains(n))]);
    }

    private static Dictionary<string, string> Cells(RosterLine line, List<string> names, IReadOnlyList<string> headings) =>
        headings.Where(names.Contains).ToDictionary(h => h, h => Spelling.Tidy(line.At(names.IndexOf(h))));

    private static List<RosterLine> Lines(byte[] bytes, Words words)
    {
        try
        {
            return CsvText.IsWorkbook(bytes)
                ? [.. Workbook.Read(bytes).Where(s => s.Lines.Count > 0).OrderBy(s => s.Hidden).SelectMany(s => s.Lines)]
                : [.. CsvText.Lines(CsvText.Decode(bytes) ?? throw new FaultsException("file", words["tables.no_text"]))];
        }
        catch (NoRosterException broken)
        {
            throw new FaultsException("file", words.Say(broken.Key, broken.Places));
        }
    }
}

/// <summary>What became of a small table: how many rows were taken, and why others were not.</summary>
public sealed record SheetResult(int Added, int Kept, IReadOnlyList<SheetRejected> Rejected, IReadOnlyList<string> Unread);

public sealed record SheetRejected(int Row, string Reason);
