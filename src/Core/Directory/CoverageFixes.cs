namespace Luzhi.Core.Directory;

/// <summary>
/// The nearest way to cover somebody: for one outside the Party the member inside it who is closest (same group, else committee, else sector, else anybody)
/// and has the fewest to look after, each suggestion counting for the next; for one inside it the branch most of their committee are in.
/// </summary>
internal sealed class CoverageFixes
{
    /// <summary>A6: one to three each. Whoever has three is asked no more.</summary>
    public const int ContactsAtMost = 3;

    private static readonly UnitKind[] Closest = [UnitKind.MemberGroup, UnitKind.Committee, UnitKind.Sector];

    private readonly IReadOnlyDictionary<long, Unit> units;
    private readonly Dictionary<long, int> load = [];
    private readonly HashSet<long> covered = [];
    private readonly Dictionary<long, List<CoveredPerson>> insideOf;
    private readonly SortedSet<(int Load, long Id)> free;
    private readonly Dictionary<long, CoveredPerson> inside;
    private readonly Unit? largestBranch;

    public CoverageFixes(IReadOnlyList<CoveredPerson> people, IReadOnlyDictionary<long, Unit> units, IReadOnlyList<(long Inside, long Outside)> contacts)
    {
        this.units = units;
        inside = people.Where(p => p.Inside).ToDictionary(p => p.Id);
        insideOf = inside.Values.SelectMany(p => p.Units.Select(u => (Unit: u, Person: p))).GroupBy(x => x.Unit).ToDictionary(g => g.Key, g => g.Select(x => x.Person).ToList());
        foreach (var (contact, outside) in contacts)
        {
            load[contact] = load.GetValueOrDefault(contact) + 1;
            covered.Add(outside);
        }

        free = [.. inside.Keys.Select(id => (load.GetValueOrDefault(id), id)).Where(x => x.Item1 < ContactsAtMost)];
        largestBranch = Commonest(inside.Values);
    }

    public bool HasContact(CoveredPerson person) => covered.Contains(person.Id);

    public CoverageFix? Contact(CoveredPerson person)
    {
        var near = Closest.Select(kind => person.Units.Where(u => units[u].Kind == kind).SelectMany(u => insideOf.GetValueOrDefault(u) ?? [])
            .Where(p => load.GetValueOrDefault(p.Id) < ContactsAtMost).MinBy(p => (load.GetValueOrDefault(p.Id), p.Id))).FirstOrDefault(p => p is not null);
        var contact = near ?? (free.Count > 0 ? inside[free.Min.Id] : null);
        if (contact is null)
        {
            return null;
        }

        Take(contact.Id);
        return new CoverageFix(null, contact);
    }

    public CoverageFix? Branch(CoveredPerson person)
    {
        var colleagues = person.Units.Where(u => units[u].Kind == UnitKind.Committee).SelectMany(u => insideOf.GetValueOrDefault(u) ?? []);
        return (Commonest(colleagues) ?? largestBranch) is { } branch ? new CoverageFix(branch, null) : null;
    }

    private void Take(long id)
    {
        var before = load.GetValueOrDefault(id);
        load[id] = before + 1;
        free.Remove((before, id));
        if (before + 1 < ContactsAtMost)
        {
            free.Add((before + 1, id));
        }
    }

    private Unit? Commonest(IEnumerable<CoveredPerson> people) =>
        people.SelectMany(p => p.Units).Where(u => units[u].Kind == UnitKind.Branch).CountBy(u => u)
            .OrderByDescending(u => u.Value).ThenBy(u => u.Key).Select(u => units[u.Key]).FirstOrDefault();
}
