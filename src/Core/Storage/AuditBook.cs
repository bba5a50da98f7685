using Luzhi.Core.Office;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Core.Storage;

/// <param name="Name">What the subject is called, where it still has a name; and the page it is seen on.</param>
public sealed record AuditEntry(long Id, DateTimeOffset At, string Actor, string Action, string Subject, string? Name, string? Detail);

/// <summary>The trail read back: who did what, and who saw what is sensitive. It never held the sensitive words themselves.</summary>
public sealed class AuditBook(Database database)
{
    /// <summary>Newest first: a page goes on below <paramref name="before"/>.</summary>
    /// <param name="person">Only about this person.</param>
    public async Task<Page<AuditEntry>> ListAsync(
        string? actor, long? person, string? action, DateTimeOffset? from, DateTimeOffset? until, long? before, int most, CancellationToken ct)
    {
        var subject = person is null ? null : $"person:{person}";
        await using var db = database.Open();
        var lines = db.Audit.AsNoTracking().Where(a => (before == null || a.Id < before) && (actor == null || a.Actor == actor) && (action == null || a.Action == action));
        lines = subject is null ? lines : lines.Where(a => a.Subject == subject || a.Detail == subject);
        lines = from is { } first ? lines.Where(a => a.At >= first) : lines;
        lines = until is { } last ? lines.Where(a => a.At < last) : lines;
        var rows = await lines.OrderByDescending(a => a.Id).Take(most + 1).ToListAsync(ct);
        var page = rows.ToPage(most, a => a.Id);
        var names = await NamesAsync(db, page.Items, ct);
        return new([.. page.Items.Select(a => new AuditEntry(a.Id, a.At, a.Actor, a.Action, a.Subject, names.GetValueOrDefault(a.Subject), a.Detail))], page.Next);
    }

    /// <summary>Who and what there is to choose from.</summary>
    public async Task<(IReadOnlyList<string> Actors, IReadOnlyList<string> Actions)> ChoicesAsync(CancellationToken ct)
    {
        await using var db = database.Open();
        return (await db.Audit.Select(a => a.Actor).Distinct().OrderBy(a => a).ToListAsync(ct), await db.Audit.Select(a => a.Action).Distinct().OrderBy(a => a).ToListAsync(ct));
    }

    private static async Task<Dictionary<string, string>> NamesAsync(LuzhiDb db, IReadOnlyList<AuditLine> lines, CancellationToken ct)
    {
        var (people, meetings, broadcasts) = (Ids(lines, "person:"), Ids(lines, "meeting:"), Ids(lines, "broadcast:"));
        var names = await db.People.Where(p => people.Contains(p.Id)).ToDictionaryAsync(p => $"person:{p.Id}", p => p.Name, ct);
        foreach (var meeting in await db.Meetings.AsNoTracking().Where(m => meetings.Contains(m.Id)).ToListAsync(ct))
        {
            names[$"meeting:{meeting.Id}"] = meeting.Title;
        }

        foreach (var broadcast in await db.Broadcasts.AsNoTracking().Where(b => broadcasts.Contains(b.Id)).ToListAsync(ct))
        {
            names[$"broadcast:{broadcast.Id}"] = broadcast.Title;
        }

        return names;
    }

    private static List<long> Ids(IReadOnlyList<AuditLine> lines, string kind) =>
    [
        .. lines.Where(l => l.Subject.StartsWith(kind, StringComparison.Ordinal) && long.TryParse(l.Subject.AsSpan(kind.Length), out _))
            .Select(l => long.Parse(l.Subject.AsSpan(kind.Length), System.Globalization.CultureInfo.InvariantCulture)).Distinct(),
    ];
}
