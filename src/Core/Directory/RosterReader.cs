using Luzhi.Core.Settings;

namespace Luzhi.Core.Directory;

/// <summary>
/// Reads a roster as a secretary saves it, CSV or Excel: columns in any order, only 姓名 required. A row that cannot be taken is named with line, column
/// and reason, and the others are taken. A column nobody knows is named and left out; nothing is read when a person's name or the meaning of a column is in doubt.
/// </summary>
public sealed class RosterReader(Words words)
{
    private static readonly string NameColumn = RosterColumns.Names[RosterColumn.Name];

    public async Task<RosterSheet> ReadAsync(Stream stream, CancellationToken ct)
    {
        using var copy = new MemoryStream();
        await stream.CopyToAsync(copy, ct);
        return Read(copy.ToArray());
    }

    /// <param name="bytes">The file.</param>
    /// <param name="chosen">By the place of a column, what it is, where somebody looked at it and said so; null: nothing.</param>
    public RosterSheet Read(byte[] bytes, IReadOnlyDictionary<string, RosterColumn?>? chosen = null)
    {
        try
        {
            return Sheet(Table(bytes), chosen ?? new Dictionary<string, RosterColumn?>());
        }
        catch (NoRosterException none)
        {
            return new([], [new RosterRejected(1, NameColumn, words.Say(none.Key, none.Places))], new HashSet<RosterColumn>());
        }
    }

    private RosterTable Table(byte[] bytes) =>
        CsvText.IsWorkbook(bytes) ? RosterTable.OfWorkbook(Workbook.Read(bytes), words)
        : CsvText.Decode(bytes) is { } text ? RosterTable.OfCsv(text)
        : throw new NoRosterException("roster.encoding");

    private RosterSheet Sheet(RosterTable table, IReadOnlyDictionary<string, RosterColumn?> chosen)
    {
        var headings = new RosterHeadings(words, table);
        var rejected = new List<RosterRejected>();
        var header = headings.Take(chosen, rejected);
        var sheet = new RosterSheet([], rejected, new HashSet<RosterColumn>()) { Headings = headings.Said, Notes = table.Notes, Lines = table.Lines, HeaderLine = table.HeaderLine };
        return header is null ? sheet : sheet with { Rows = Rows(header, table, rejected), Columns = header.OfType<RosterColumn>().ToHashSet(), Rejected = [.. rejected.OrderBy(r => r.Row)] };
    }

    private IReadOnlyList<RosterRow> Rows(RosterColumn?[] header, RosterTable table, List<RosterRejected> rejected)
    {
        var rows = new List<RosterRow>();
        foreach (var line in table.Lines)
        {
            if (Unreadable(line, table) is { } why)
            {
                rejected.Add(new RosterRejected(line.Line, "", why));
            }
            else if (new RosterRowReader(words, header, line, table.Workbook).Read(rejected) is { } row)
            {
                rows.Add(row);
            }
        }

        return new RosterTwins(words).Drop(rows, rejected);
    }

    private string? Unreadable(RosterLine line, RosterTable table) =>
        line.Unclosed ? words.Say("roster.unclosed")
        : line.BelongsTo is { } first ? words.Say("roster.one_person", ("line", first))
        : !table.Workbook && line.Cells.Skip(table.Header.Count).Any(c => !string.IsNullOrWhiteSpace(c))
            ? words.Say("roster.too_many", ("cells", line.Cells.Count), ("columns", table.Header.Count))
        : null;
}
