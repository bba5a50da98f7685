using Luzhi.Core.Messages;

namespace Luzhi.Core.Storage;

/// <summary>Says before a message is sent how many it would reach, and how.</summary>
public sealed class ReachBook(Database database, Rights rights, TimeProvider clock)
{
    /// <summary>The addresses of so many people are here at once, however many are asked about.</summary>
    private const int AtOnce = 5_000;

    /// <param name="doorbell">The kind of doorbell the message would have: meeting, broadcast.</param>
    public async Task<ReachPreview> PreviewAsync(IReadOnlyList<long> personIds, string? doorbell, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var sum = new ReachPreview(0, 0, 0, 0);
        await using var db = database.Open();
        foreach (var people in personIds.Order().Chunk(AtOnce))
        {
            // By where they begin and end, not a list of ids: an audience is most often nearly everybody.
            var rows = await db.ListAsync<Row>(Addresses, new { now, first = people[0], last = people[^1] }, ct);
            var addresses = rows.ToLookup(row => row.PersonId);
            sum += Reach.Preview(people.Select(id => (IReadOnlyList<Reachable>)[.. addresses[id].GroupBy(row => row.Id).Select(Of)]), rights, doorbell);
        }

        return sum;
    }

    /// <summary>An address has a row for each template it agreed to, or one without.</summary>
    private static Reachable Of(IGrouping<long, Row> rows)
    {
        var first = rows.First();
        return new(first.Id, new Address(first.Channel, "", ""), first.Followed, first.Opened) { Consents = [.. rows.Select(r => r.TemplateId).OfType<string>()] };
    }

    private sealed record Row
    {
        public long PersonId { get; init; }
        public long Id { get; init; }
        public string Channel { get; init; } = "";
        public bool Followed { get; init; }
        public bool Opened { get; init; }
        public string? TemplateId { get; init; }
    }

    private const string Addresses = """
        SELECT c.person_id, c.id, c.channel, c.followed,
               EXISTS (SELECT 1 FROM reach_window w WHERE w.contact_id = c.id AND w.closes_at > @now AND w.messages_left > 0) AS opened, s.template_id
        FROM contact c LEFT JOIN subscription_consent s ON s.contact_id = c.id AND s.state = 'accepted'
        WHERE c.person_id BETWEEN @first AND @last ORDER BY c.person_id, c.id
        """;
}
