using Luzhi.Core.Conversations;
using Luzhi.Core.Conversations.Secretary;
using Luzhi.Core.Duties;
using Luzhi.Core.Messages;
using Luzhi.Core.Settings;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Core.Storage;

/// <summary>
/// The morning brief of each who works in the office, has a phone and wants it. It is an occurrence of its own, for one person and one day:
/// so it is said once, and is reached, held and recorded like any notice. What its numbers stand for is remembered with it.
/// </summary>
public sealed class BriefBook(Database database, DeskBook desks, MatterBook matters, Words words, OrganizationSettings organization, TimeZoneInfo zone)
{
    public const string Duty = "brief";

    /// <summary>By the afternoon it is old news.</summary>
    private static readonly TimeSpan Lives = TimeSpan.FromHours(8);

    /// <returns>How many were sent.</returns>
    public async Task<int> SendAsync(DateTimeOffset now, CancellationToken ct)
    {
        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime).ToString("yyyy-MM-dd", null);
        List<StaffRow> waiting;
        await using (var db = database.Open())
        {
            waiting = await db.ListAsync<StaffRow>(Waiting, new { day }, ct);
        }

        var sent = 0;
        foreach (var staff in waiting)
        {
            sent += await SendAsync(staff, $"s{staff.Id}:{day}", now, ct) ? 1 : 0;
        }

        return sent;
    }

    private async Task<bool> SendAsync(StaffRow staff, string period, DateTimeOffset now, CancellationToken ct)
    {
        var desk = staff.Desk();
        desk = desk with { Matters = await matters.OpenAsync(desk, ct) };
        desk = desk with { Brief = await desks.BriefAsync(desk, now, ct) };
        return await Deadlocks.RetryAsync(() => database.WriteAsync(async (db, token) =>
        {
            var owner = Hearer.OwnerOf(staff.PersonId);
            await db.RunAsync(Begin, new { owner, now }, token);
            var conversation = ConversationJson.Read(await db.FirstAsync<string>(Lock, new { owner }, token));
            var clerk = new Clerk(conversation, new Facts { Now = now, Zone = zone, BodyName = organization.Name, Desk = desk }, desk, words);
            clerk.ShownAnew();
            if (!Brief.HasSomething(clerk) || await db.Occurrences.AnyAsync(o => o.DutyKey == Duty && o.Period == period, token))
            {
                return false;
            }

            var shown = conversation with { Desk = (conversation.Desk ?? DeskTalk.Fresh) with { Shown = clerk.Numbers.Slots } };
            await db.RunAsync(Keep, new { owner, state = ConversationJson.Write(shown), now }, token);
            await TellAsync(db, staff.PersonId, period, clerk, now, token);
            return true;
        }, ct));
    }

    private async Task TellAsync(LuzhiDb db, long personId, string period, Clerk clerk, DateTimeOffset now, CancellationToken ct)
    {
        var title = words.Say("desk.brief.title", ("count", clerk.Desk.Matters.Count));
        var occurrence = new Occurrence
        {
            BodyId = await db.Bodies.OrderBy(b => b.Id).Select(b => b.Id).FirstAsync(ct), DutyKey = Duty, Period = period, Title = title, OpensAt = now, CreatedAt = now,
        };
        db.Add(occurrence);
        await db.SaveChangesAsync(ct);
        await DutyBook.AssignAsync(db, occurrence.Id, [personId], ct);
        db.Add(new Notice
        {
            OccurrenceId = occurrence.Id,
            Kind = Duty,
            UniqueKey = "brief:1",
            DueAt = now,
            ExpiresAt = now + Lives,
            Text = Brief.Of(clerk),
            Doorbell = Pinned.Write(new Doorbell("broadcast", title, now, null, null, words["desk.brief.hint"])),
            Whom = Whom.Everyone,
            State = "due",
        });
        await db.SaveChangesAsync(ct);
    }

    private const string Waiting = """
        SELECT s.person_id, s.id, s.name, s.unit_id, u.name AS unit, s.approves_leave, s.morning_brief, p.kind
        FROM staff s JOIN person p ON p.id = s.person_id AND p.removed_at IS NULL LEFT JOIN unit u ON u.id = s.unit_id
        WHERE s.disabled_at IS NULL AND s.morning_brief
          AND EXISTS (SELECT 1 FROM contact c WHERE c.person_id = s.person_id AND c.followed)
          AND NOT EXISTS (SELECT 1 FROM occurrence o WHERE o.duty_key = 'brief' AND o.period = 's' || s.id || ':' || @day)
        ORDER BY s.id
        """;

    private const string Begin = "INSERT INTO conversation (owner, state, updated_at) VALUES (@owner, '{}', @now) ON CONFLICT (owner) DO NOTHING";

    private const string Lock = "SELECT state FROM conversation WHERE owner = @owner FOR UPDATE";

    private const string Keep = "UPDATE conversation SET state = @state, updated_at = @now WHERE owner = @owner";
}
