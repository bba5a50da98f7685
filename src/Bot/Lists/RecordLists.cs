using Luzhi.Bot.OfficeConsole;
using Luzhi.Core.Conversations.Forms;
using Luzhi.Core.Office;
using Luzhi.Core.Storage;

namespace Luzhi.Bot.Lists;

/// <summary>What members reported, in their own words; a unit's secretary has the unit's.</summary>
public sealed class SubmissionsExport(SubmissionList submissions, UnitBook units, FormShelf forms, ConsoleText text) : IList
{
    public string Key => "submissions";

    public async Task<ListSheet?> MakeAsync(ListAsk ask, CancellationToken ct)
    {
        var mine = ask.Staff.UnitId is { } unit ? (await units.PeopleAsync(unit, ct)).ToHashSet() : null;
        var all = new List<SubmissionLine>();
        long? before = null;
        do
        {
            var page = await submissions.ListAsync(ask.Word("form"), ask.Number("person"), before, 1_000, ct);
            all.AddRange(page.Items.Where(l => mine is null || mine.Contains(l.Submission.PersonId)));
            before = page.Next;
        }
        while (before is not null);

        return ListSheet.Of("履职报送", [
            new ListColumn<SubmissionLine>("时间", l => text.Local(l.Submission.At), 18), new("姓名", l => l.Name, 10), new("表单", l => forms.All.FirstOrDefault(f => f.Id == l.Submission.Form)?.Title ?? l.Submission.Form, 16),
            new("原话", l => l.Submission.Said, 60), new("状态", l => l.Submission.State == "withdrawn" ? "已撤销" : "已保存", 10),
        ], all);
    }
}

/// <summary>Who did or saw what.</summary>
public sealed class AuditExport(OfficeBook office, ConsoleText text) : IList
{
    private const int LinesAtMost = 100_000;

    public string Key => "audit";

    public async Task<ListSheet?> MakeAsync(ListAsk ask, CancellationToken ct) => !ask.Staff.IsOffice ? null : ListSheet.Of("操作记录", [
        new ListColumn<AuditLine>("时间", l => text.Local(l.At), 18), new("谁", l => l.Actor, 16), new("做了什么", l => l.Action, 24), new("对象", l => l.Subject, 24), new("说明", l => l.Detail, 36),
    ], await office.TrailAsync(LinesAtMost, ct));
}
