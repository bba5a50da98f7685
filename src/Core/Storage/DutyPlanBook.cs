using System.Collections.Concurrent;
using Luzhi.Core.Conversations.Forms;
using Luzhi.Core.Duties;
using Luzhi.Core.Duties.Files;
using Luzhi.Core.Duties.Planning;
using Luzhi.Core.Office;
using Luzhi.Core.Settings;

namespace Luzhi.Core.Storage;

/// <summary>
/// Puts what the planner reckoned into the ledger: occurrence, lines and notices are true together, keyed by duty and period, so that planning
/// twice plans once. What has not opened is planned anew when the file, the calendar or the people change; what has opened stays as it was told,
/// and only who joins or leaves changes it.
/// </summary>
public sealed partial class DutyPlanBook(
    Database database, AudienceBook audiences, MeetingBook meetings, DutyShelf shelf, FormShelf forms, DeliverySettings delivery, Words words, TimeZoneInfo zone, TimeProvider clock)
{
    /// <summary>What this process put last, so that looking again at what is as it was costs no writing.</summary>
    private readonly ConcurrentDictionary<(string Duty, string Period), string> known = new();

    private QuietHours Quiet => new(delivery.QuietFrom, delivery.QuietTo, zone);

    /// <summary>The text of the form that a duty asks for, as it is in force: what an occurrence opened with is asked to its end.</summary>
    private string? FormVersion(Duty duty) => forms.Find(duty.Ask)?.Version;

    private DutyWording Wording => new(words);

    /// <summary>One duty as planned from now to the horizon, and what fell due since it was last looked at.</summary>
    /// <param name="planned">Everything that touches the time from <paramref name="lookedAt"/> to <paramref name="to"/>.</param>
    /// <returns>How many occurrences changed.</returns>
    /// <exception cref="FaultsException">The audience cannot be read.</exception>
    public async Task<int> TakeAsync(Duty duty, IReadOnlyList<PlannedOccurrence> planned, DateTimeOffset lookedAt, DateTimeOffset to, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var people = await PeopleAsync(duty, ct);
        var news = new List<string>();
        foreach (var plan in planned.Where(p => p.DueAt > now && p.OpensAt <= to))
        {
            news.AddRange(await PutAsync(duty, plan, people, Call.Planned, ct));
        }

        news.AddRange(await CatchUpAsync(duty, [.. planned.Where(p => p.DueAt <= now && p.DueAt > lookedAt)], people, lookedAt, ct));
        news.AddRange(await DropAsync(duty.Id, [.. planned.Select(p => p.Period)], ct));
        await RefreshAsync(duty.Id, [.. planned.Where(p => p.OpensAt > now).Select(p => p.Period)], ct);
        await LookedAsync(duty.Id, now, ct);
        return news.Count;
    }

    /// <summary>A duty that is off or whose file is gone: what nobody has heard of is taken out, what is open stays.</summary>
    public async Task<int> ForgetAsync(string duty, CancellationToken ct) => (await DropAsync(duty, [], ct)).Count;

    private async Task<IReadOnlyList<long>> PeopleAsync(Duty duty, CancellationToken ct)
    {
        var answer = await audiences.ResolveAsync(duty.Audience, ct);
        FaultsException.ThrowIfAny(answer.Error is { } error ? [new Fault("audience", error)] : []);
        return answer.PersonIds;
    }

    /// <returns>What became different, in words for the record; empty where it was so already.</returns>
    private async Task<IReadOnlyList<string>> PutAsync(Duty duty, PlannedOccurrence plan, IReadOnlyList<long> people, Call call, CancellationToken ct)
    {
        await using var look = database.Open();
        var before = await look.FirstAsync<Standing>(Find, new { plan.DutyKey, plan.Period }, ct);
        if (before is { Withdrawn: true } || (before is not null && call == Call.Planned && before.OpensAt <= clock.GetUtcNow() && !Moved(before, plan, duty)))
        {
            return [];
        }

        var lines = await new DutyLineFinder(look, duty, people, Today).FindAsync(before?.Id ?? 0, ct);
        var basis = string.Join('|', duty.Version, FormVersion(duty), plan.OpensAt.Ticks, plan.DueAt.Ticks, plan.Doubt, string.Join(',', lines.Held), string.Join(',', lines.Unheld));
        if (known.TryGetValue((plan.DutyKey, plan.Period), out var last) && last == basis && call == Call.Planned)
        {
            return [];
        }

        // Dying before the commit: nothing of it is planned, and the next look plans it. After it: all of it is.
        var news = await Deadlocks.RetryAsync(() => database.WriteAsync((db, token) => PutAsync(db, duty, plan, lines, call, token), ct));
        known[(plan.DutyKey, plan.Period)] = basis;
        return news;
    }

    private async Task<IReadOnlyList<string>> PutAsync(LuzhiDb db, Duty duty, PlannedOccurrence plan, LinesOwed lines, Call call, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var version = await DutyVersions.TakeAsync(db, duty, now, ct);
        var pinned = new { plan.DutyKey, plan.Period, plan.Title, plan.OpensAt, plan.DueAt, plan.Doubt, duty.Ask, formVersion = FormVersion(duty), items = Checklist.Write(duty.Items), text = duty.Say, secrecy = Naming.Snake(duty.Secrecy.ToString()), version, now };
        var isNew = await db.RunAsync(Open, pinned, ct) == 1;
        var occurrence = (await db.FirstAsync<Standing>(Lock, pinned, ct))!;
        var ahead = isNew || occurrence.OpensAt > now;
        await db.RunAsync(ahead ? Pin : Move, pinned, ct);
        await new DutyLedger(db, occurrence.Id, now).SetAsync(lines, ahead ? Joining.Anew : Joining.Told, Quiet.NextAllowed(now), ct);
        await PutNoticesAsync(db, occurrence.Id, duty, plan, call, ct);
        return await NoteAsync(db, duty.Id, isNew ? null : occurrence, plan, version, ct);
    }

    private async Task PutNoticesAsync(LuzhiDb db, long occurrence, Duty duty, PlannedOccurrence plan, Call call, CancellationToken ct)
    {
        var notices = Wording.Notices(duty, plan, Quiet, call, clock.GetUtcNow());
        await db.RunAsync(DropNotices, new { occurrence, keys = notices.Select(n => n.UniqueKey).ToList() }, ct);
        foreach (var notice in notices)
        {
            await db.RunAsync(PutNotice, new
            {
                occurrence, notice.Kind, notice.UniqueKey, notice.DueAt, notice.ExpiresAt, notice.Text, notice.Doorbell, notice.Choices, notice.ByHand,
                whom = Naming.Snake(notice.Whom.ToString()), rung = Naming.Snake(notice.Rung.ToString()),
            }, ct);
        }
    }

    /// <summary>What is planned for the first time is no difference; what was planned otherwise before goes on record.</summary>
    private async Task<IReadOnlyList<string>> NoteAsync(LuzhiDb db, string duty, Standing? before, PlannedOccurrence plan, long version, CancellationToken ct)
    {
        if (before is null)
        {
            return [plan.Period];
        }

        if (before.DutyVersionId == version && before.DueAt == plan.DueAt && before.OpensAt == plan.OpensAt)
        {
            return [];
        }

        var now = clock.GetUtcNow();
        await RecordAsync(db, duty, words.Say("duty.record.moved", ("period", plan.Period), ("before", Civil.Say(before.DueAt, now, zone)), ("due", Civil.Say(plan.DueAt, now, zone))), ct);
        return [plan.Period];
    }

    private async Task RecordAsync(LuzhiDb db, string duty, string detail, CancellationToken ct)
    {
        db.Add(new AuditLine { At = clock.GetUtcNow(), Actor = words["duty.record.actor"], Action = "duty.plan", Subject = $"duty:{duty}", Detail = detail });
        await db.SaveChangesAsync(ct);
    }

    /// <summary>What was planned ahead and is planned no more, by nobody heard of yet.</summary>
    private async Task<IReadOnlyList<string>> DropAsync(string duty, IReadOnlyList<string> still, CancellationToken ct)
    {
        var about = new { duty, now = clock.GetUtcNow() };
        await using var look = database.Open();
        var dropped = (await look.ListAsync<Standing>(Ahead, about, ct)).Where(o => !still.Contains(o.Period)).ToList();
        foreach (var gone in dropped)
        {
            await database.WriteAsync(async (db, token) =>
            {
                foreach (var sql in Drop)
                {
                    await db.RunAsync(sql, new { gone.Id }, token);
                }

                await RecordAsync(db, duty, words.Say("duty.record.dropped", ("period", gone.Period), ("due", Civil.Say(gone.DueAt, about.now, zone))), token);
            }, ct);
            known.TryRemove((duty, gone.Period), out _);
        }

        return [.. dropped.Select(o => o.Period)];
    }

    /// <summary>Who joined or left since: of what is open, by the file it was told by.</summary>
    private async Task RefreshAsync(string duty, IReadOnlyList<string> ahead, CancellationToken ct)
    {
        await using var look = database.Open();
        foreach (var open in (await look.ListAsync<Standing>(Opened, new { duty, now = clock.GetUtcNow() }, ct)).Where(o => !ahead.Contains(o.Period)))
        {
            if (shelf.Find(duty, open.Hash) is { } told)
            {
                await RefreshAsync(look, open, told, ct);
            }
        }
    }

    private async Task RefreshAsync(LuzhiDb look, Standing open, Duty told, CancellationToken ct)
    {
        var lines = await new DutyLineFinder(look, told, await PeopleAsync(told, ct), Today).FindAsync(open.Id, ct);
        var basis = string.Join('|', "open", string.Join(',', lines.Held), string.Join(',', lines.Unheld));
        if (known.TryGetValue((open.DutyKey, open.Period), out var last) && last == basis)
        {
            return;
        }

        var joining = told.Joins || told.Per != Per.Person ? Joining.Told : Joining.Nobody;
        var now = clock.GetUtcNow();
        await Deadlocks.RetryAsync(() => database.WriteAsync((db, token) => new DutyLedger(db, open.Id, now).SetAsync(lines, joining, Quiet.NextAllowed(now), token), ct));
        known[(open.DutyKey, open.Period)] = basis;
    }

    private DateOnly Today => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), zone).DateTime);

    /// <summary>What it was told by still holds, but its day does not: the meeting it is counted from moved, or the holidays came out.</summary>
    private static bool Moved(Standing before, PlannedOccurrence plan, Duty duty) => before.Hash == duty.Version && before.DueAt != plan.DueAt;

    internal sealed record Standing
    {
        public long Id { get; init; }
        public string DutyKey { get; init; } = "";
        public string Period { get; init; } = "";
        public string Title { get; init; } = "";
        public DateTimeOffset OpensAt { get; init; }
        public DateTimeOffset DueAt { get; init; }
        public bool Withdrawn { get; init; }
        public long DutyVersionId { get; init; }
        public string Hash { get; init; } = "";
    }

    private const string Columns = "SELECT o.id, o.duty_key, o.period, o.title, o.opens_at, o.due_at, o.withdrawn, o.duty_version_id, v.hash FROM occurrence o JOIN duty_version v ON v.id = o.duty_version_id";

    private const string Find = $"{Columns} WHERE o.duty_key = @DutyKey AND o.period = @Period";

    private const string Lock = $"{Columns} WHERE o.duty_key = @DutyKey AND o.period = @Period FOR UPDATE";

    private const string Ahead = $"{Columns} WHERE o.duty_key = @duty AND o.opens_at > @now AND NOT o.withdrawn ORDER BY o.id";

    private const string Opened = $"{Columns} WHERE o.duty_key = @duty AND o.opens_at <= @now AND o.due_at > @now AND NOT o.withdrawn ORDER BY o.id";

    private const string Open = """
        INSERT INTO occurrence (body_id, duty_key, period, title, opens_at, due_at, withdrawn, secrecy, duty_version_id, ask, form_version, items, text, doubt, created_at)
        SELECT min(b.id), @DutyKey, @Period, @Title, @OpensAt, @DueAt, false, @secrecy, @version, @Ask, @formVersion, @items, @text, @Doubt, @now FROM body b WHERE true
        ON CONFLICT (duty_key, period) DO NOTHING
        """;

    /// <summary>Nobody has heard of it: everything may still change.</summary>
    private const string Pin = """
        UPDATE occurrence SET title = @Title, opens_at = @OpensAt, due_at = @DueAt, secrecy = @secrecy, duty_version_id = @version, ask = @Ask, form_version = @formVersion, items = @items, text = @text, doubt = @Doubt
        WHERE duty_key = @DutyKey AND period = @Period
        """;

    private const string Move = "UPDATE occurrence SET due_at = @DueAt, doubt = @Doubt WHERE duty_key = @DutyKey AND period = @Period";

    private const string DropNotices = "DELETE FROM notice WHERE occurrence_id = @occurrence AND assignment_id IS NULL AND state = 'due' AND NOT (unique_key IN @keys)";

    /// <summary>One that has rung has been heard; it stays as it was.</summary>
    private const string PutNotice = """
        INSERT INTO notice (occurrence_id, kind, unique_key, due_at, expires_at, text, doorbell, choices, whom, rung, by_hand, state)
        VALUES (@occurrence, @Kind, @UniqueKey, @DueAt, @ExpiresAt, @Text, @Doorbell, @Choices, @whom, @rung, @ByHand, 'due')
        ON CONFLICT (occurrence_id, unique_key) DO UPDATE SET kind = excluded.kind, due_at = excluded.due_at, expires_at = excluded.expires_at, text = excluded.text,
            doorbell = excluded.doorbell, choices = excluded.choices, whom = excluded.whom, rung = excluded.rung,
            by_hand = excluded.by_hand, state = 'due'
        WHERE notice.state IN ('due', 'missed')
        """;

    private static readonly string[] Drop =
    [
        "DELETE FROM notice WHERE occurrence_id = @Id", "DELETE FROM assignment WHERE occurrence_id = @Id",
        "DELETE FROM unheld_line WHERE occurrence_id = @Id", "DELETE FROM occurrence WHERE id = @Id",
    ];
}
