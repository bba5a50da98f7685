using Luzhi.Core.Directory;
using Luzhi.Core.Duties;
using Luzhi.Core.Meetings;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Core.Storage;

/// <summary>A mandate's life inside one transaction: the leader's yes or no, its end, and what is done under it.</summary>
internal sealed class Mandates(LuzhiDb db, MandatePlan plan, DateTimeOffset now)
{
    /// <exception cref="StaleException">It is not theirs, or was settled meanwhile.</exception>
    public async Task SettleAsync(long id, long leader, bool consents, CancellationToken ct)
    {
        if (await db.RunAsync(consents ? Agree : Refuse, new { id, leader, now }, ct) != 1)
        {
            throw new StaleException("the mandate is settled");
        }

        if (consents)
        {
            await BeginAsync(await db.Mandates.AsNoTracking().SingleAsync(m => m.Id == id, ct), ct);
        }
    }

    /// <summary>Agreed to in person or in writing: the leader has said yes to a human being, and sees here that it is so, and how it ends.</summary>
    public async Task AppointAsync(Mandate mandate, CancellationToken ct)
    {
        await BeginAsync(mandate, ct);
        var (_, associate) = await NamesAsync(mandate, ct);
        await TellAsync(mandate, mandate.LeaderId, plan.Appointed(associate, mandate.EndsOn, now), ct);
    }

    /// <summary>From the consent on there is a link, and the personal secretary hears of it.</summary>
    public async Task BeginAsync(Mandate mandate, CancellationToken ct)
    {
        var (leader, associate) = await NamesAsync(mandate, ct);
        var link = new Link
        {
            BodyId = await db.People.Where(p => p.Id == mandate.LeaderId).Select(p => p.BodyId).SingleAsync(ct),
            Kind = Link.Secretary, FromKind = Link.Person, FromId = mandate.LeaderId, ToKind = Link.Person, ToId = mandate.AssociateId,
            FromDate = DateOnly.FromDateTime(now.UtcDateTime), ToDate = mandate.EndsOn,
        };
        db.Add(link);
        await db.SaveChangesAsync(ct);
        await db.RunAsync(Linked, new { mandate.Id, link = link.Id }, ct);
        await TellAsync(mandate, mandate.AssociateId, plan.Begun(leader, associate, now), ct);
    }

    /// <param name="tellLeader">The office ends it: the leader hears that too.</param>
    /// <exception cref="StaleException">It is not theirs, or over.</exception>
    public async Task EndAsync(long id, long? leader, string by, bool tellLeader, CancellationToken ct)
    {
        if (await db.RunAsync(End, new { id, leader, by, now }, ct) != 1)
        {
            throw new StaleException("the mandate is over");
        }

        await db.RunAsync(Unlink, new { id, today = DateOnly.FromDateTime(now.UtcDateTime) }, ct);
        await db.RunAsync(Silence, new { id }, ct);
        var mandate = await db.Mandates.AsNoTracking().SingleAsync(m => m.Id == id, ct);
        var (leaderName, associate) = await NamesAsync(mandate, ct);
        if (mandate.ConsentedAt is not null)
        {
            await TellAsync(mandate, mandate.AssociateId, plan.Over(leaderName, associate, now), ct);
        }

        if (tellLeader && mandate.ConsentedAt is not null)
        {
            await TellAsync(mandate, mandate.LeaderId, plan.Ended(associate, now), ct);
        }
    }

    /// <summary>The leader hears what was answered in their name.</summary>
    public async Task ToldAsync(long assignmentId, string by, string answer, CancellationToken ct)
    {
        var about = (await db.FirstAsync<About>(AboutLine, new { assignmentId }, ct))!;
        var notice = plan.Told(assignmentId, by, about.Title, answer, now);
        (notice.OccurrenceId, notice.AssignmentId) = (about.OccurrenceId, assignmentId);
        db.Add(notice);
        await db.SaveChangesAsync(ct);
    }

    private async Task TellAsync(Mandate mandate, long person, Notice notice, CancellationToken ct)
    {
        notice.OccurrenceId = mandate.OccurrenceId;
        notice.AssignmentId = await db.Assignments.Where(a => a.OccurrenceId == mandate.OccurrenceId && a.PersonId == person).Select(a => a.Id).SingleAsync(ct);
        db.Add(notice);
        await db.SaveChangesAsync(ct);
    }

    private async Task<(string Leader, string Associate)> NamesAsync(Mandate mandate, CancellationToken ct)
    {
        var names = await db.People.Where(p => p.Id == mandate.LeaderId || p.Id == mandate.AssociateId).ToDictionaryAsync(p => p.Id, p => p.Name, ct);
        return (names[mandate.LeaderId], names[mandate.AssociateId]);
    }

    private sealed record About
    {
        public long OccurrenceId { get; init; }
        public string Title { get; init; } = "";
    }

    private const string AboutLine = "SELECT o.id AS occurrence_id, o.title FROM assignment a JOIN occurrence o ON o.id = a.occurrence_id WHERE a.id = @assignmentId";

    private const string Agree = """
        UPDATE mandate SET consent = 'chat', consented_at = @now
        WHERE id = @id AND leader_id = @leader AND consented_at IS NULL AND refused_at IS NULL AND ended_at IS NULL
        """;

    private const string Refuse = """
        UPDATE mandate SET refused_at = @now
        WHERE id = @id AND leader_id = @leader AND consented_at IS NULL AND refused_at IS NULL AND ended_at IS NULL
        """;

    private const string End = """
        UPDATE mandate SET ended_at = @now, ended_by = @by
        WHERE id = @id AND (CAST(@leader AS bigint) IS NULL OR leader_id = @leader) AND ended_at IS NULL AND refused_at IS NULL
        """;

    private const string Linked = "UPDATE mandate SET link_id = @link WHERE id = @Id";

    private const string Unlink = "UPDATE link SET to_date = @today WHERE id = (SELECT link_id FROM mandate WHERE id = @id)";

    /// <summary>The question to the leader, where it was not answered yet.</summary>
    private const string Silence = """
        UPDATE notice SET state = 'withdrawn'
        WHERE kind = 'mandate' AND state IN ('due', 'rung') AND occurrence_id = (SELECT occurrence_id FROM mandate WHERE id = @id)
        """;
}
