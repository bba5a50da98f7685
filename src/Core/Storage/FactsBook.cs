using Luzhi.Core.Conversations;
using Luzhi.Core.Conversations.Language;
using Luzhi.Core.Duties;
using Luzhi.Core.Messages;
using Luzhi.Core.Settings;

namespace Luzhi.Core.Storage;

/// <summary>Everything a turn may know, for all who are heard in one transaction: seven queries in one journey, however many they are, and one more for each thing that few messages need.</summary>
internal sealed class FactsBook(OrganizationSettings organization, Words words, Rendering rendering)
{
    private readonly TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById(organization.TimeZone);

    /// <summary>What was answered stays known a while, so that it can be added to or taken back.</summary>
    private static readonly TimeSpan Lately = TimeSpan.FromDays(1);

    /// <summary>A planned duty may be answered late for so long; by then the next one is usually there.</summary>
    private static readonly TimeSpan LateTaken = TimeSpan.FromDays(30);

    private Discretion Discretion => new(words, zone);

    public async Task<Known> LoadAsync(LuzhiDb db, IReadOnlyList<(Hearer Hearer, Inbound Inbound)> heard, DateTimeOffset now, CancellationToken ct)
    {
        var people = heard.Select(h => h.Hearer.PersonId).OfType<long>().Distinct().ToList();
        var codes = heard.Select(h => CodeOf(h.Hearer, h.Inbound, now)).OfType<string>().Distinct().ToList();
        var doors = heard.Select(h => DoorWords.CodeIn(h.Inbound)).OfType<string>().ToList();
        var curious = heard.Where(h => Commands.In(h.Inbound) == Command.Mine).Select(h => h.Hearer.PersonId).OfType<long>().ToList();
        return new()
        {
            Now = now,
            Doors = doors.Count == 0 ? [] : await db.ListAsync<DoorRow>(Doors, new { doors, people }, ct),
            Attended = curious.Count == 0 ? [] : (await db.ListAsync<AttendedRow>(Attended, new { curious, since = YearBegan(now) }, ct)).ToDictionary(a => a.PersonId),
            Codes = codes.Count == 0 ? [] : (await db.ListAsync<CodeRow>(Codes, new { codes }, ct)).ToDictionary(c => c.Code),
            People = people.Count == 0 ? [] : await PeopleAsync(db, people, now, ct),
        };
    }

    /// <summary>One journey to the server for everything about the people themselves.</summary>
    private async Task<Dictionary<long, KnownPerson>> PeopleAsync(LuzhiDb db, List<long> people, DateTimeOffset now, CancellationToken ct)
    {
        var about = new { people, now, yesterday = now - Lately, lapsed = now - LateTaken, today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime) };
        await using var found = await db.EachAsync(AboutPeople, about, ct);
        var known = (await found.ReadAsync<LineRow>(ct)).ToDictionary(n => n.PersonId, n => new KnownPerson(n.Name));
        await Each<LineRow>(r => r.PersonId, (person, role) => person.Roles.Add(role.Name));
        await Each<LineRow>(u => u.PersonId, (person, unit) => person.Units.Add(unit.Name));
        await Each<ItemRow>(i => i.PersonId, (person, item) => person.Items.Add(item));
        await Each<WaitingRow>(w => w.PersonId, (person, waiting) => person.Waiting.Add(waiting));
        await Each<StaffRow>(s => s.PersonId, (person, staff) => person.Staff = staff);
        await Each<SavedRow>(s => s.PersonId, (person, saved) => person.Saved = saved);
        return known;

        async Task Each<T>(Func<T, long> whose, Action<KnownPerson, T> add)
        {
            foreach (var row in await found.ReadAsync<T>(ct))
            {
                if (known.TryGetValue(whose(row), out var person))
                {
                    add(person, row);
                }
            }
        }
    }

    /// <summary>What one of those for whom it was loaded may know.</summary>
    public Facts Of(Hearer hearer, Inbound inbound, Known known)
    {
        var now = known.Now;
        var stranger = new Facts
        {
            Now = now,
            Zone = zone,
            BodyName = organization.Name,
            BindBlockedUntil = hearer.BindBlockedUntil,
            BindFailures = hearer.BindFailures,
            Binding = CodeOf(hearer, inbound, now) is { } code
                ? known.Codes.GetValueOrDefault(code)?.Lookup(hearer.PersonId, now) ?? new(code, BindingState.Unknown, null, null)
                : null,
        };

        // Somebody who was taken off the roster is one of the public again.
        return hearer.PersonId is not { } id || !known.People.TryGetValue(id, out var person) ? stranger : stranger with
        {
            Speaker = new Speaker(id, person.Name, person.Roles, person.Units.Count > 0 ? string.Join(' ', person.Units) : null) { BoundAt = hearer.BoundAt },
            Items = [.. person.Items.Select(i => Linked(Said(i, person.Name))).OrderBy(i => i.When ?? DateTimeOffset.MaxValue)],
            Waiting = [.. person.Waiting.Where(w => LastLook.Drop(w.Notice(), w.ExpiresAt, now) is null).Select(w => w.Waiting(person.Name, rendering))],
            LastSaved = person.Saved?.Last(),
            Desk = person.Staff?.Desk(),
            Door = DoorOf(known.Doors, DoorWords.CodeIn(inbound), id),
            Attended = known.Attended.GetValueOrDefault(id)?.Own(),
        };
    }

    private OpenItem Said(ItemRow row, string name)
    {
        var item = row.Item(Discretion);
        return row.Line is { } line ? item with { Text = rendering.Said(item.Text, line, name) } : item;
    }

    /// <summary>What is read on the addressee's own page has the way there.</summary>
    private OpenItem Linked(OpenItem item) => item.Study || item.Secrecy != Secrecy.Open ? item with { Link = rendering.Link(item.AssignmentId, item.When) } : item;

    private static DoorLookup? DoorOf(List<DoorRow> doors, string? code, long person) =>
        (doors.Find(d => d.Code == code && d.PersonId == person) ?? doors.Find(d => d.Code == code))?.Lookup(person);

    private DateTimeOffset YearBegan(DateTimeOffset now) => Civil.Instant(new DateTime(TimeZoneInfo.ConvertTime(now, zone).Year, 1, 1), zone);

    /// <summary>While guessing is slowed no code is looked at: an answer would tell a guesser something.</summary>
    private static string? CodeOf(Hearer hearer, Inbound inbound, DateTimeOffset now) =>
        hearer.BindBlockedUntil > now ? null : BindingWords.CodeIn(inbound);

    internal sealed record Known
    {
        public required DateTimeOffset Now { get; init; }
        public required Dictionary<string, CodeRow> Codes { get; init; }
        public required List<DoorRow> Doors { get; init; }
        public required Dictionary<long, AttendedRow> Attended { get; init; }

        /// <summary>Without those who were taken off the roster.</summary>
        public required Dictionary<long, KnownPerson> People { get; init; }
    }

    internal sealed class KnownPerson(string name)
    {
        public string Name => name;
        public List<string> Roles { get; } = [];
        public List<string> Units { get; } = [];
        public List<ItemRow> Items { get; } = [];
        public List<WaitingRow> Waiting { get; } = [];
        public StaffRow? Staff { get; set; }
        public SavedRow? Saved { get; set; }
    }

    private const string AboutPeople = $"{Names};{Roles};{Units};{Items};{Waiting};{Staff};{Saved}";

    /// <summary>Locked: of two phones with one code the second waits here until the first has used it or not.</summary>
    private const string Codes = """
        SELECT b.code, b.person_id, b.expires_at, b.used_at, b.revoked_at, p.name, p.kind, p.removed_at
        FROM binding_code b LEFT JOIN person p ON p.id = b.person_id WHERE b.code IN @codes ORDER BY b.code FOR UPDATE OF b
        """;

    private const string Doors = """
        SELECT d.code, d.expires_at, m.title, m.starts_at, m.state, m.secrecy, m.attendance_closed_at,
               i.person_id, i.assignment_id, t.state AS attendance, t.at AS checked_in_at
        FROM door_code d JOIN meeting m ON m.id = d.meeting_id
        LEFT JOIN invitation i ON i.meeting_id = m.id AND i.person_id IN @people
        LEFT JOIN attendance t ON t.assignment_id = i.assignment_id
        WHERE d.code IN @doors
        """;

    private const string Attended = """
        SELECT t.person_id, count(*) AS invited, sum(CASE WHEN t.state IN ('present', 'late') THEN 1 ELSE 0 END) AS attended,
               sum(CASE WHEN t.state = 'leave' THEN 1 ELSE 0 END) AS leave
        FROM attendance t JOIN meeting m ON m.id = t.meeting_id
        WHERE t.person_id IN @curious AND m.state = 'announced' AND m.attendance_closed_at IS NOT NULL AND m.starts_at >= @since
        GROUP BY t.person_id
        """;

    private const string Names = "SELECT id AS person_id, name FROM person WHERE id IN @people AND removed_at IS NULL";

    /// <summary>Who is switched off at the console has no commands in the chat either.</summary>
    private const string Staff = """
        SELECT s.person_id, s.id, s.name, s.unit_id, u.name AS unit, s.approves_leave, s.morning_brief, p.kind
        FROM staff s JOIN person p ON p.id = s.person_id LEFT JOIN unit u ON u.id = s.unit_id
        WHERE s.person_id IN @people AND s.disabled_at IS NULL
        """;

    private const string Roles = """
        SELECT person_id, name FROM role_held
        WHERE person_id IN @people AND (from_date IS NULL OR from_date <= @today) AND (to_date IS NULL OR to_date >= @today) ORDER BY id
        """;

    private const string Units = """
        SELECT m.person_id, u.name FROM membership m JOIN unit u ON u.id = m.unit_id
        WHERE m.person_id IN @people AND u.kind IN ('committee', 'member_group')
          AND (m.from_date IS NULL OR m.from_date <= @today) AND (m.to_date IS NULL OR m.to_date >= @today)
        ORDER BY u.kind, u.name
        """;

    /// <summary>
    /// Meetings to come, answered or not; what broadcasts ask, until it is answered and then until it is due, or for a day; what planned duties ask,
    /// likewise, and late for a while; leave to be decided, and for a
    /// day who else decided it; a mandate that waits for consent, or has it. Whoever acts for a leader sees the leader's open ones with it.
    /// The cross join begins with the few speakers on SQLite too, which would walk through everybody's lines to them.
    /// Offline is not for a chat.
    /// </summary>
    private const string Items = $"""
        SELECT w.speaker AS person_id, w.leader, a.id AS assignment_id, a.answered_at, o.duty_key, o.title, o.due_at AS over_at, m.id AS meeting_id, m.starts_at, m.place,
               CASE WHEN w.leader IS NULL THEN a.notified_at ELSE (
                   SELECT max(d.at) FROM delivery d WHERE d.person_id = w.speaker AND d.assignment_id = a.id AND d.outcome IN ('sent', 'offered')) END AS notified_at,
               i.state AS invitation, i.leave_reason, i.leave_approved, m.id IS NOT NULL AND COALESCE(y.approval, 'office') <> 'none' AS needs_approval, i.via,
               EXISTS (SELECT 1 FROM question q JOIN question_answer r ON r.question_id = q.id WHERE q.assignment_id = a.id)
                   AND NOT EXISTS (SELECT 1 FROM question q WHERE q.assignment_id = a.id AND q.closed_at IS NULL) AS question_answered, i.entered_by,
               COALESCE(b.text, o.text) AS text, COALESCE(b.ask, o.ask) AS ask, o.form_version, CASE WHEN o.duty_version_id IS NULL THEN b.due_at ELSE o.due_at END AS due_at,
               o.duty_version_id IS NOT NULL AS planned, a.about_name, CASE WHEN o.duty_version_id IS NOT NULL THEN {LineFactsRow.Unit} END AS unit,
               o.secrecy, s.id IS NOT NULL AS study,
               s.least, COALESCE(length(a.answer), 0) AS said_length,
               m.receipt, CASE WHEN m.receipt IS NULL THEN NULL ELSE (
                   SELECT r.answers FROM submission r WHERE r.occurrence_id = o.id AND r.person_id = a.person_id AND r.form = m.receipt AND r.state = 'saved'
                   ORDER BY r.id DESC LIMIT 1) END AS receipt_answers,
               l.id AS request_id, l.reason, l.approved, l.decided_by, l.decided_at, asked.inquiry, asker.name AS asker,
               g.id AS mandate_id, g.consented_at, associate.name AS associate
        FROM ({Speakers}) w
        CROSS JOIN assignment a
        JOIN occurrence o ON o.id = a.occurrence_id
        LEFT JOIN invitation i ON i.assignment_id = a.id
        LEFT JOIN meeting m ON m.id = i.meeting_id
        LEFT JOIN meeting_type y ON y.id = m.type_id
        LEFT JOIN leave_request asked ON asked.assignment_id = a.id AND asked.withdrawn_at IS NULL AND asked.approved IS NULL
        LEFT JOIN broadcast b ON b.id = CASE WHEN o.duty_key = 'broadcast' THEN CAST(substr(o.period, 2) AS bigint) END
        LEFT JOIN study s ON s.broadcast_id = b.id
        LEFT JOIN leave_request l ON l.occurrence_id = o.id AND o.duty_key = 'leave'
        LEFT JOIN invitation j ON j.assignment_id = l.assignment_id
        LEFT JOIN person asker ON asker.id = j.person_id
        LEFT JOIN mandate g ON g.occurrence_id = o.id AND g.leader_id = a.person_id
        LEFT JOIN person associate ON associate.id = g.associate_id
        WHERE a.person_id = w.holder AND NOT o.withdrawn AND o.secrecy <> 'offline' AND (w.leader IS NULL OR (o.secrecy = 'open' AND s.id IS NULL))
          AND ((m.state = 'announced' AND m.starts_at > @now)
            OR (b.ask IS NOT NULL AND (a.answered_at IS NULL OR a.answered_at > @yesterday OR b.due_at > @now))
            OR (w.leader IS NULL AND o.duty_version_id IS NOT NULL AND o.ask IS NOT NULL AND o.opens_at <= @now AND a.state <> 'excused'
                AND (a.answered_at > @yesterday OR o.due_at > @now OR (a.answered_at IS NULL AND o.due_at > @lapsed)))
            OR (w.leader IS NULL AND l.id IS NOT NULL AND o.due_at > @now AND a.answered_at IS NULL AND (l.decided_at IS NULL OR l.decided_at > @yesterday))
            OR (w.leader IS NULL AND g.id IS NOT NULL AND g.refused_at IS NULL AND g.ended_at IS NULL AND (g.ends_on IS NULL OR g.ends_on >= @today)))
        ORDER BY a.id
        """;

    private const string Speakers = """
        SELECT id AS speaker, id AS holder, NULL AS leader FROM person WHERE id IN @people
        UNION ALL
        SELECT g.associate_id, g.leader_id, p.name FROM mandate g JOIN person p ON p.id = g.leader_id AND p.removed_at IS NULL
        WHERE g.associate_id IN @people AND g.consented_at IS NOT NULL AND g.ended_at IS NULL AND (g.ends_on IS NULL OR g.ends_on >= @today)
        """;

    private const string Waiting = $"""
        SELECT o.id AS outbox_id, o.person_id, o.assignment_id, o.expires_at, {NoticeRow.Columns}
        FROM outbox o {NoticeRow.Joins}
        WHERE o.person_id IN @people AND o.state = 'held' AND o.notice_id IS NOT NULL ORDER BY o.id
        """;

    private const string Saved = """
        SELECT id, person_id, form, said, at FROM submission
        WHERE id IN (SELECT max(id) FROM submission WHERE person_id IN @people AND state = 'saved' GROUP BY person_id)
        """;
}
