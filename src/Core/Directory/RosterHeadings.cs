using Luzhi.Core.Settings;

namespace Luzhi.Core.Directory;

/// <summary>What the columns of a file are: by their own name, by another name for the same, or as somebody said who looked.</summary>
internal sealed class RosterHeadings(Words words, RosterTable table)
{
    private readonly List<RosterHeading> said = [];

    /// <summary>Every column that has a name, or holds anything.</summary>
    public IReadOnlyList<RosterHeading> Said => said;

    /// <returns>What each place of a line is, null for a place to pass over; no header at all when the file cannot be read by it.</returns>
    public RosterColumn?[]? Take(IReadOnlyDictionary<string, RosterColumn?> chosen, List<RosterRejected> rejected)
    {
        var own = table.Header.Select((written, i) => chosen.TryGetValue(RosterLine.Place(i), out var choice) ? choice : RosterColumns.Find(written)).ToArray();
        var columns = new RosterColumn?[own.Length];
        for (var i = 0; i < own.Length; i++)
        {
            var (place, written) = (RosterLine.Place(i), table.Header[i]);
            var guess = own[i] is null && !chosen.ContainsKey(place) ? RosterSynonyms.Find(written) : null;
            columns[i] = own[i] ?? (guess is null || own.Contains(guess) || columns.Contains(guess) ? null : guess);
            if (written.Length == 0 && columns[i] is null && !(table.Workbook && table.Lines.Any(l => l.At(i).Trim().Length > 0)))
            {
                continue;
            }

            said.Add(new RosterHeading(place, written, columns[i], columns[i] is { } taken && RosterColumns.Names[taken] != Spelling.Tidy(written)));
            if (written.Length > 0 && columns[i] is null && !chosen.ContainsKey(place))
            {
                rejected.Add(Reject(written, guess is null ? Unknown(written) : words.Say("roster.column_taken", ("column", RosterColumns.Names[guess.Value])), i));
            }
        }

        var broken = Broken(columns);
        rejected.AddRange(broken is null ? [] : [broken]);
        return broken is null ? columns : null;
    }

    private RosterRejected? Broken(RosterColumn?[] columns)
    {
        var twice = columns.Where(c => c is not null).GroupBy(c => c).FirstOrDefault(g => g.Count() > 1)?.Key;
        return twice is { } column ? Reject(RosterColumns.Names[column], words.Say("roster.column_twice"), null)
            : !columns.Contains(RosterColumn.Name) ? Reject(RosterColumns.Names[RosterColumn.Name], words.Say("roster.no_name_column"), null)
            : null;
    }

    private RosterRejected Reject(string column, string why, int? at) =>
        new(table.HeaderLine, column, why) { Cell = table.Workbook && at is { } place ? RosterLine.Place(place, table.HeaderLine) : null };

    private string Unknown(string written)
    {
        var known = RosterColumns.Names.Values;
        return Nearest.Word(written, known) is { } near
            ? words.Say("roster.column_near", ("near", near))
            : words.Say("roster.column", ("all", string.Join('、', known)));
    }
}
