using System.Text.Json;
using Luzhi.Core.Conversations;
using Luzhi.Core.Meetings;
using Luzhi.Core.Messages;

namespace Luzhi.Core.Storage;

/// <summary>
/// Makes a turn's changes so, inside the turn's transaction. Each says in its own WHERE what must still hold; where it no longer does,
/// the whole turn is decided again (<see cref="StaleException"/>).
/// </summary>
/// <param name="via">How the answers came: chat or page.</param>
internal sealed partial class Changes(LuzhiDb db, Hearer hearer, TalkPlans plans, DeskBook desk, DateTimeOffset now, string via)
{
    private readonly Questions questions = new(db, plans.Questions, now);
    private readonly Mandates mandates = new(db, plans.Mandates, now);
    private readonly Leaves leaves = new(db, plans.Leave, now);
    private long? person = hearer.PersonId;

    /// <returns>Whom the address belongs to afterwards.</returns>
    public async Task<long?> ApplyAsync(IReadOnlyList<Change> changes, CancellationToken ct)
    {
        foreach (var change in changes)
        {
            await ApplyAsync(change, ct);
        }

        return person;
    }

    private Task ApplyAsync(Change change, CancellationToken ct) => change switch
    {
        Change.Bind bind => BindAsync(bind, ct),
        Change.BindRefused refused => db.RunAsync(CountRefusal, new { hearer.Id, refused.BlockUntil }, ct),
        Change.Answer answer => AnswerAsync(answer, ct),
        Change.CheckIn arrived => MustAsync(DoorRow.CheckIn, new { arrived.AssignmentId, state = Naming.Snake(arrived.State.ToString()), person, now }, change, ct),
        Change.Reply reply => ReplyAsync(reply, ct),
        Change.TakeBack back => TakeBackAsync(back, ct),
        Change.Share share => db.RunAsync(share.Shared ? ShareNote : KeepNotes, new { share.AssignmentId, person, now }, ct),
        Change.Save save => SaveAsync(save, ct),
        Change.Withdraw withdraw => WithdrawAsync(withdraw, ct),
        Change.Decide decide => DecideAsync(decide, ct),
        Change.Mandated mandated => MandatedAsync(mandated, ct),
        Change.EndMandate end => mandates.EndAsync(end.MandateId, person, end.By, tellLeader: false, ct),
        Change.Inquire inquire => InquireAsync(inquire, ct),
        Change.Heard heard => MustAsync(MarkAnswered, new { heard.AssignmentId, person, now, via }, heard, ct),
        Change.Office office => desk.DoAsync(db, office, person!.Value, ct),
        Change.AskOffice asked => MustAsync(AskOffice, new { kind = Naming.Snake(asked.Kind.ToString()), asked.Said, person, now }, asked, ct),
        Change.Offer offer => OfferAsync(offer, ct),
        Change.PageCode code => MustAsync(GiveCode, new { code.Kept, code.ExpiresAt, hearer.Id, person }, code, ct),
        _ => throw new InvalidOperationException($"the ledger does not know {change.GetType().Name}"),
    };

    private async Task BindAsync(Change.Bind bind, CancellationToken ct)
    {
        // The look-up locked the code's row: of two phones with one code the second waited there, and was told that it is used.
        await MustAsync(UseCode, new { bind.Code, bind.PersonId, hearer.Id, now }, bind, ct);
        await MustAsync(MoveContact, new { bind.PersonId, hearer.Id, now }, bind, ct);
        await db.RunAsync(LetGo, new { bind.PersonId, hearer.Id }, ct);
        person = bind.PersonId;
        await leaves.CatchUpAsync(bind.PersonId, ct);
    }

    private async Task SaveAsync(Change.Save save, CancellationToken ct)
    {
        var answers = JsonSerializer.Serialize(save.Answers, Pinned.Options);
        await db.RunAsync(WithdrawReceipt, new { save.AssignmentId, now }, ct);
        var shown = JsonSerializer.Serialize(save.Shown, Pinned.Options);
        if (save.Corrects is { } corrected)
        {
            await MustAsync(WithdrawForm, new { SubmissionId = corrected, person, now }, save, ct);
        }

        await MustAsync(SaveForm, new { save.Form, save.Version, save.Said, answers, shown, save.AssignmentId, save.Corrects, person, now }, save, ct);
        if (save.AssignmentId is not null)
        {
            await MustAsync(MarkAnswered, new { save.AssignmentId, person, now, via }, save, ct);
        }

        await ChecklistRows.SettleAsync(db, person!.Value, via, now, ct);
    }

    private async Task TakeBackAsync(Change.TakeBack back, CancellationToken ct)
    {
        await MustAsync(TakeBack, new { back.AssignmentId, person }, back, ct);
        await db.RunAsync(ForgetConsent, new { back.AssignmentId }, ct);
    }

    private async Task WithdrawAsync(Change.Withdraw withdraw, CancellationToken ct)
    {
        await MustAsync(WithdrawForm, new { withdraw.SubmissionId, person, now }, withdraw, ct);
        if (await db.RunAsync(StandsAgain, new { withdraw.SubmissionId, person }, ct) == 0)
        {
            await db.RunAsync(OpenAgain, new { withdraw.SubmissionId, person }, ct);
        }

        await ChecklistRows.SettleAsync(db, person!.Value, via, now, ct);
    }

    /// <summary>Offered twice does no harm, so a row that the door has taken meanwhile needs no second decision.</summary>
    private async Task OfferAsync(Change.Offer offer, CancellationToken ct)
    {
        var row = new { offer.OutboxId, hearer.Id, person, now };
        if (await db.RunAsync(TakeHeld, row, ct) == 1)
        {
            await db.RunAsync(RecordOffer, row, ct);
            await db.RunAsync(MarkOffered, row, ct);
            await db.RunAsync(LeaveOutbox, row, ct);
        }
    }

    private async Task MustAsync(string sql, object args, Change change, CancellationToken ct)
    {
        if (person is null && change is not Change.Bind)
        {
            throw new InvalidOperationException($"{change.GetType().Name} from an address that belongs to nobody");
        }

        if (await db.RunAsync(sql, args, ct) != 1)
        {
            throw new StaleException($"{change.GetType().Name} is no longer possible");
        }
    }

    private const string UseCode = """
        UPDATE binding_code SET used_at = @now, used_by = @Id
        WHERE code = @Code AND person_id = @PersonId AND used_at IS NULL AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > @now)
        """;

    private const string MoveContact = """
        UPDATE contact SET person_id = @PersonId, bound_at = @now, bind_failures = 0, bind_blocked_until = NULL WHERE id = @Id
        """;

    /// <summary>One address for each channel and account: the phone before this one may be lost. An address on another channel stays.</summary>
    private const string LetGo = """
        UPDATE contact SET person_id = NULL, bound_at = NULL WHERE person_id = @PersonId AND id <> @Id
          AND (channel, account) = (SELECT c.channel, c.account FROM contact c WHERE c.id = @Id)
        """;

    private const string CountRefusal = "UPDATE contact SET bind_failures = bind_failures + 1, bind_blocked_until = @BlockUntil WHERE id = @Id";

    /// <summary>A new code takes the place of the last one; what was guessed wrong meanwhile stays counted.</summary>
    private const string GiveCode = """
        INSERT INTO page_code (person_id, contact_id, kept, expires_at, tries, failures) VALUES (@person, @Id, @Kept, @ExpiresAt, 0, 0)
        ON CONFLICT (person_id) DO UPDATE SET contact_id = excluded.contact_id, kept = excluded.kept, expires_at = excluded.expires_at, tries = 0
        """;

    private const string TakeBack = """
        UPDATE assignment SET state = 'seen', answered_at = NULL, via = NULL, answer = NULL
        WHERE id = @AssignmentId AND person_id = @person AND state = 'answered'
        """;

    private const string ForgetConsent = "DELETE FROM note_consent WHERE assignment_id = @AssignmentId";

    private const string ShareNote = """
        INSERT INTO note_consent (assignment_id, shared, at) SELECT id, true, @now FROM assignment WHERE id = @AssignmentId AND person_id = @person
        ON CONFLICT (assignment_id) DO UPDATE SET shared = true, at = excluded.at
        """;

    /// <summary>Of one note, whether it was said before or not; of all the person's notes, those that were shared.</summary>
    private const string KeepNotes = """
        INSERT INTO note_consent (assignment_id, shared, at)
        SELECT a.id, false, @now FROM assignment a
        WHERE a.person_id = @person AND (a.id = @AssignmentId OR (CAST(@AssignmentId AS bigint) IS NULL AND EXISTS (SELECT 1 FROM note_consent c WHERE c.assignment_id = a.id AND c.shared)))
        ON CONFLICT (assignment_id) DO UPDATE SET shared = false, at = excluded.at
        """;

    private const string SaveForm = """
        INSERT INTO submission (form, form_version, person_id, occurrence_id, assignment_id, state, said, answers, shown, corrects_id, at)
        VALUES (@Form, @Version, @person,
                COALESCE((SELECT occurrence_id FROM assignment WHERE id = @AssignmentId), (SELECT occurrence_id FROM submission WHERE id = CAST(@Corrects AS bigint))),
                COALESCE(CAST(@AssignmentId AS bigint), (SELECT assignment_id FROM submission WHERE id = CAST(@Corrects AS bigint))),
                'saved', @Said, @answers, @shown, @Corrects, @now)
        """;

    private const string WithdrawForm = """
        UPDATE submission SET state = 'withdrawn', withdrawn_at = @now WHERE id = @SubmissionId AND person_id = @person AND state = 'saved'
        """;

    /// <summary>A correction is taken back: what it corrected stands again, and so does the answer it gave.</summary>
    private const string StandsAgain = """
        UPDATE submission SET state = 'saved', withdrawn_at = NULL
        WHERE person_id = @person AND state = 'withdrawn' AND id = (SELECT corrects_id FROM submission WHERE id = @SubmissionId)
        """;

    /// <summary>A receipt is corrected by a newer one, and taken back by leave. What a broadcast asked is not touched.</summary>
    internal const string WithdrawReceipt = """
        UPDATE submission SET state = 'withdrawn', withdrawn_at = @now
        WHERE state = 'saved' AND id IN (
            SELECT s.id FROM assignment a JOIN invitation i ON i.assignment_id = a.id
            JOIN submission s ON s.person_id = a.person_id AND s.occurrence_id = a.occurrence_id
            WHERE a.id = CAST(@AssignmentId AS bigint))
        """;

    /// <summary>The answer to a meeting stands when its receipt is undone.</summary>
    private const string OpenAgain = """
        UPDATE assignment SET state = 'seen', answered_at = NULL, via = NULL, answer = NULL
        WHERE person_id = @person AND state = 'answered' AND occurrence_id = (SELECT occurrence_id FROM submission WHERE id = @SubmissionId)
          AND (SELECT COALESCE(s.assignment_id, assignment.id) FROM submission s WHERE s.id = @SubmissionId) = assignment.id
          AND NOT EXISTS (SELECT 1 FROM invitation i WHERE i.assignment_id = assignment.id)
        """;

    private const string AskOffice = """
        INSERT INTO data_request (person_id, kind, said, via, at, state) SELECT id, @kind, @Said, 'chat', @now, 'open' FROM person WHERE id = @person
        """;

    private const string TakeHeld = "UPDATE outbox SET state = 'claimed' WHERE id = @OutboxId AND person_id = @person AND state = 'held'";

    private const string RecordOffer = """
        INSERT INTO delivery (outbox_id, unique_key, person_id, contact_id, notice_id, assignment_id, lane, route, outcome, attempts, repeat, at)
        SELECT id, unique_key, person_id, @Id, notice_id, assignment_id, lane, 'passive', 'offered', attempts, unknowns > 0, @now
        FROM outbox WHERE id = @OutboxId
        """;

    private const string MarkOffered = "UPDATE assignment SET notified_at = @now WHERE person_id = @person AND id = (SELECT assignment_id FROM outbox WHERE id = @OutboxId)";

    private const string LeaveOutbox = "DELETE FROM outbox WHERE id = @OutboxId";
}
