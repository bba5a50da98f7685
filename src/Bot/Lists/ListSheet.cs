namespace Luzhi.Bot.Lists;

/// <summary>A column of a list: what stands over it, what each row says, and how wide it is in letters.</summary>
/// <typeparam name="T">A row.</typeparam>
public sealed record ListColumn<T>(string Name, Func<T, object?> Cell, int Width = 14);

/// <summary>A list as anybody may carry it away: columns and rows. A cell is text, a number, a day, an instant in civil time, or null.</summary>
public sealed record ListSheet(string Name, IReadOnlyList<(string Name, int Width)> Columns, IEnumerable<IReadOnlyList<object?>> Rows)
{
    /// <summary>The rows are asked for while they are written.</summary>
    public static ListSheet Of<T>(string name, IReadOnlyList<ListColumn<T>> columns, IEnumerable<T> rows) =>
        new(name, [.. columns.Select(c => (c.Name, c.Width))], rows.Select(row => (IReadOnlyList<object?>)[.. columns.Select(c => c.Cell(row))]));
}
