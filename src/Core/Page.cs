namespace Luzhi.Core;

/// <summary>One page of a list kept in the order of a key; <see cref="Next"/> is the key to go on after, null on the last page.</summary>
public sealed record Page<T>(IReadOnlyList<T> Items, long? Next);

public static class Paging
{
    /// <param name="rows">Up to <paramref name="most"/> + 1 rows: the one too many says that there is more.</param>
    public static Page<T> ToPage<T>(this IReadOnlyList<T> rows, int most, Func<T, long> key) =>
        rows.Count <= most ? new(rows, null) : new([.. rows.Take(most)], key(rows[most - 1]));
}
