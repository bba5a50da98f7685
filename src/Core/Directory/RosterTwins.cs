using Luzhi.Core.Settings;

namespace Luzhi.Core.Directory;

/// <summary>Two rows of one file that are, or may be, the same person: only the first is taken, the other named.</summary>
internal sealed class RosterTwins(Words words)
{
    public IReadOnlyList<RosterRow> Drop(IReadOnlyList<RosterRow> rows, List<RosterRejected> rejected)
    {
        rows = Drop(rows, r => r.Code, RosterColumn.Code, "roster.twin_code", rejected);
        rows = Drop(rows, r => r.Phone, RosterColumn.Phone, "roster.twin_phone", rejected);
        return DropNameless(rows, rejected);
    }

    private List<RosterRow> Drop(IReadOnlyList<RosterRow> rows, Func<RosterRow, string?> by, RosterColumn column, string why, List<RosterRejected> rejected)
    {
        var (kept, first) = (new List<RosterRow>(rows.Count), new Dictionary<string, int>());
        foreach (var row in rows)
        {
            if (by(row) is { } key && !first.TryAdd(key, row.Line))
            {
                rejected.Add(new RosterRejected(row.Line, RosterColumns.Names[column], words.Say(why, ("line", first[key]))));
                continue;
            }

            kept.Add(row);
        }

        return kept;
    }

    /// <summary>A row with nothing but a name is nobody in particular when another row bears the same name.</summary>
    private List<RosterRow> DropNameless(IReadOnlyList<RosterRow> rows, List<RosterRejected> rejected)
    {
        var sameName = rows.GroupBy(r => r.Name).ToDictionary(g => g.Key, g => g.FirstOrDefault(Known) ?? g.First());
        var kept = new List<RosterRow>(rows.Count);
        foreach (var row in rows)
        {
            var other = sameName[row.Name];
            if (ReferenceEquals(other, row) || Known(row))
            {
                kept.Add(row);
                continue;
            }

            rejected.Add(new RosterRejected(row.Line, RosterColumns.Names[RosterColumn.Name], words.Say("roster.twin_name", ("line", other.Line))));
        }

        return kept;
    }

    private static bool Known(RosterRow row) => row.Phone is not null || row.Code is not null;
}
