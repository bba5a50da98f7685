namespace Luzhi.Core.Directory;

/// <summary>
/// The header of a roster, one line or two: 联系方式 may reach over 手机 and 办公电话, and 姓名 over both lines, above or below.
/// Each column is called what stands lowest in it.
/// </summary>
internal sealed class RosterHead
{
    private readonly IReadOnlyList<RosterLine> lines;
    private readonly IReadOnlyList<Merge> merges;
    private readonly int first;

    public RosterHead(IReadOnlyList<RosterLine> lines, IReadOnlyList<Merge> merges, int at)
    {
        (this.lines, this.merges) = (lines, merges);
        first = at > 0 && Above(lines[at - 1], at) ? at - 1 : at;
        Last = at + 1 < lines.Count && Below(lines[at + 1], NameIn(lines[at])) ? at + 1 : at;
        Names = [.. Enumerable.Range(0, lines.Skip(first).Take(Last - first + 1).Max(l => l.Cells.Count)).Select(Called)];
    }

    /// <summary>The index of the header's last line.</summary>
    public int Last { get; }

    public IReadOnlyList<string> Names { get; }

    /// <returns>The column that holds people's names; -1 when the line has none.</returns>
    public static int NameIn(RosterLine line)
    {
        var written = line.Cells.ToList();
        var own = written.FindIndex(c => RosterColumns.Find(c) == RosterColumn.Name);
        return own >= 0 ? own : written.FindIndex(c => RosterSynonyms.Find(c) == RosterColumn.Name && written.Count(x => x.Trim().Length > 0) > 1);
    }

    /// <summary>The line over the names' own belongs to the header where one of its cells reaches down into it, or names what is empty below.</summary>
    private bool Above(RosterLine line, int at) =>
        merges.Any(m => m.FromRow == line.Line - 1 && m.ToRow == lines[at].Line - 1)
        || line.Cells.Where((cell, c) => lines[at].At(c).Trim().Length == 0 && Known(cell)).Any();

    private static bool Below(RosterLine line, int name) => name >= 0 && line.At(name).Trim().Length == 0 && line.Cells.Any(Known);

    private static bool Known(string cell) => (RosterColumns.Find(cell) ?? RosterSynonyms.Find(cell)) is not null;

    private string Called(int column)
    {
        var over = "";
        for (var i = first; i <= Last; i++)
        {
            var written = Spelling.Tidy(Written(lines[i], column));
            over = written.Length == 0 ? over : Known(written) || over.Length == 0 || !Known(over + written) ? written : over + written;
        }

        return over;
    }

    /// <summary>Under a cell that reaches over several columns each of them is called so, while nothing lower says more.</summary>
    private string Written(RosterLine line, int column)
    {
        if (first == Last || line.At(column).Trim().Length > 0)
        {
            return line.At(column);
        }

        var over = merges.FirstOrDefault(m => m.Holds(line.Line - 1, column) && m.FromRow == line.Line - 1);
        return over is null ? "" : line.At(over.FromColumn);
    }
}
