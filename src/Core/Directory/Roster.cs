namespace Luzhi.Core.Directory;

/// <summary>The columns of a roster, in the order in which they are shown.</summary>
public enum RosterColumn { Name, Phone, Code, Party, Sectors, Committee, MemberGroup, Branch, Locality, Roles, Since }

/// <summary>A unit as a roster names it: the committee only for a member group.</summary>
public sealed record UnitName(UnitKind Kind, string? Committee, string Name);

/// <summary>One person of a roster, every cell understood. <see cref="Line"/> is the line of the file, the header being 1.</summary>
public sealed record RosterRow
{
    public required int Line { get; init; }
    public required string Name { get; init; }
    public string? Phone { get; init; }
    public string? Code { get; init; }
    public string? Party { get; init; }
    public DateOnly? Since { get; init; }
    public IReadOnlyList<UnitName> Units { get; init; } = [];
    public IReadOnlyList<string> Roles { get; init; } = [];
}

/// <summary>What could not be taken, for the secretary who has to mend it.</summary>
public sealed record RosterRejected(int Row, string Column, string Reason);

/// <param name="Rows">The rows that were understood.</param>
/// <param name="Rejected">The others, and columns that are not a roster's.</param>
/// <param name="Columns">The columns the file has: a column it does not have changes nothing about anybody.</param>
public sealed record RosterSheet(IReadOnlyList<RosterRow> Rows, IReadOnlyList<RosterRejected> Rejected, IReadOnlySet<RosterColumn> Columns);

/// <param name="Created">People who were not known.</param>
/// <param name="Updated">People of whom anything changed.</param>
/// <param name="Rejected">Rows not taken, in the order of the file.</param>
/// <param name="NewUnits">Units that the directory did not know, e.g. 专委会:经济委. A misspelled one shows here first.</param>
public sealed record RosterResult(int Created, int Updated, IReadOnlyList<RosterRejected> Rejected, IReadOnlyList<string> NewUnits);

/// <summary>The names of the columns, as a secretary writes them.</summary>
public static class RosterColumns
{
    public static readonly IReadOnlyDictionary<RosterColumn, string> Names = new Dictionary<RosterColumn, string>
    {
        [RosterColumn.Name] = "姓名",
        [RosterColumn.Phone] = "手机",
        [RosterColumn.Code] = "绑定码",
        [RosterColumn.Party] = "政治面貌",
        [RosterColumn.Sectors] = "界别",
        [RosterColumn.Committee] = "专委会",
        [RosterColumn.MemberGroup] = "委员组",
        [RosterColumn.Branch] = "党支部",
        [RosterColumn.Locality] = "属地",
        [RosterColumn.Roles] = "职务",
        [RosterColumn.Since] = "任期起",
    };

    /// <summary>The columns that put a person into units, and the kind of unit of each.</summary>
    public static readonly IReadOnlyDictionary<RosterColumn, UnitKind> Units = new Dictionary<RosterColumn, UnitKind>
    {
        [RosterColumn.Sectors] = UnitKind.Sector,
        [RosterColumn.Committee] = UnitKind.Committee,
        [RosterColumn.MemberGroup] = UnitKind.MemberGroup,
        [RosterColumn.Branch] = UnitKind.Branch,
        [RosterColumn.Locality] = UnitKind.Locality,
    };

    public static RosterColumn? Find(string header)
    {
        var plain = Spelling.Plain(header).Replace(" ", "", StringComparison.Ordinal);
        foreach (var (column, name) in Names)
        {
            if (plain == name)
            {
                return column;
            }
        }

        return null;
    }
}
