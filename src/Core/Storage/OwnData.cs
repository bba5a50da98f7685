using Luzhi.Core.Office;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Core.Storage;

/// <summary>One kind of thing held of a person, as a table anybody can read.</summary>
public sealed record OwnPart(string Name, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<object?>> Rows);

/// <summary>Everything held of one person, to hand over to them. What others said or decided about them is theirs too; others' data is not.</summary>
public sealed class OwnData(Database database, TimeProvider clock)
{
    /// <returns>null when there is no such person. What was given out, and to whom, is on the audit trail.</returns>
    public async Task<IReadOnlyList<OwnPart>?> CollectAsync(long personId, string by, CancellationToken ct)
    {
        await using (var db = database.Open())
        {
            if (!await db.People.AnyAsync(p => p.Id == personId, ct))
            {
                return null;
            }
        }

        await database.WriteAsync(async (db, token) =>
        {
            db.Add(new AuditLine { At = clock.GetUtcNow(), Actor = by, Action = "own_data.export", Subject = $"person:{personId}" });
            await db.SaveChangesAsync(token);
        }, ct);
        await using var reading = database.Open();
        return [await PersonAsync(reading, personId, ct), .. await DirectoryAsync(reading, personId, ct), .. await TalkAsync(reading, personId, ct), .. await DutiesAsync(reading, personId, ct)];
    }

    private static async Task<OwnPart> PersonAsync(LuzhiDb db, long id, CancellationToken ct)
    {
        var p = await db.People.AsNoTracking().SingleAsync(x => x.Id == id, ct);
        return new OwnPart("基本情况", ["姓名", "手机", "绑定码", "政治面貌", "任期起", "登记", "移出名册"], [[p.Name, p.Phone, p.RosterCode, p.Party, p.Since, p.CreatedAt, p.RemovedAt]]);
    }

    private static async Task<IReadOnlyList<OwnPart>> DirectoryAsync(LuzhiDb db, long id, CancellationToken ct) =>
    [
        Part("职务", ["职务", "起", "止"], await db.Roles.Where(r => r.PersonId == id).OrderBy(r => r.Id).Select(r => new object?[] { r.Name, r.FromDate, r.ToDate }).ToListAsync(ct)),
        Part("所在单位", ["单位", "在单位的职务", "起", "止"], await db.Memberships.Where(m => m.PersonId == id).OrderBy(m => m.Id)
            .Join(db.Units, m => m.UnitId, u => u.Id, (m, u) => new object?[] { u.Name, m.Role, m.FromDate, m.ToDate }).ToListAsync(ct)),
        Part("联系", ["种类", "起", "止", "备注"], await db.Links.Where(l => (l.FromKind == "person" && l.FromId == id) || (l.ToKind == "person" && l.ToId == id)).OrderBy(l => l.Id)
            .Select(l => new object?[] { l.Kind, l.FromDate, l.ToDate, l.Note }).ToListAsync(ct)),
        Part("绑定的手机", ["渠道", "账号内编号", "绑定", "在关注", "最近来信"], await db.Contacts.Where(c => c.PersonId == id).OrderBy(c => c.Id)
            .Select(c => new object?[] { c.Channel, c.ExternalId, c.BoundAt, c.Followed, c.LastHeardAt }).ToListAsync(ct)),
        Part("发过的绑定码", ["发出", "用过", "作废"], await db.BindingCodes.Where(c => c.PersonId == id).OrderBy(c => c.IssuedAt)
            .Select(c => new object?[] { c.IssuedAt, c.UsedAt, c.RevokedAt }).ToListAsync(ct)),
        Part("关于个人资料的申请", ["时间", "内容", "来路", "办理", "答复"], await db.DataRequests.Where(r => r.PersonId == id).OrderBy(r => r.Id)
            .Select(r => new object?[] { r.At, r.Said, r.Via, r.DecidedAt, r.Answer }).ToListAsync(ct)),
        Part("谁看过、改过", ["时间", "谁", "做了什么"], await db.Audit.Where(a => a.Subject == "person:" + id).OrderBy(a => a.Id).Select(a => new object?[] { a.At, a.Actor, a.Action }).ToListAsync(ct)),
    ];

    private static async Task<IReadOnlyList<OwnPart>> TalkAsync(LuzhiDb db, long id, CancellationToken ct) =>
    [
        Part("来信和当场的答复", ["时间", "种类", "来信", "答复"], await db.Inbox.Join(db.Contacts.Where(c => c.PersonId == id), i => i.ContactId, c => c.Id, (i, c) => i).OrderBy(i => i.Id)
            .Select(i => new object?[] { i.ReceivedAt, i.Kind, i.Body, i.Reply }).ToListAsync(ct)),
        Part("发出的消息", ["时间", "途径", "结果", "说明"], await db.Deliveries.Where(d => d.PersonId == id).OrderBy(d => d.Id).Select(d => new object?[] { d.At, d.Route, d.Outcome, d.Why }).ToListAsync(ct)),
        Part("报送", ["时间", "表单", "原话", "填的内容", "状态"], await db.Submissions.Where(s => s.PersonId == id).OrderBy(s => s.Id)
            .Select(s => new object?[] { s.At, s.Form, s.Said, s.Answers, s.State }).ToListAsync(ct)),
        Part("上传的文件", ["时间", "表单", "文件名", "大小"], await db.Attachments.Where(a => a.PersonId == id).OrderBy(a => a.Id).Select(a => new object?[] { a.At, a.Form, a.Name, a.Size }).ToListAsync(ct)),
    ];

    private static async Task<IReadOnlyList<OwnPart>> DutiesAsync(LuzhiDb db, long id, CancellationToken ct)
    {
        var rows = await (
            from a in db.Assignments.AsNoTracking()
            where a.PersonId == id
            join o in db.Occurrences on a.OccurrenceId equals o.Id
            join i in db.Invitations on a.Id equals i.AssignmentId into invitations
            from i in invitations.DefaultIfEmpty()
            orderby a.Id
            select new object?[] { a.AboutName == null ? o.Title : o.Title + "（" + a.AboutName + "）", o.CreatedAt, a.NotifiedAt, a.AnsweredAt, a.Via, a.Answer, i.LeaveReason, i.LeaveApproved, i.Question }).ToListAsync(ct);
        var attended = await db.Attendances.Where(a => a.PersonId == id).Join(db.Meetings, a => a.MeetingId, m => m.Id, (a, m) => new { m.Title, a.State, a.At, a.Via }).ToListAsync(ct);
        return
        [
            Part("会议和事项", ["事项", "发起", "送达", "答复时间", "来路", "答复", "请假事由", "准假", "问题"], rows),
            Part("出席", ["会议", "情况", "时间", "来路"], [.. attended.Select(a => new object?[] { a.Title, a.State.ToString(), a.At, a.Via })]),
        ];
    }

    private static OwnPart Part(string name, IReadOnlyList<string> columns, List<object?[]> rows) => new(name, columns, rows);
}
