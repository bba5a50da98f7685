using Luzhi.Bot.OfficeConsole;
using Luzhi.Core.Meetings;
using Luzhi.Core.Storage;

namespace Luzhi.Bot.Lists;

/// <summary>The meetings, each with how it was answered; a unit's secretary counts only the unit.</summary>
public sealed class MeetingsExport(MeetingBook book, ConsoleText text) : IList
{
    public string Key => "meetings";

    public async Task<ListSheet?> MakeAsync(ListAsk ask, CancellationToken ct)
    {
        var lines = new List<(Meeting Meeting, Tally Tally)>();
        long? before = null;
        do
        {
            var page = await book.ListAsync(before, 200, ct, ask.Staff.UnitId, ask.Staff.Name);
            foreach (var meeting in page.Items)
            {
                lines.Add((meeting, await book.TallyAsync(meeting.Id, ct, ask.Staff.UnitId)));
            }

            before = page.Next;
        }
        while (before is not null);

        return ListSheet.Of("会议", [
            new ListColumn<(Meeting Meeting, Tally Tally)>("会议", l => l.Meeting.Title, 32), new("时间", l => text.Local(l.Meeting.StartsAt), 18), new("地点", l => l.Meeting.Place, 24),
            new("范围", l => l.Meeting.Audience, 20), new("状态", l => ConsoleText.State(l.Meeting.State), 8), new("应到", l => l.Tally.Invited, 8), new("参加", l => l.Tally.Attending, 8),
            new("请假", l => l.Tally.Leave, 8), new("已批", l => l.Tally.LeaveApproved, 8), new("有疑问", l => l.Tally.Asked, 8), new("未答复", l => l.Tally.Pending, 8), new("召集人", l => l.Meeting.CreatedBy),
        ], lines);
    }
}

/// <summary>A meeting's invited and their answers. The reason of a leave only for who approves leave, and then on the audit trail as on the page.</summary>
public sealed class InvitationsExport(MeetingBook book, OfficeBook office, ConsoleText text) : IList
{
    public string Key => "invitations";

    public string? Of => "meeting";

    public async Task<ListSheet?> MakeAsync(ListAsk ask, CancellationToken ct)
    {
        var unit = ask.Staff.UnitId;
        if (await book.AskedAsync(ask, ct) is not { } meeting)
        {
            return null;
        }

        var lines = await ListExports.AllAsync(after => book.InvitationsAsync(meeting.Id, ct, null, unit, after, 500));
        if (ask.Staff.ApprovesLeave && lines.Any(l => l.LeaveReason is not null))
        {
            await office.AuditLookAsync(ask.Staff.Name, "leave.reasons.seen", $"meeting:{meeting.Id}", ct);
        }

        return ListSheet.Of(meeting.Title, Columns(ask.Staff.ApprovesLeave), lines);
    }

    private List<ListColumn<InvitationLine>> Columns(bool reasons) =>
    [
        new("姓名", l => l.Name, 10), new("答复", l => ConsoleText.State(l.State), 8), new("准假", l => l.LeaveApproved switch { true => "已批", false => "未准", _ => null }, 8),
        .. reasons ? [new("事由", l => l.LeaveReason, 28)] : Array.Empty<ListColumn<InvitationLine>>(),
        new("问题", l => l.Question, 28), new("答复时间", l => Local(l.AnsweredAt), 18), new("来路", l => ConsoleText.Via(l.Via), 8), new("登记人", l => l.EnteredBy), new("最近送达", l => Local(l.NotifiedAt), 18),
    ];

    private DateTimeOffset? Local(DateTimeOffset? at) => at is { } instant ? text.Local(instant) : null;
}

internal static class AskedMeeting
{
    /// <returns>null where there is no such meeting, or where nobody of the asker's unit is invited and they did not call it.</returns>
    public static async Task<Meeting?> AskedAsync(this MeetingBook book, ListAsk ask, CancellationToken ct)
    {
        if (ask.Number("meeting") is not { } id || await book.FindAsync(id, ct) is not { } meeting)
        {
            return null;
        }

        return ask.Staff.UnitId is not { } unit || meeting.CreatedBy == ask.Staff.Name || (await book.TallyAsync(id, ct, unit)).Invited > 0 ? meeting : null;
    }
}
