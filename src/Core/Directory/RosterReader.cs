using Luzhi.Core.Settings;

namespace Luzhi.Core.Directory;

/// <summary>
/// Reads a roster as a secretary saves it: columns in any order, only 姓名 required. A row that cannot be taken is named with line, column and reason,
/// and the others are taken. A column nobody knows is named and left out; nothing is read when a person's name or the meaning of a column is in doubt.
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

    public RosterSheet Read(ReadOnlySpan<byte> bytes)
    {
        if (CsvText.IsWorkbook(bytes))
        {
            return Refused("roster.workbook");
        }

        if (CsvText.Decode(bytes) is not { } text)
        {
            return Refused("roster.encoding");
        }

        using var lines = CsvText.Lines(text).GetEnumerator();
        if (!lines.MoveNext())
        {
            return Refused("roster.empty");
        }

        var rejected = new List<RosterRejected>();
        return Header(lines.Current, rejected) is { } header
            ? Sheet(header, lines, rejected)
            : new RosterSheet([], rejected, new HashSet<RosterColumn>());
    }

    /// <returns>What each place of a row is, null for a place to pass over; no header at all when the file cannot be read by it.</returns>
    private RosterColumn?[]? Header(CsvLine line, List<RosterRejected> rejected)
    {
        var columns = line.Cells.Select(RosterColumns.Find).ToArray();
        for (var i = 0; i < columns.Length; i++)
        {
            var written = Spelling.Tidy(line.Cells[i]);
            if (columns[i] is null && written.Length > 0)
            {
                rejected.Add(new RosterRejected(line.Line, written, Unknown(written)));
            }
        }

        var twice = columns.Where(c => c is not null).GroupBy(c => c).FirstOrDefault(g => g.Count() > 1)?.Key;
        var broken = twice is { } column ? new RosterRejected(line.Line, RosterColumns.Names[column], words.Say("roster.column_twice"))
            : !columns.Contains(RosterColumn.Name) ? new RosterRejected(line.Line, NameColumn, words.Say("roster.no_name_column"))
            : null;
        if (broken is not null)
        {
            rejected.Add(broken);
        }

        return broken is null ? columns : null;
    }

    private string Unknown(string written)
    {
        var known = RosterColumns.Names.Values;
        return Nearest.Word(written, known) is { } near
            ? words.Say("roster.column_near", ("near", near))
            : words.Say("roster.column", ("all", string.Join('、', known)));
    }

    private RosterSheet Sheet(RosterColumn?[] header, IEnumerator<CsvLine> lines, List<RosterRejected> rejected)
    {
        var rows = new List<RosterRow>();
        while (lines.MoveNext())
        {
            var line = lines.Current;
            if (line.Unclosed)
            {
                rejected.Add(new RosterRejected(line.Line, "", words.Say("roster.unclosed")));
            }
            else if (line.Cells.Skip(header.Length).Any(c => !string.IsNullOrWhiteSpace(c)))
            {
                rejected.Add(new RosterRejected(line.Line, "", words.Say("roster.too_many", ("cells", line.Cells.Count), ("columns", header.Length))));
            }
            else if (new RosterRowReader(words, header, line).Read(rejected) is { } row)
            {
                rows.Add(row);
            }
        }

        var unique = new RosterTwins(words).Drop(rows, rejected);
        return new RosterSheet(unique, [.. rejected.OrderBy(r => r.Row)], header.OfType<RosterColumn>().ToHashSet());
    }

    private RosterSheet Refused(string key) => new([], [new RosterRejected(1, NameColumn, words.Say(key))], new HashSet<RosterColumn>());
}
