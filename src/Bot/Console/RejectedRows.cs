using Luzhi.Bot.Lists;
using Luzhi.Core.Directory;

namespace Luzhi.Bot.OfficeConsole;

/// <summary>The rows of a roster that could not be taken: as they were written, each with its line and why.</summary>
internal static class RejectedRows
{
    public static ListSheet Of(RosterSheet sheet, IReadOnlyList<RosterRejected> rejected)
    {
        var lines = sheet.Lines.ToDictionary(l => l.Line);
        var headings = sheet.Headings.Select(h => (h.Written, Column: Index(h.Place))).ToList();
        var rows = rejected.GroupBy(r => r.Row).OrderBy(g => g.Key).Select(row => (IReadOnlyList<object?>)
        [
            row.Key, string.Join("\n", row.Select(r => r.Column.Length == 0 ? r.Reason : $"{r.Column}：{r.Reason}")),
            .. headings.Select(h => lines.TryGetValue(row.Key, out var line) ? line.At(h.Column) : null),
        ]);
        return new ListSheet("不能导入的行", [("行", 6), ("原因", 48), .. headings.Select(h => (h.Written, 16))], rows);
    }

    private static int Index(string place) => place.Aggregate(0, (sum, letter) => (sum * 26) + letter - 'A' + 1) - 1;
}
