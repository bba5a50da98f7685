namespace Luzhi.Core.Directory;

public sealed record KnownMembership(long Id, long UnitId);

public sealed record KnownRole(long Id, string Name, DateOnly? From);

/// <summary>Somebody the directory knows, with the memberships and roles that have not ended.</summary>
public sealed record KnownPerson(long Id, string Name, string? Phone, string? Code, string? Party, DateOnly? Since, bool Removed)
{
    public IReadOnlyList<KnownMembership> Memberships { get; init; } = [];
    public IReadOnlyList<KnownRole> Roles { get; init; } = [];
}

/// <summary>What a roster is compared with. <paramref name="Codes"/>: every binding code ever given out → whose it is.</summary>
public sealed record KnownDirectory(IReadOnlyList<KnownPerson> People, IReadOnlyList<Unit> Units, IReadOnlyDictionary<string, long> Codes)
{
    private readonly Dictionary<UnitName, long> unitIds = Keyed(Units);
    private readonly Dictionary<long, Unit> units = Units.ToDictionary(u => u.Id);

    public Unit Unit(long id) => units[id];

    public long? UnitId(UnitName unit) => unitIds.TryGetValue(Key(unit), out var id) ? id : null;

    /// <summary>Whose a code is, or ever was.</summary>
    public KnownPerson? CodeOwner(string code) =>
        People.FirstOrDefault(p => p.Code == code) ?? (Codes.TryGetValue(code, out var owner) ? People.FirstOrDefault(p => p.Id == owner) : null);

    /// <summary>第１组 and 第1组 are one unit; 第1组 of two committees are two.</summary>
    public static UnitName Key(UnitName unit) =>
        new(unit.Kind, unit.Committee is null ? null : Spelling.Plain(unit.Committee), Spelling.Plain(unit.Name));

    private static Dictionary<UnitName, long> Keyed(IReadOnlyList<Unit> units)
    {
        var names = units.ToDictionary(u => u.Id, u => u.Name);
        var ids = new Dictionary<UnitName, long>();
        foreach (var unit in units)
        {
            ids.TryAdd(Key(new UnitName(unit.Kind, unit.ParentId is { } parent ? names.GetValueOrDefault(parent) : null, unit.Name)), unit.Id);
        }

        return ids;
    }
}
