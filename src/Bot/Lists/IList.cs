using Luzhi.Bot.OfficeConsole;

namespace Luzhi.Bot.Lists;

/// <summary>Who asks for a list to carry away, and what stood in the address: the filters of the page they came from.</summary>
public sealed record ListAsk(SignedIn Staff, IQueryCollection Query)
{
    public string? Word(string name) => Query[name].ToString() is { Length: > 0 } text ? text.Trim() : null;

    public long? Number(string name) => long.TryParse(Query[name], out var number) ? number : null;
}

/// <summary>A list of the console that can be carried away as a workbook. One file a list; each asks itself what the asker may see.</summary>
public interface IList
{
    /// <summary>The last part of its address, and its word on the audit trail.</summary>
    string Key { get; }

    /// <summary>Of one thing only: the word in the address that says which, and its kind on the audit trail. Null where it is a list of many.</summary>
    string? Of => null;

    /// <returns>null where the asker may not see it, or there is no such thing.</returns>
    Task<ListSheet?> MakeAsync(ListAsk ask, CancellationToken ct);
}
