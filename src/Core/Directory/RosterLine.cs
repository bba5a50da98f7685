namespace Luzhi.Core.Directory;

/// <summary>One line of a roster file, cell by cell, and its number as the secretary's program shows it, the first being 1.</summary>
public sealed record RosterLine(int Line, IReadOnlyList<string> Cells)
{
    /// <summary>A quotation mark swallowed the rest of the file.</summary>
    public bool Unclosed { get; init; }

    /// <summary>Of a workbook: the line on which this person's name stands, where the name's cell reaches over several.</summary>
    public int? BelongsTo { get; init; }

    public bool Blank => Cells.All(string.IsNullOrWhiteSpace);

    public string At(int column) => column >= 0 && column < Cells.Count ? Cells[column] : "";

    /// <summary>D7, as a spreadsheet names the cell in the fourth column of line 7; D without a line.</summary>
    public static string Place(int column, int? line = null)
    {
        var letters = "";
        for (var left = column; left >= 0; left = (left / 26) - 1)
        {
            letters = (char)('A' + (left % 26)) + letters;
        }

        return letters + line;
    }
}

/// <summary>A file that holds no roster at all: the key of the reason in words.zh-CN.yaml, and what to fill in.</summary>
internal sealed class NoRosterException(string key, params (string, object?)[] places) : Exception(key)
{
    public string Key { get; } = key;

    public (string, object?)[] Places { get; } = places;
}
