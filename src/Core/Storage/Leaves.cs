using Luzhi.Core.Duties;
using Luzhi.Core.Meetings;
using Luzhi.Core.Office;

namespace Luzhi.Core.Storage;

/// <summary>
/// What an answer to a meeting means for its approver, in the same transaction as the answer: leave with a reason becomes their duty, another
/// reason a new one, coming after all takes it back. However the answer came, by chat, by phone or at the desk.
/// </summary>
internal sealed class Leaves(LuzhiDb db, LeavePlan plan, DateTimeOffset now)
{
    public async Task FollowAsync(long assignmentId, CancellationToken ct)
    {
        if (await db.FirstAsync<Standing>(Find, new { assignmentId }, ct) is not { } leave)
        {
            return;
        }

        if (leave.RequestId is not null && (leave.State != InvitationState.Leave || leave.Asked != leave.Reason))
        {
            await WithdrawAsync(leave, ct);
            leave = leave with { RequestId = null };
        }

        if (leave is { State: InvitationState.Leave, LeaveApproved: null, Approval: LeaveApproval.None })
        {
            await db.RunAsync(Settle, new { assignmentId, approved = true }, ct);
        }
        else if (leave is { State: InvitationState.Leave, LeaveApproved: null, RequestId: null, Reason: not null })
        {
            await AskAsync(assignmentId, leave, ct);
        }
    }

    /// <summary>The first word counts.</summary>
    /// <param name="line">The approver's own line of the duty; null at the desk.</param>
    /// <exception cref="StaleException">It was decided, or withdrawn, meanwhile.</exception>
    public async Task DecideAsync(long request, bool approved, string? remark, string by, long? line, CancellationToken ct)
    {
        if (await db.RunAsync(Decide, new { request, approved, by, remark, now }, ct) != 1)
        {
            throw new StaleException("the leave is decided");
        }

        var asked = (await db.FirstAsync<Standing>(FindRequest, new { request }, ct))!;
        await db.RunAsync(Settle, new { assignmentId = asked.AssignmentId, approved }, ct);
        await db.RunAsync(CloseMine, new { line, now }, ct);
        await db.RunAsync(CloseOthers, new { request }, ct);
        await TellAsync(asked, plan.Decided(asked.Leave, await KeyAsync("decided", asked, ct), approved, remark, now), ct);
        if (line is not null)
        {
            db.Add(new AuditLine { At = now, Actor = by, Action = "meeting.leave", Subject = $"meeting:{asked.MeetingId}" });
            await db.SaveChangesAsync(ct);
        }
    }

    /// <summary>A leave without a request, because no reason was given: decided at the desk all the same.</summary>
    public async Task DecideUnaskedAsync(long assignmentId, bool approved, string? remark, CancellationToken ct)
    {
        var leave = (await db.FirstAsync<Standing>(Find, new { assignmentId }, ct))!;
        await db.RunAsync(Settle, new { assignmentId, approved }, ct);
        await TellAsync(leave, plan.Decided(leave.Leave, await KeyAsync("decided", leave, ct), approved, remark, now), ct);
    }

    /// <summary>The approver asks back; the request stays open.</summary>
    public async Task InquireAsync(long request, string inquiry, CancellationToken ct)
    {
        if (await db.RunAsync(Inquire, new { request, inquiry }, ct) != 1)
        {
            throw new StaleException("the leave is decided");
        }

        var asked = (await db.FirstAsync<Standing>(FindRequest, new { request }, ct))!;
        await TellAsync(asked, plan.Inquired(asked.Leave, await KeyAsync("inquiry", asked, ct), inquiry, now), ct);
    }

    /// <summary>Leave was asked for while its approver had no phone: now that they are bound, it is theirs to decide.</summary>
    public async Task CatchUpAsync(long person, CancellationToken ct)
    {
        foreach (var request in await db.ListAsync<long>(Unheard, new { person, now }, ct))
        {
            var asked = (await db.FirstAsync<Standing>(FindRequest, new { request }, ct))!;
            await DutyBook.AssignAsync(db, asked.RequestOccurrence!.Value, [person], ct);
            var notice = plan.Ask(asked.Leave, now);
            notice.UniqueKey = $"leave:p{person}";
            notice.AssignmentId = await db.FirstAsync<long>(LineOf, new { occurrence = asked.RequestOccurrence, person }, ct);
            await RingAsync(asked.RequestOccurrence.Value, notice, ct);
        }
    }

    public Task<long?> RequestAsync(long assignmentId, CancellationToken ct) => db.FirstAsync<long?>(OpenRequest, new { assignmentId }, ct);

    private async Task AskAsync(long assignmentId, Standing leave, CancellationToken ct)
    {
        var request = new LeaveRequest { AssignmentId = assignmentId, Reason = leave.Reason!, AskedAt = now };
        db.Add(request);
        await db.SaveChangesAsync(ct);
        var occurrence = new Occurrence
        {
            BodyId = leave.BodyId, DutyKey = "leave", Period = $"l{request.Id}", Title = plan.Title(leave.Leave), OpensAt = now, DueAt = leave.StartsAt,
            Secrecy = leave.Secrecy, CreatedAt = now,
        };
        db.Add(occurrence);
        await db.SaveChangesAsync(ct);
        request.OccurrenceId = occurrence.Id;
        var approvers = await db.ListAsync<long>(Approvers, new { approval = Naming.Snake(leave.Approval.ToString()!), leave.ApproverId, leave.PersonId }, ct);
        await DutyBook.AssignAsync(db, occurrence.Id, approvers, ct);
        await RingAsync(occurrence.Id, plan.Ask(leave.Leave, now), ct);
    }

    private async Task WithdrawAsync(Standing leave, CancellationToken ct)
    {
        var about = new { request = leave.RequestId, occurrence = leave.RequestOccurrence, now };
        await db.RunAsync(WithdrawRequest, about, ct);
        await db.RunAsync(WithdrawDuty, about, ct);
        await db.RunAsync(WithdrawNotices, about, ct);

        // Another reason comes to the approver as a request of its own; only who is no longer away is told off the list.
        if (leave.State != InvitationState.Leave)
        {
            await RingAsync(leave.RequestOccurrence!.Value, plan.Dropped(leave.Leave, now), ct);
        }
    }

    /// <summary>Numbered, not timed: two words on one leave may fall in one instant.</summary>
    private async Task<string> KeyAsync(string kind, Standing leave, CancellationToken ct)
    {
        var earlier = await db.FirstAsync<long>(Said, new { kind, occurrence = leave.OccurrenceId, line = leave.AssignmentId }, ct);
        return $"{kind}:{leave.AssignmentId}:{earlier + 1}";
    }

    private async Task TellAsync(Standing leave, Notice notice, CancellationToken ct)
    {
        notice.AssignmentId = leave.AssignmentId;
        await RingAsync(leave.OccurrenceId, notice, ct);
    }

    private async Task RingAsync(long occurrence, Notice notice, CancellationToken ct)
    {
        notice.OccurrenceId = occurrence;
        db.Add(notice);
        await db.SaveChangesAsync(ct);
    }

    private sealed record Standing
    {
        public long AssignmentId { get; init; }
        public long OccurrenceId { get; init; }
        public long MeetingId { get; init; }
        public long BodyId { get; init; }
        public long PersonId { get; init; }
        public string Name { get; init; } = "";
        public string Title { get; init; } = "";
        public DateTimeOffset StartsAt { get; init; }
        public Secrecy Secrecy { get; init; }
        public InvitationState State { get; init; }
        public string? Reason { get; init; }
        public bool? LeaveApproved { get; init; }
        public string? EnteredBy { get; init; }
        public LeaveApproval Approval { get; init; }
        public long? ApproverId { get; init; }
        public long? RequestId { get; init; }
        public long? RequestOccurrence { get; init; }
        public string? Asked { get; init; }

        public LeaveAsked Leave => new(Name, Title, StartsAt, Reason ?? Asked ?? "", EnteredBy);
    }

    private const string Standings = """
        SELECT i.assignment_id, a.occurrence_id, m.id AS meeting_id, m.body_id, p.id AS person_id, p.name, m.title, m.starts_at, m.secrecy, i.state,
               i.leave_reason AS reason, i.leave_approved, i.entered_by, COALESCE(t.approval, 'office') AS approval, t.approver_id,
               l.id AS request_id, l.occurrence_id AS request_occurrence, l.reason AS asked
        FROM invitation i
        JOIN assignment a ON a.id = i.assignment_id
        JOIN meeting m ON m.id = i.meeting_id
        JOIN person p ON p.id = i.person_id
        LEFT JOIN meeting_type t ON t.id = m.type_id
        LEFT JOIN leave_request l ON l.assignment_id = i.assignment_id AND l.withdrawn_at IS NULL
        """;

    private const string Find = Standings + " WHERE i.assignment_id = @assignmentId";

    private const string FindRequest = Standings + " WHERE l.id = @request";

    private const string OpenRequest = "SELECT id FROM leave_request WHERE assignment_id = @assignmentId AND withdrawn_at IS NULL AND approved IS NULL";

    /// <summary>Nobody decides on their own leave.</summary>
    private const string Approvers = """
        SELECT p.id FROM person p
        WHERE p.removed_at IS NULL AND p.id <> @PersonId AND (
            (@approval = 'person' AND p.id = CAST(@ApproverId AS bigint))
            OR EXISTS (
                SELECT 1 FROM staff s WHERE s.person_id = p.id AND s.disabled_at IS NULL AND (
                    (@approval = 'staff' AND s.id = CAST(@ApproverId AS bigint)) OR (@approval = 'office' AND s.approves_leave AND s.role = 'office'))))
        ORDER BY p.id
        """;

    /// <summary>Undecided, of a meeting to come, this person's to decide, and never put to them.</summary>
    private const string Unheard = """
        SELECT l.id FROM leave_request l
        JOIN invitation i ON i.assignment_id = l.assignment_id
        JOIN meeting m ON m.id = i.meeting_id AND m.state = 'announced' AND m.starts_at > @now
        LEFT JOIN meeting_type t ON t.id = m.type_id
        WHERE l.withdrawn_at IS NULL AND l.approved IS NULL AND i.person_id <> @person
          AND NOT EXISTS (SELECT 1 FROM assignment a WHERE a.occurrence_id = l.occurrence_id AND a.person_id = @person)
          AND ((t.approval = 'person' AND t.approver_id = @person) OR EXISTS (
              SELECT 1 FROM staff s WHERE s.person_id = @person AND s.disabled_at IS NULL AND (
                  (t.approval = 'staff' AND s.id = t.approver_id) OR (COALESCE(t.approval, 'office') = 'office' AND s.approves_leave AND s.role = 'office'))))
        ORDER BY l.id
        """;

    private const string Said = "SELECT COUNT(*) FROM notice WHERE occurrence_id = @occurrence AND assignment_id = @line AND kind = @kind";

    private const string LineOf = "SELECT id FROM assignment WHERE occurrence_id = @occurrence AND person_id = @person";

    private const string Decide = """
        UPDATE leave_request SET approved = @approved, decided_at = @now, decided_by = @by, remark = @remark
        WHERE id = @request AND approved IS NULL AND withdrawn_at IS NULL
        """;

    private const string Inquire = "UPDATE leave_request SET inquiry = @inquiry WHERE id = @request AND approved IS NULL AND withdrawn_at IS NULL";

    private const string Settle = "UPDATE invitation SET leave_approved = @approved WHERE assignment_id = @assignmentId AND state = 'leave'";

    private const string CloseMine = "UPDATE assignment SET state = 'answered', answered_at = @now, via = 'chat' WHERE id = CAST(@line AS bigint)";

    /// <summary>Who was asked too, and need not answer any more.</summary>
    private const string CloseOthers = """
        UPDATE assignment SET state = 'excused'
        WHERE occurrence_id = (SELECT occurrence_id FROM leave_request WHERE id = @request) AND answered_at IS NULL
        """;

    private const string WithdrawRequest = "UPDATE leave_request SET withdrawn_at = @now WHERE id = @request";

    private const string WithdrawDuty = "UPDATE occurrence SET withdrawn = true WHERE id = @occurrence";

    private const string WithdrawNotices = "UPDATE notice SET state = 'withdrawn' WHERE occurrence_id = @occurrence AND state IN ('due', 'rung')";
}
