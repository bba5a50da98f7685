namespace Luzhi.Core.Directory;

/// <summary>A member of the body as coverage sees one: outside or inside the Party, and in which units today.</summary>
public sealed record CoveredPerson(long Id, string Name, bool Inside, IReadOnlyList<long> Units);

/// <summary>One person who is not covered, or covered twice. <paramref name="Units"/>: what they are in instead.</summary>
/// <param name="Person">Who.</param>
/// <param name="Units">The units in question.</param>
/// <param name="Fix">The shortest way to cover them, where there is one: a unit to join, or a person to be their contact.</param>
public sealed record CoverageLine(CoveredPerson Person, IReadOnlyList<string> Units, CoverageFix? Fix = null);

/// <summary>Exactly one of the two is set.</summary>
public sealed record CoverageFix(Unit? Join, CoveredPerson? Contact);

/// <summary>Who is in none, who is in two (A1, A2); who of the Party has no branch, who outside it no contact (A3). By name, complete.</summary>
public sealed record Coverage
{
    /// <summary>Whoever holds 委员 today.</summary>
    public required int Members { get; init; }
    public required IReadOnlyList<CoverageLine> NoCommittee { get; init; }
    public required IReadOnlyList<CoverageLine> TwoCommittees { get; init; }
    public required IReadOnlyList<CoverageLine> NoSector { get; init; }
    public required IReadOnlyList<CoverageLine> NoGroup { get; init; }
    public required IReadOnlyList<CoverageLine> TwoGroups { get; init; }

    /// <summary>In a group of a committee that is not theirs.</summary>
    public required IReadOnlyList<CoverageLine> GroupElsewhere { get; init; }
    public required IReadOnlyList<CoverageLine> NoLocality { get; init; }
    public required IReadOnlyList<CoverageLine> TwoLocalities { get; init; }
    public required IReadOnlyList<CoverageLine> NoBranch { get; init; }
    public required IReadOnlyList<CoverageLine> NoContact { get; init; }

    /// <param name="people">Everybody who holds 委员 today.</param>
    /// <param name="units">The units they are in, and the committees of the groups.</param>
    /// <param name="contacts">Pairs joined by 党员联系党外委员 today. The one inside the Party need not be a 委员.</param>
    public static Coverage Of(IReadOnlyList<CoveredPerson> people, IReadOnlyDictionary<long, Unit> units, IReadOnlyList<(long Inside, long Outside)> contacts)
    {
        var fixes = new CoverageFixes(people, units, contacts);
        List<Unit> In(CoveredPerson person, UnitKind kind) => [.. person.Units.Select(u => units[u]).Where(u => u.Kind == kind)];
        IReadOnlyList<CoverageLine> With(UnitKind kind, Func<int, bool> count) =>
            [.. people.Select(p => (Person: p, In: In(p, kind))).Where(p => count(p.In.Count)).Select(p => new CoverageLine(p.Person, [.. p.In.Select(Path)]))];
        string Path(Unit unit) => unit.ParentId is { } parent ? $"{units[parent].Name}/{unit.Name}" : unit.Name;
        return new Coverage
        {
            Members = people.Count,
            NoCommittee = With(UnitKind.Committee, n => n == 0),
            TwoCommittees = With(UnitKind.Committee, n => n > 1),
            NoSector = With(UnitKind.Sector, n => n == 0),
            NoGroup = With(UnitKind.MemberGroup, n => n == 0),
            TwoGroups = With(UnitKind.MemberGroup, n => n > 1),
            GroupElsewhere = [.. people.Select(p => (Person: p, Strange: In(p, UnitKind.MemberGroup).Where(g => g.ParentId is { } c && !p.Units.Contains(c)).ToList()))
                .Where(p => p.Strange.Count > 0).Select(p => new CoverageLine(p.Person, [.. p.Strange.Select(Path)]))],
            NoLocality = With(UnitKind.Locality, n => n == 0),
            TwoLocalities = With(UnitKind.Locality, n => n > 1),
            NoBranch = [.. people.Where(p => p.Inside && In(p, UnitKind.Branch).Count == 0).Select(p => new CoverageLine(p, [], fixes.Branch(p)))],
            NoContact = [.. people.Where(p => !p.Inside && !fixes.HasContact(p)).Select(p => new CoverageLine(p, [], fixes.Contact(p)))],
        };
    }
}
