using Luzhi.Core.Conversations;
using Luzhi.Core.Meetings;

namespace Luzhi.Core.Storage;

/// <summary>What is answered to meetings and broadcasts, in person or for a leader, and what follows from it.</summary>
internal sealed partial class Changes
{
    private async Task AnswerAsync(Change.Answer answer, CancellationToken ct)
    {
        var state = Naming.Snake(answer.State.ToString());
        await MustAsync(AnswerMeeting, new { answer.AssignmentId, state, answer.Reason, answer.Question, answer.By, person, now, via = Way(answer.By) }, answer, ct);
        await MustAsync(MarkFor, new { answer.AssignmentId, answer.By, person, now, via = Way(answer.By) }, answer, ct);
        if (answer.By is { } by)
        {
            await mandates.ToldAsync(answer.AssignmentId, by, plans.Mandates.Said(answer.State, answer.Reason), ct);
        }

        await leaves.FollowAsync(answer.AssignmentId, ct);
        if (answer.Question is { } question)
        {
            await questions.AskAsync(answer.AssignmentId, question, ct);
        }

        if (answer.State == InvitationState.Leave)
        {
            await db.RunAsync(WithdrawReceipt, new { answer.AssignmentId, now }, ct);
        }
    }

    private string Way(string? by) => by is null ? via : "proxy";

    private async Task ReplyAsync(Change.Reply reply, CancellationToken ct)
    {
        await MustAsync(AnswerBroadcast, new { reply.AssignmentId, reply.Words, reply.Adds, reply.By, line = "\n", person, now, via = Way(reply.By) }, reply, ct);
        if (reply.By is { } by)
        {
            await mandates.ToldAsync(reply.AssignmentId, by, reply.Words, ct);
        }
    }

    private async Task MandatedAsync(Change.Mandated mandated, CancellationToken ct)
    {
        await MustAsync(MarkAnswered, new { mandated.AssignmentId, person, now, via }, mandated, ct);
        await mandates.SettleAsync(mandated.MandateId, person!.Value, mandated.Consents, ct);
    }

    /// <summary>Only an approver who was asked decides: whose line of the duty this is, is looked at first.</summary>
    private async Task DecideAsync(Change.Decide decide, CancellationToken ct)
    {
        await MustAsync(MarkAnswered, new { decide.AssignmentId, person, now, via }, decide, ct);
        await leaves.DecideAsync(decide.RequestId, decide.Approved, decide.Remark, decide.By, decide.AssignmentId, ct);
    }

    private async Task InquireAsync(Change.Inquire inquire, CancellationToken ct)
    {
        await MustAsync(IsMine, new { inquire.AssignmentId, inquire.RequestId, person }, inquire, ct);
        await leaves.InquireAsync(inquire.RequestId, inquire.Inquiry, ct);
    }

    /// <summary>Whoever acts for the leader whose line it is, with the leader's consent as it stands now.</summary>
    private const string Acts = """
        CAST(@By AS text) IS NOT NULL AND EXISTS (
            SELECT 1 FROM mandate g WHERE g.leader_id = person_id AND g.associate_id = @person AND g.consented_at IS NOT NULL AND g.ended_at IS NULL)
        """;

    /// <summary>A reason given before stays when leave is asked for again without one; approval stands only for the reason it was given to.</summary>
    private const string AnswerMeeting = $"""
        UPDATE invitation SET
            leave_approved = CASE WHEN @state = 'leave' AND state = 'leave' AND (@Reason IS NULL OR @Reason = leave_reason) THEN leave_approved END,
            leave_reason = CASE WHEN @state <> 'leave' THEN NULL WHEN @Reason IS NOT NULL THEN @Reason WHEN state = 'leave' THEN leave_reason END,
            question = COALESCE(@Question, question),
            state = @state, answered_at = @now, via = @via, entered_by = @By
        WHERE assignment_id = @AssignmentId AND (person_id = @person OR ((via IS NULL OR via = 'proxy' OR state = 'asked') AND {Acts}))
          AND EXISTS (SELECT 1 FROM meeting m WHERE m.id = meeting_id AND m.state = 'announced' AND m.starts_at > @now)
        """;

    private const string MarkAnswered = """
        UPDATE assignment SET state = 'answered', answered_at = @now, via = @via WHERE id = @AssignmentId AND person_id = @person
        """;

    private const string MarkFor = $"""
        UPDATE assignment SET state = 'answered', answered_at = @now, via = @via WHERE id = @AssignmentId AND (person_id = @person OR ({Acts}))
        """;

    /// <summary>Seen at least, whoever asks back.</summary>
    private const string IsMine = """
        UPDATE assignment SET state = 'seen'
        WHERE id = @AssignmentId AND person_id = @person AND occurrence_id = (SELECT occurrence_id FROM leave_request WHERE id = @RequestId)
        """;

    private const string AnswerBroadcast = $"""
        UPDATE assignment SET state = 'answered', answered_at = @now, via = @via,
            answer = CASE WHEN @Adds AND answer IS NOT NULL THEN answer || @line || @Words ELSE @Words END
        WHERE id = @AssignmentId AND (person_id = @person OR ((answered_at IS NULL OR via = 'proxy') AND {Acts}))
          AND EXISTS (SELECT 1 FROM occurrence o WHERE o.id = occurrence_id AND NOT o.withdrawn)
        """;
}
