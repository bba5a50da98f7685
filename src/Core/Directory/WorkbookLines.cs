using System.Text.RegularExpressions;
using Luzhi.Core.Settings;

namespace Luzhi.Core.Directory;

/// <summary>The lines of a workbook below its header: merged cells filled down, totals and captions passed over and named.</summary>
internal sealed partial class WorkbookLines(WorkbookSheet sheet, Words words)
{
    private static readonly RosterColumn?[] OnePersons = [RosterColumn.Name, RosterColumn.Phone, RosterColumn.Code];

    private readonly List<Merge> down = [.. sheet.Merges.Where(m => m.ToRow > m.FromRow)];
    private readonly List<Merge> wide = [.. sheet.Merges.Where(m => m.ToColumn > m.FromColumn)];
    private readonly Dictionary<int, RosterLine> byLine = sheet.Lines.ToDictionary(l => l.Line);

    public RosterTable Table(int headerAt, RosterTable table)
    {
        var name = RosterHead.NameIn(sheet.Lines[headerAt]);
        var (people, captions) = (new List<RosterLine>(), new List<int>());
        foreach (var line in table.Lines)
        {
            if (IsCaption(line, name))
            {
                captions.Add(line.Line);
            }
            else
            {
                people.Add(Filled(line, name, table.Header));
            }
        }

        IReadOnlyList<string> said = captions.Count == 0 ? [] : [words.Say("roster.note.captions", ("lines", string.Join('、', captions.Take(10)) + (captions.Count > 10 ? "……" : "")))];
        return table with { Lines = people, Notes = [.. table.Notes, .. said] };
    }

    /// <summary>合计 600 人; a committee's name across the sheet; 填表人 under the table.</summary>
    private bool IsCaption(RosterLine line, int name)
    {
        var written = line.Cells.Select((cell, column) => (Text: Spelling.Plain(cell), Column: column)).Where(c => c.Text.Length > 0).ToList();
        if (written.Any(c => c.Column <= name && Total().IsMatch(c.Text.Replace(" ", "", StringComparison.Ordinal))))
        {
            return true;
        }

        return written is [var only] && (only.Column != name || wide.Exists(m => m.Holds(line.Line - 1, name)))
            && (only.Column < name || wide.Exists(m => m.Holds(line.Line - 1, only.Column)));
    }

    /// <summary>A committee's cell that reaches over forty people is each one's. A name, phone or code that does is still one person's.</summary>
    private RosterLine Filled(RosterLine line, int name, IReadOnlyList<string> header)
    {
        var row = line.Line - 1;
        var reaching = down.FindAll(m => row > m.FromRow && row <= m.ToRow && byLine.ContainsKey(m.FromRow + 1));
        if (reaching.Count == 0)
        {
            return line;
        }

        var cells = line.Cells.ToArray();
        foreach (var merge in reaching.Where(m => m.FromColumn < cells.Length && !OnePerson(header, m.FromColumn)))
        {
            cells[merge.FromColumn] = byLine[merge.FromRow + 1].At(merge.FromColumn);
        }

        return line with { Cells = cells, BelongsTo = reaching.Find(m => m.Holds(row, name))?.FromRow + 1 };
    }

    private static bool OnePerson(IReadOnlyList<string> header, int column) =>
        column < header.Count && OnePersons.Contains(RosterColumns.Find(header[column]) ?? RosterSynonyms.Find(header[column]));

    [GeneratedRegex(@"^(合计|总计|小计|共计|总人数|合计人数)([:：]?\d*人?)$")]
    private static partial Regex Total();
}
