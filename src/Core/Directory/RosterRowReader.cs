using Luzhi.Core.Settings;

namespace Luzhi.Core.Directory;

/// <summary>Reads one row; every cell that cannot be taken is named, not only the first.</summary>
internal sealed class RosterRowReader(Words words, RosterColumn?[] header, RosterLine line, bool addressed = false)
{
    private readonly List<RosterRejected> wrong = [];

    public RosterRow? Read(List<RosterRejected> rejected)
    {
        var committees = Read(RosterColumn.Committee, RosterCells.Units) ?? [];
        var row = new RosterRow
        {
            Line = line.Line,
            Name = Read(RosterColumn.Name, RosterCells.Name) ?? "",
            Phone = Read(RosterColumn.Phone, RosterCells.Phone),
            Code = Read(RosterColumn.Code, RosterCells.Code),
            Party = Read(RosterColumn.Party, RosterCells.Word),
            Since = ReadDate(),
            Roles = Read(RosterColumn.Roles, RosterCells.Words) ?? [],
            Units =
            [
                .. committees.Select(c => new UnitName(UnitKind.Committee, null, c)),
                .. (Read(RosterColumn.MemberGroup, RosterCells.Units) ?? []).Select(g => Group(g, committees)).OfType<UnitName>(),
                .. Alone(RosterColumn.Sectors), .. Alone(RosterColumn.Branch), .. Alone(RosterColumn.Locality),
            ],
        };
        rejected.AddRange(wrong);
        return wrong.Count == 0 ? row : null;
    }

    private IEnumerable<UnitName> Alone(RosterColumn column) =>
        (Read(column, RosterCells.Units) ?? []).Select(name => new UnitName(RosterColumns.Units[column], null, name));

    /// <summary>A group is inside the row's committee; where the row has two, it says which: 经济委/第1组.</summary>
    private UnitName? Group(string written, IReadOnlyList<string> committees)
    {
        var slash = written.IndexOfAny(['/', '／']);
        if (slash > 0 && slash < written.Length - 1)
        {
            var committee = committees.FirstOrDefault(c => Spelling.Plain(c) == Spelling.Plain(written[..slash]));
            return committee is null ? Wrong("roster.group_elsewhere", ("committee", written[..slash].Trim()))
                : new UnitName(UnitKind.MemberGroup, committee, written[(slash + 1)..].Trim());
        }

        return committees.Count switch
        {
            1 => new UnitName(UnitKind.MemberGroup, committees[0], written),
            0 => Wrong("roster.group_alone"),
            _ => Wrong("roster.group_which", ("example", $"{committees[0]}/{written}")),
        };
    }

    private UnitName? Wrong(string key, params (string, object?)[] places)
    {
        Note(RosterColumn.MemberGroup, key, places);
        return null;
    }

    private T? Read<T>(RosterColumn column, Func<string, T> read) where T : class?
    {
        try
        {
            return read(Cell(column));
        }
        catch (CellException refused)
        {
            Note(column, refused.Key, refused.Places);
            return null;
        }
    }

    private DateOnly? ReadDate()
    {
        try
        {
            return RosterCells.Date(Cell(RosterColumn.Since));
        }
        catch (CellException refused)
        {
            Note(RosterColumn.Since, refused.Key, refused.Places);
            return null;
        }
    }

    private string Cell(RosterColumn column)
    {
        var place = Array.IndexOf(header, column);
        return place >= 0 && place < line.Cells.Count ? line.Cells[place] : "";
    }

    private void Note(RosterColumn column, string key, (string, object?)[] places) =>
        wrong.Add(new RosterRejected(line.Line, RosterColumns.Names[column], words.Say(key, places))
        {
            Cell = addressed && Array.IndexOf(header, column) is >= 0 and var at ? RosterLine.Place(at, line.Line) : null,
        });
}
