using Luzhi.Core.Duties;
using Luzhi.Core.Duties.Files;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Core.Storage;

/// <summary>One line of an occurrence as the office sees it.</summary>
/// <param name="About">The unit, person or place it is about; null where it is only the person's own.</param>
/// <param name="Late">Answered after the due instant.</param>
/// <param name="Climbed">The rung of the ladder that was told of it last; null: none.</param>
/// <param name="Told">Who that was; null: the office.</param>
public sealed record DutyStandingLine(
    long AssignmentId, long PersonId, string Name, string? About, AssignmentState State, DateTimeOffset? NotifiedAt, DateTimeOffset? AnsweredAt, string? Answer, string? Via, bool Late,
    Rung? Climbed, string? Told);

/// <summary>A step of an occurrence's ladder that is still to come.</summary>
public sealed record NextRung(Rung Rung, DateTimeOffset At);

/// <summary>Who has done it, who has not, and who is next on the ladder.</summary>
public sealed class DutyStanding(Database database)
{
    /// <summary>In the order in which the lines came; goes on after <paramref name="after"/>.</summary>
    /// <param name="unitId">Only members of this unit, for its secretary; null for all.</param>
    public async Task<Page<DutyStandingLine>> LinesAsync(long occurrence, long after, int most, CancellationToken ct, long? unitId = null)
    {
        await using var db = database.Open();
        var rows = await db.ListAsync<Row>(Lines, new { occurrence, after, most = most + 1, unitId }, ct);
        return rows.ConvertAll(r => r.Line()).ToPage(most, line => line.AssignmentId);
    }

    public async Task<IReadOnlyList<NextRung>> NextAsync(long occurrence, CancellationToken ct)
    {
        await using var db = database.Open();
        return await db.Notices.AsNoTracking().Where(n => n.OccurrenceId == occurrence && n.State == "due" && n.Rung != Rung.Self)
            .OrderBy(n => n.DueAt).ThenBy(n => n.Id).Select(n => new NextRung(n.Rung, n.DueAt)).ToListAsync(ct);
    }

    private sealed record Row
    {
        public long AssignmentId { get; init; }
        public long PersonId { get; init; }
        public string Name { get; init; } = "";
        public string? About { get; init; }
        public AssignmentState State { get; init; }
        public DateTimeOffset? NotifiedAt { get; init; }
        public DateTimeOffset? AnsweredAt { get; init; }
        public string? Answer { get; init; }
        public string? Via { get; init; }
        public bool Late { get; init; }
        public Rung? Climbed { get; init; }
        public string? Told { get; init; }

        public DutyStandingLine Line() => new(AssignmentId, PersonId, Name, About, State, NotifiedAt, AnsweredAt, Answer, Via, Late, Climbed, Told);
    }

    private const string Lines = """
        SELECT a.id AS assignment_id, a.person_id, p.name, a.about_name AS about, a.state, a.notified_at, a.answered_at, a.answer, a.via,
               COALESCE(a.answered_at > o.due_at, false) AS late, e.rung AS climbed, w.name AS told
        FROM assignment a
        JOIN occurrence o ON o.id = a.occurrence_id
        JOIN person p ON p.id = a.person_id
        LEFT JOIN escalation e ON e.id = (SELECT max(x.id) FROM escalation x WHERE x.assignment_id = a.id)
        LEFT JOIN person w ON w.id = e.person_id
        WHERE a.occurrence_id = @occurrence AND a.id > @after
          AND (CAST(@unitId AS bigint) IS NULL OR EXISTS (
              SELECT 1 FROM membership m JOIN unit u ON u.id = m.unit_id WHERE m.person_id = a.person_id AND (u.id = @unitId OR u.parent_id = @unitId) AND m.to_date IS NULL))
        ORDER BY a.id LIMIT @most
        """;
}
