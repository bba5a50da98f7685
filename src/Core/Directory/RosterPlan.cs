using Luzhi.Core.Settings;

namespace Luzhi.Core.Directory;

/// <summary>What a roster changes about somebody known. Ids are of memberships and roles; what ends is closed with a date, never deleted.</summary>
public sealed record PersonChange(KnownPerson Before, KnownPerson After)
{
    /// <summary>The row that says so; 0 on a page.</summary>
    public int Line { get; init; }

    public IReadOnlyList<UnitName> Joins { get; init; } = [];
    public IReadOnlyList<long> Leaves { get; init; } = [];
    public IReadOnlyList<string> Takes { get; init; } = [];
    public IReadOnlyList<long> LaysDown { get; init; } = [];

    /// <summary>Roles that began with the term, when the roster says that the term began on another day.</summary>
    public IReadOnlyList<long> BeginWithTerm { get; init; } = [];

    public bool Self => Before with { Memberships = After.Memberships, Roles = After.Roles } != After;

    public bool Any => Self || Joins.Count + Leaves.Count + Takes.Count + LaysDown.Count + BeginWithTerm.Count > 0;
}

/// <summary>
/// What importing a roster would do, worked out before anything is done; preview and import make the same one.
/// A column the file has is the truth about everybody in it, also where its cell is empty, except that an empty 手机 or 绑定码 keeps what is known.
/// A column it does not have changes nothing. Who is not in the file is left alone. Without any 职务 somebody on a roster is a 委员.
/// </summary>
public sealed record RosterPlan(
    IReadOnlyList<RosterRow> Created, IReadOnlyList<PersonChange> Changed, IReadOnlyList<UnitName> NewUnits, IReadOnlyList<RosterRejected> Rejected)
{
    /// <summary>People of whom the file says nothing new.</summary>
    public int Unchanged { get; init; }

    public IReadOnlyList<RosterHeading> Headings { get; init; } = [];

    public IReadOnlyList<string> Notes { get; init; } = [];

    public IReadOnlyList<RosterWarning> Warnings { get; init; } = [];

    public IReadOnlyList<RosterDoubt> Doubts { get; init; } = [];

    public int HeaderLine { get; init; } = 1;

    public static RosterPlan Of(RosterSheet sheet, KnownDirectory known, Words words)
    {
        var rejected = sheet.Rejected.ToList();
        var created = new List<RosterRow>();
        var changed = new List<PersonChange>();
        var unchanged = 0;
        var match = new RosterMatch(known, words, rejected, sheet.Same);
        foreach (var (row, person) in match.Of(sheet.Rows))
        {
            if (person is null)
            {
                created.Add(row.Roles.Count > 0 ? row : row with { Roles = [AudienceWords.MemberRole] });
            }
            else if (Change(row, person, sheet.Columns, known) is { Any: true } change)
            {
                changed.Add(change);
            }
            else
            {
                unchanged++;
            }
        }

        return new RosterPlan(created, changed, Unknown(created, changed, known), [.. rejected.OrderBy(r => r.Row)])
        {
            Unchanged = unchanged,
            Headings = sheet.Headings,
            Notes = sheet.Notes,
            Warnings = [.. match.Warnings.Concat(new RosterNamesakes(known, words).Of(created)).OrderBy(w => w.Row)],
            Doubts = match.Doubts,
            HeaderLine = sheet.HeaderLine,
        };
    }

    /// <summary>One person as a secretary put them down: every cell is the truth, an empty one too.</summary>
    /// <param name="row">As the form was filled in.</param>
    /// <param name="person">Who it is; null for somebody new.</param>
    /// <param name="known">What is known now.</param>
    public static RosterPlan ForOne(RosterRow row, KnownPerson? person, KnownDirectory known)
    {
        if (person is null)
        {
            return new RosterPlan([row], [], Unknown([row], [], known), []);
        }

        var change = Change(row, person with { Phone = row.Phone, Code = row.Code }, RosterColumns.Names.Keys.ToHashSet(), known) with { Before = person };
        return new RosterPlan([], change.Any ? [change] : [], Unknown([], [change], known), []);
    }

    private static List<UnitName> Unknown(IEnumerable<RosterRow> created, IEnumerable<PersonChange> changed, KnownDirectory known) =>
        [.. created.SelectMany(r => r.Units).Concat(changed.SelectMany(c => c.Joins))
            .SelectMany(u => u.Committee is null ? [u] : new[] { new UnitName(UnitKind.Committee, null, u.Committee), u })
            .Where(u => known.UnitId(u) is null).DistinctBy(KnownDirectory.Key)];

    /// <summary>The plan as numbers, which is what people see.</summary>
    public RosterResult Result() => new(Created.Count, Changed.Count, Rejected,
        [.. NewUnits.Select(u => $"{AudienceWords.Kinds[u.Kind]}:{(u.Committee is null ? "" : u.Committee + "/")}{u.Name}")])
    {
        Headings = Headings,
        Notes = Notes,
        Warnings = Warnings,
        HeaderLine = HeaderLine,
    };

    private static PersonChange Change(RosterRow row, KnownPerson person, IReadOnlySet<RosterColumn> columns, KnownDirectory known)
    {
        var after = person with
        {
            Name = row.Name,
            Phone = row.Phone ?? person.Phone,
            Code = row.Code ?? person.Code,
            Party = columns.Contains(RosterColumn.Party) ? row.Party : person.Party,
            Since = columns.Contains(RosterColumn.Since) ? row.Since : person.Since,
            Removed = false,
        };
        var (takes, laysDown) = columns.Contains(RosterColumn.Roles) ? Roles(row, person) : ([], []);
        var (joins, leaves) = Units(row, person, columns, known);
        return new PersonChange(person, after)
        {
            Line = row.Line,
            Joins = joins,
            Leaves = leaves,
            Takes = takes,
            LaysDown = laysDown,
            BeginWithTerm = after.Since == person.Since ? []
                : [.. person.Roles.Where(r => r.From == person.Since && !laysDown.Contains(r.Id)).Select(r => r.Id)],
        };
    }

    private static (IReadOnlyList<string> Takes, IReadOnlyList<long> LaysDown) Roles(RosterRow row, KnownPerson person)
    {
        IReadOnlyList<string> wanted = row.Roles.Count > 0 ? row.Roles : [AudienceWords.MemberRole];
        return ([.. wanted.Except(person.Roles.Select(r => r.Name))], [.. person.Roles.Where(r => !wanted.Contains(r.Name)).Select(r => r.Id)]);
    }

    private static (IReadOnlyList<UnitName> Joins, IReadOnlyList<long> Leaves) Units(
        RosterRow row, KnownPerson person, IReadOnlySet<RosterColumn> columns, KnownDirectory known)
    {
        var kinds = RosterColumns.Units.Where(u => columns.Contains(u.Key)).Select(u => u.Value).ToHashSet();
        var wanted = row.Units.Select(u => (Unit: u, Id: known.UnitId(u))).ToList();
        var wantedIds = wanted.Where(w => w.Id is not null).Select(w => w.Id!.Value).ToHashSet();
        var isIn = person.Memberships.Select(m => m.UnitId).ToHashSet();
        var leaves = person.Memberships.Where(m => !wantedIds.Contains(m.UnitId) && Governs(known.Unit(m.UnitId), kinds, wantedIds)).Select(m => m.Id);
        return ([.. wanted.Where(w => w.Id is null || !isIn.Contains(w.Id.Value)).Select(w => w.Unit)], [.. leaves]);
    }

    /// <summary>A file without 委员组 still ends the groups of a committee that somebody has left.</summary>
    private static bool Governs(Unit unit, HashSet<UnitKind> kinds, HashSet<long> wanted) =>
        kinds.Contains(unit.Kind) || (unit.Kind == UnitKind.MemberGroup && kinds.Contains(UnitKind.Committee) && unit.ParentId is { } committee && !wanted.Contains(committee));
}
