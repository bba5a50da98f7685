using Luzhi.Core.Directory;
using Luzhi.Core.Office;
using Luzhi.Core.Settings;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Core.Storage;

/// <summary>
/// Erases what is personal of somebody who has left the roster, for good: name, phone, addresses, every word they wrote and every reason
/// they gave. What stays is the body's record without a name: that somebody was invited, answered, was told (docs/decisions/019).
/// One transaction: dying in here, nothing is erased.
/// </summary>
public sealed class Erasure(Database database, TimeProvider clock, Words words)
{
    /// <returns>false when there is no such person.</returns>
    /// <exception cref="FaultsException">The person is still on the roster, or the name typed to confirm is another.</exception>
    public Task<bool> EraseAsync(long personId, string confirmedName, string by, CancellationToken ct) => database.WriteAsync(async (db, token) =>
    {
        await BodyBook.QueueAsync(db, token);
        if (await db.People.AsNoTracking().SingleOrDefaultAsync(p => p.Id == personId, token) is not { } person)
        {
            return false;
        }

        FaultsException.ThrowIfAny(person.RemovedAt is null ? [new("state", words["own.fault.on_roster"])]
            : Spelling.Name(confirmedName) != Spelling.Name(person.Name) ? [new("name", words["own.fault.name"])] : []);
        var contacts = await db.ListAsync<long>(Contacts, new { personId }, token);
        var about = new
        {
            personId, now = clock.GetUtcNow(), contacts = contacts.Append(0).ToList(), by, answer = words["own.erased.answer"],
            name = words.Say("own.erased.name", ("id", personId)), title = words["own.erased.title"], subject = $"person:{personId}",
            owners = contacts.Select(c => $"c:{c}").Append(Hearer.OwnerOf(personId)).ToList(),
        };
        foreach (var sql in Statements)
        {
            await db.RunAsync(sql, about, token);
        }

        db.Add(new AuditLine { At = about.now, Actor = by, Action = "member.erase", Subject = about.subject });
        await db.SaveChangesAsync(token);
        return true;
    }, ct);

    /// <summary>Closing a person has let go of the phone already; the code it was bound with still knows whose it was.</summary>
    private const string Contacts = """
        SELECT id FROM contact WHERE person_id = @personId
        UNION SELECT c.id FROM contact c JOIN binding_code b ON b.used_by = c.id AND b.person_id = @personId WHERE c.person_id IS NULL
        """;

    private const string Mine = "(SELECT id FROM assignment WHERE person_id = @personId)";

    /// <summary>The approvers' duties that have this person's name for a title.</summary>
    private const string MyLeave = $"(SELECT o.id FROM occurrence o JOIN leave_request l ON l.occurrence_id = o.id WHERE o.duty_key = 'leave' AND l.assignment_id IN {Mine})";

    private static readonly string[] Statements =
    [
        "UPDATE inbox SET body = NULL, reply = NULL WHERE contact_id IN @contacts",
        "DELETE FROM outbox WHERE person_id = @personId OR contact_id IN @contacts",
        "DELETE FROM reach_window WHERE contact_id IN @contacts",
        "DELETE FROM subscription_consent WHERE contact_id IN @contacts",
        "DELETE FROM conversation_reference WHERE contact_id IN @contacts",
        "DELETE FROM page_code WHERE person_id = @personId",
        "DELETE FROM conversation WHERE owner IN @owners",
        "UPDATE contact SET external_id = 'erased:' || id, person_id = NULL, bound_at = NULL, followed = false, last_heard_at = NULL WHERE id IN @contacts",
        "UPDATE submission SET said = '', answers = '{}', shown = NULL WHERE person_id = @personId",
        // The papers of an assignment to study (study_file) are the office's own and name no reader: nothing in them is this person's.
        "DELETE FROM attachment WHERE person_id = @personId",
        "UPDATE assignment SET answer = NULL WHERE person_id = @personId",
        "UPDATE invitation SET leave_reason = NULL, question = NULL WHERE person_id = @personId",
        $"UPDATE notice SET text = '', doorbell = NULL, choices = NULL, state = CASE WHEN state = 'due' THEN 'withdrawn' ELSE state END WHERE assignment_id IN {Mine}",
        $"UPDATE notice SET text = '', doorbell = NULL WHERE occurrence_id IN {MyLeave}",
        $"UPDATE occurrence SET title = @title WHERE id IN {MyLeave}",
        $"UPDATE leave_request SET reason = '', remark = NULL, inquiry = NULL WHERE assignment_id IN {Mine}",
        $"UPDATE question_answer SET text = '' WHERE question_id IN (SELECT id FROM question WHERE assignment_id IN {Mine})",
        $"UPDATE question SET text = '' WHERE assignment_id IN {Mine}",
        $"UPDATE notice SET text = '', doorbell = NULL WHERE occurrence_id IN (SELECT o.id FROM occurrence o JOIN assignment a ON a.occurrence_id = o.id WHERE o.duty_key = 'own_data' AND a.person_id = @personId)",
        "UPDATE mandate SET consent = NULL WHERE leader_id = @personId OR associate_id = @personId",
        "UPDATE link SET note = NULL WHERE (from_kind = 'person' AND from_id = @personId) OR (to_kind = 'person' AND to_id = @personId)",
        // Whoever was to contact this person keeps the line, without the name on it.
        "UPDATE assignment SET about_name = @name WHERE about IN (SELECT 'link:' || id FROM link WHERE to_kind = 'person' AND to_id = @personId)",
        "DELETE FROM binding_code WHERE person_id = @personId",
        "UPDATE staff SET person_id = NULL WHERE person_id = @personId",
        """
        UPDATE data_request SET said = '', answer = @answer,
            decided_by = COALESCE(decided_by, @by), decided_at = COALESCE(decided_at, @now), state = CASE WHEN state = 'open' THEN 'done' ELSE state END
        WHERE person_id = @personId
        """,
        "UPDATE audit_line SET detail = NULL WHERE subject = @subject",
        "UPDATE person SET name = @name, phone = NULL, roster_code = NULL, party = NULL, since = NULL WHERE id = @personId",
    ];
}
