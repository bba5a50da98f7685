using Luzhi.Core.Directory;
using Luzhi.Core.Office;
using Luzhi.Core.Settings;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Core.Storage;

/// <summary>Filled by name and not by a constructor: of an empty list SQLite does not know its columns' types.</summary>
public sealed record LinkLine
{
    public long Id { get; init; }
    public string Kind { get; init; } = "";
    public string From { get; init; } = "";
    public string To { get; init; } = "";
    public string ToKind { get; init; } = "";
    public DateOnly? FromDate { get; init; }
    public DateOnly? ToDate { get; init; }
}

/// <summary>A link as a secretary writes it. What only an outsider needs (purpose, last day, consent) is empty for everybody else.</summary>
public sealed record LinkDraft(string Kind, string From, string To, string Purpose, DateOnly? Until, bool Consented);

/// <summary>
/// Who contacts whom (A3, A5–A7): links between a member or unit and a member, unit, place or outsider, by kind. What was is closed with a
/// date and stays on the record; an outsider's name does not.
/// </summary>
public sealed class LinkBook(Database database, TimeProvider clock, TimeZoneInfo zone, Words words, OrganizationSettings organization)
{
    public static readonly IReadOnlyList<string> Headings = ["联系人", "类别", "对象", "用途", "截止", "同意"];

    private const int LongestKind = 30;

    private DateOnly Today => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), zone).DateTime);

    /// <param name="kind">Only of this kind; null for all that a secretary keeps.</param>
    public async Task<IReadOnlyList<LinkLine>> ListAsync(string? kind, CancellationToken ct)
    {
        await using var db = database.Open();
        return await db.ListAsync<LinkLine>(Lines, new { kind, today = Today, own = Link.Secretary }, ct);
    }

    /// <exception cref="FaultsException">Something in it cannot be.</exception>
    public Task<long> AddAsync(LinkDraft draft, string by, CancellationToken ct) => database.WriteAsync(async (db, token) =>
    {
        var (link, _) = await PutAsync(db, draft, token);
        Note(db, by, "link.add", $"link:{link.Id}", link.Kind);
        await db.SaveChangesAsync(token);
        return link.Id;
    }, ct);

    /// <returns>Whether there was such a link.</returns>
    public Task<bool> EndAsync(long id, string by, CancellationToken ct) => database.WriteAsync(async (db, token) =>
    {
        var last = (DateOnly?)Today.AddDays(-1);
        var ended = await db.Links.Where(l => l.Id == id && l.Kind != Link.Secretary && (l.ToDate == null || l.ToDate > last))
            .ExecuteUpdateAsync(l => l.SetProperty(x => x.ToDate, last), token) == 1;
        if (ended)
        {
            Note(db, by, "link.end", $"link:{id}", null);
            await db.SaveChangesAsync(token);
        }

        return ended;
    }, ct);

    /// <summary>A whole table; who is linked already stays so. A row that cannot be taken changes nothing.</summary>
    public Task<SheetResult> ImportAsync(SmallSheet sheet, string by, CancellationToken ct) => database.WriteAsync(async (db, token) =>
    {
        var (added, kept, rejected) = (0, 0, new List<SheetRejected>());
        foreach (var row in sheet.Rows)
        {
            try
            {
                var (_, isNew) = await PutAsync(db, Draft(row), token);
                (added, kept) = isNew ? (added + 1, kept) : (added, kept + 1);
            }
            catch (FaultsException fault)
            {
                rejected.Add(new(row.Line, fault.Message));
            }
        }

        Note(db, by, "link.import", "link", $"{added}+{kept}");
        await db.SaveChangesAsync(token);
        return new SheetResult(added, kept, rejected, sheet.Unread);
    }, ct);

    private LinkDraft Draft(SmallRow row)
    {
        var until = row["截止"];
        var day = DateOnly.TryParseExact(until.Replace('/', '-').Replace('.', '-'), "yyyy-M-d", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out var read) ? read : (DateOnly?)null;
        return until.Length > 0 && day is null
            ? throw new FaultsException("until", words.Say("links.fault.day", ("said", until)))
            : new(row["类别"], row["联系人"], row["对象"], row["用途"], day, row["同意"] is "是" or "同意" or "已同意" or "√");
    }

    private async Task<(Link Link, bool New)> PutAsync(LuzhiDb db, LinkDraft draft, CancellationToken ct)
    {
        var (today, kind) = (Today, Spelling.Tidy(draft.Kind));
        FaultsException.ThrowIfAny(kind.Length is 0 or > LongestKind || kind == Link.Secretary ? [new("kind", words["links.fault.kind"])] : []);
        var body = await BodyBook.IdAsync(db, organization.Name, ct);
        var ends = new LinkEnds(db, words, body, today);
        var (from, to) = (await ends.FromAsync(draft.From, ct), await ends.ToAsync(draft, ct));
        FaultsException.ThrowIfAny(from == to ? [new("to", words["links.fault.same"])] : []);
        var known = await db.Links.FirstOrDefaultAsync(l => l.Kind == kind && l.FromKind == from.Kind && l.FromId == from.Id && l.ToKind == to.Kind && l.ToId == to.Id
            && (l.ToDate == null || l.ToDate >= today), ct);
        if (known is not null)
        {
            return (known, false);
        }

        var link = db.Add(new Link { BodyId = body, Kind = kind, FromKind = from.Kind, FromId = from.Id, ToKind = to.Kind, ToId = to.Id, FromDate = today, ToDate = draft.Until }).Entity;
        await db.SaveChangesAsync(ct);
        return (link, true);
    }

    private void Note(LuzhiDb db, string by, string action, string subject, string? detail) =>
        db.Add(new AuditLine { At = clock.GetUtcNow(), Actor = by, Action = action, Subject = subject, Detail = detail });

    /// <summary>The names of both ends, of whichever kind they are.</summary>
    internal const string Named = """
        SELECT l.id, l.kind, l.from_kind, l.from_id, l.to_kind, l.to_id, l.from_date, l.to_date,
               COALESCE(fp.name, fu.name, '') AS "from", COALESCE(tp.name, tu.name, tl.name, t.name, '') AS "to"
        FROM link l
        LEFT JOIN person fp ON l.from_kind = 'person' AND fp.id = l.from_id
        LEFT JOIN unit fu ON l.from_kind = 'unit' AND fu.id = l.from_id
        LEFT JOIN person tp ON l.to_kind = 'person' AND tp.id = l.to_id
        LEFT JOIN unit tu ON l.to_kind = 'unit' AND tu.id = l.to_id
        LEFT JOIN place tl ON l.to_kind = 'place' AND tl.id = l.to_id
        LEFT JOIN outsider t ON l.to_kind = 'outsider' AND t.id = l.to_id
        """;

    private const string Lines = $"""
        SELECT n.id, n.kind, n."from", n."to", n.to_kind, n.from_date, n.to_date FROM ({Named}) n
        WHERE n.kind <> @own AND (CAST(@kind AS text) IS NULL OR n.kind = @kind) AND (n.to_date IS NULL OR n.to_date >= @today) ORDER BY n.kind, n.from_id, n.id
        """;
}
