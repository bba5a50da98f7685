using System.Text.Json;
using Luzhi.Core.Duties.Files;
using Luzhi.Core.Messages;

namespace Luzhi.Core.Duties;

/// <summary>A duty's list of things to tick off. Pure: what is ticked follows from what is on record, so that an undone report unticks it.</summary>
public static class Checklist
{
    /// <summary>As it is pinned on an occurrence; null where there is nothing to tick.</summary>
    public static string? Write(IReadOnlyList<ChecklistItem> items) => items.Count == 0 ? null : Pinned.Write(items);

    /// <param name="items">As it was pinned.</param>
    /// <param name="records">On each line a form's id, a space, and the answers as JSON; what the person saved since it opened.</param>
    /// <returns>The names of the items that are not ticked, in the order of the list.</returns>
    public static IReadOnlyList<string> Missing(string? items, string? records)
    {
        if (Pinned.Read<IReadOnlyList<ChecklistItem>>(items) is not { Count: > 0 } list)
        {
            return [];
        }

        var saved = (records ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Record).ToList();
        return [.. list.Where(item => saved.Count(record => Ticks(item, record)) < item.Times).Select(item => item.Name)];
    }

    private static (string Form, Dictionary<string, string> Answers) Record(string line)
    {
        var space = line.IndexOf(' ', StringComparison.Ordinal);
        return (line[..space].Trim(), JsonSerializer.Deserialize<Dictionary<string, string>>(line[space..]) ?? []);
    }

    /// <summary>Of a question with several answers one that fits is enough: a joint activity ticks what it was.</summary>
    private static bool Ticks(ChecklistItem item, (string Form, Dictionary<string, string> Answers) record) =>
        item.Form == record.Form && item.Where.All(w => record.Answers.TryGetValue(w.Key, out var said) && said.Split('、').Any(w.Value.Contains));
}
