using System.Globalization;
using Luzhi.Bot.OfficeConsole;
using Luzhi.Core.Storage;

namespace Luzhi.Bot.Lists;

/// <summary>Who came how often, in the order of the roster: nobody is ranked. A unit's secretary has the unit's.</summary>
public sealed class RatesExport(AttendanceBook book, ConsoleClock clock) : IList
{
    public string Key => "rates";

    public async Task<ListSheet?> MakeAsync(ListAsk ask, CancellationToken ct)
    {
        var today = DateOnly.FromDateTime(clock.Now.DateTime);
        var filter = new RateFilter(Day(ask, "from") ?? new DateOnly(today.Year, 1, 1), Day(ask, "to") ?? today, ask.Number("type"), ask.Staff.UnitId ?? ask.Number("unit"));
        return ListSheet.Of("出席情况", [
            new ListColumn<PersonRate>("姓名", r => r.Name, 10), new("所在单位", r => r.Units, 28), new("应到", r => r.Count.Invited, 8), new("到会", r => r.Count.Attended, 8),
            new("其中迟到", r => r.Count.Late, 10), new("请假", r => r.Count.Leave, 8), new("缺席", r => r.Count.Absent, 8), new("出席率（%）", r => r.Count.Rate is { } rate ? Math.Round(rate * 100, 1) : null, 12),
        ], (await book.RatesAsync(filter, ct)).People);
    }

    private static DateOnly? Day(ListAsk ask, string name) =>
        DateOnly.TryParseExact(ask.Word(name), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}

/// <summary>What those who attend a meeting filled in, question by question: for the hotel and the kitchen.</summary>
public sealed class ReceiptsExport(MeetingBook meetings, ReceiptBook receipts, ConsoleText text, ConsoleClock clock) : IList
{
    public string Key => "receipts";

    public string? Of => "meeting";

    public async Task<ListSheet?> MakeAsync(ListAsk ask, CancellationToken ct)
    {
        if (await meetings.AskedAsync(ask, ct) is not { } meeting
            || await receipts.SheetAsync(meeting, ct, ask.Staff.UnitId, DateOnly.FromDateTime(clock.Now.DateTime)) is not { } sheet)
        {
            return null;
        }

        return ListSheet.Of($"{meeting.Title} 回执", [
            new ListColumn<ReceiptLine>("姓名", l => l.Name, 10),
            .. sheet.Form.Questions.Select(q => new ListColumn<ReceiptLine>(q.Label, l => l.Answers?.GetValueOrDefault(q.Key), 18)),
            new("填写时间", l => l.At is { } at ? text.Local(at) : null, 18),
        ], sheet.Lines);
    }
}

/// <summary>The notes that came to a study assignment; only whose it is takes them along.</summary>
public sealed class NotesExport(StudyBook studies, NoteBook notes, ConsoleText text) : IList
{
    public string Key => "notes";

    public string? Of => "study";

    public async Task<ListSheet?> MakeAsync(ListAsk ask, CancellationToken ct)
    {
        if (ask.Number("study") is not { } id || await studies.FindAsync(id, ct) is not { BroadcastId: { } broadcast } study || (!ask.Staff.IsOffice && study.CreatedBy != ask.Staff.Name))
        {
            return null;
        }

        return ListSheet.Of($"{study.Title} 心得", [
            new ListColumn<StudyNote>("姓名", n => n.Name, 10), new("时间", n => text.Local(n.At), 18), new("心得", n => n.Text, 80), new("愿意分享", n => n.Shared, 10),
        ], await ListExports.AllAsync(after => notes.ListAsync(broadcast, ask.Word("shared") == "true", after, 500, ct)));
    }
}
