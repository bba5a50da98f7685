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
public sealed record RosterRejected(int Row, string Column, string Reason)
{
    /// <summary>Of a workbook, the cell as a spreadsheet names it: D7.</summary>
    public string? Cell { get; init; }
}

/// <summary>A row that was taken, and that somebody should look at all the same.</summary>
public sealed record RosterWarning(int Row, string Column, string Reason);

/// <summary>The only one of this name is known with another number: the same person with a new phone, or somebody else of that name.</summary>
/// <param name="Same">What the secretary said; null while nothing was.</param>
public sealed record RosterDoubt(int Row, string Name, long PersonId, string Known, string Written, bool? Same);

/// <summary>One column of the file: where it stands (D), what is written over it, what it is taken as (null: left out).</summary>
/// <param name="Guessed">It bears another name than the roster's own: to be looked at before it is believed.</param>
public sealed record RosterHeading(string Place, string Written, RosterColumn? Column, bool Guessed);

/// <param name="Rows">The rows that were understood.</param>
/// <param name="Rejected">The others, and columns that are not a roster's.</param>
/// <param name="Columns">The columns the file has: a column it does not have changes nothing about anybody.</param>
public sealed record RosterSheet(IReadOnlyList<RosterRow> Rows, IReadOnlyList<RosterRejected> Rejected, IReadOnlySet<RosterColumn> Columns)
{
    public IReadOnlyList<RosterHeading> Headings { get; init; } = [];

    /// <summary>What was passed over without being anybody's, and what may not have been meant: captions, other sheets, hidden lines.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The line on which the header ends: what is rejected there is a column, not a person.</summary>
    public int HeaderLine { get; init; } = 1;

    /// <summary>
    /// By line, whether a doubtful row is the person known. A row of which nothing is said is not taken. null where nobody is there to
    /// be asked (the API, the command): then the unique name decides, as the contract says, and a warning tells it.
    /// </summary>
    public IReadOnlyDictionary<int, bool>? Same { get; init; }

    /// <summary>The lines about people as they were written, to give back those that cannot be taken.</summary>
    public IReadOnlyList<RosterLine> Lines { get; init; } = [];
}

/// <param name="Created">People who were not known.</param>
/// <param name="Updated">People of whom anything changed.</param>
/// <param name="Rejected">Rows not taken, in the order of the file.</param>
/// <param name="NewUnits">Units that the directory did not know, e.g. 专委会:经济委. A misspelled one shows here first.</param>
public sealed record RosterResult(int Created, int Updated, IReadOnlyList<RosterRejected> Rejected, IReadOnlyList<string> NewUnits)
{
    /// <summary>What each column was taken as, in the roster's words, e.g. D: 电话 → 手机.</summary>
    public IReadOnlyList<RosterHeading> Headings { get; init; } = [];

    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Rows that were taken, and may not be what they seem: two new people of one name, a number that changed.</summary>
    public IReadOnlyList<RosterWarning> Warnings { get; init; } = [];

    /// <summary>The line on which the header ends: what is rejected there is a column, not a person.</summary>
    public int HeaderLine { get; init; } = 1;

    /// <summary>Lines about people that were not taken; a column that was not read is none.</summary>
    public int RowsRejected => Rejected.Select(r => r.Row).Where(row => row > HeaderLine).Distinct().Count();
}

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

    public static RosterColumn? Find(string header) => ByName.TryGetValue(Bare(header), out var column) ? column : null;

    /// <summary>A heading without what forms put around it: 手 机, *手机：, 手机（必填）.</summary>
    public static string Bare(string header)
    {
        var plain = Spelling.Plain(header).Replace(" ", "", StringComparison.Ordinal);
        var bracket = plain.IndexOf('(', StringComparison.Ordinal);
        return (bracket > 0 && plain[^1] == ')' ? plain[..bracket] : plain).Trim('*', ':', '：');
    }

    private static readonly Dictionary<string, RosterColumn> ByName = Names.ToDictionary(n => n.Value, n => n.Key);
}
