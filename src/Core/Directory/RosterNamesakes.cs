using Luzhi.Core.Settings;

namespace Luzhi.Core.Directory;

/// <summary>Somebody new who has the name of another: taken, and told, because it may be one person written twice.</summary>
internal sealed class RosterNamesakes(KnownDirectory known, Words words)
{
    public IEnumerable<RosterWarning> Of(IReadOnlyList<RosterRow> created)
    {
        var here = known.People.Where(p => !p.Removed).Select(p => p.Name).ToHashSet();
        foreach (var same in created.GroupBy(r => r.Name))
        {
            var first = same.First();
            foreach (var row in same)
            {
                if (here.Contains(row.Name))
                {
                    yield return Warn(row, words.Say("roster.warn.known", ("name", row.Name)));
                }
                else if (row != first)
                {
                    yield return Warn(row, words.Say("roster.warn.twice", ("line", first.Line), ("name", row.Name)));
                }
            }
        }
    }

    private static RosterWarning Warn(RosterRow row, string why) => new(row.Line, RosterColumns.Names[RosterColumn.Name], why);
}
