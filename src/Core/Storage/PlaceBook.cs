using Luzhi.Core.Directory;
using Luzhi.Core.Office;
using Luzhi.Core.Settings;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Core.Storage;

public sealed record PlaceLine(long Id, string Kind, string Name, string? Address, string? Locality, string? Keeper, string? Hours, bool Open);

/// <summary>A place as a secretary writes it: people and localities by name.</summary>
public sealed record PlaceDraft(string Kind, string Name, string Address, string Locality, string Keeper, string Hours);

/// <summary>The register of places (A11): who keeps each, when it is open, and which locality has none.</summary>
public sealed class PlaceBook(Database database, TimeProvider clock, TimeZoneInfo zone, Words words, OrganizationSettings organization)
{
    public static readonly IReadOnlyList<string> Headings = ["名称", "类别", "地址", "属地", "负责人", "开放时间"];

    private const int Longest = 100;

    private DateOnly Today => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), zone).DateTime);

    public async Task<IReadOnlyList<PlaceLine>> ListAsync(CancellationToken ct)
    {
        var today = Today;
        await using var db = database.Open();
        return await (
            from place in db.Places.AsNoTracking()
            join unit in db.Units on place.LocalityId equals unit.Id into localities
            from locality in localities.DefaultIfEmpty()
            join person in db.People on place.KeeperId equals person.Id into keepers
            from keeper in keepers.DefaultIfEmpty()
            orderby place.Kind, place.Id
            select new PlaceLine(place.Id, place.Kind, place.Name, place.Address, locality.Name, keeper.Name, place.Hours, place.ClosesOn == null || place.ClosesOn >= today)).ToListAsync(ct);
    }

    /// <summary>Localities in which no place of the kind is open.</summary>
    public async Task<IReadOnlyList<string>> LocalitiesWithoutAsync(string kind, CancellationToken ct)
    {
        var today = Today;
        await using var db = database.Open();
        return await db.Units.Where(u => u.Kind == UnitKind.Locality && (u.ClosesOn == null || u.ClosesOn >= today)
                && !db.Places.Any(p => p.Kind == kind && p.LocalityId == u.Id && (p.ClosesOn == null || p.ClosesOn >= today)))
            .OrderBy(u => u.Id).Select(u => u.Name).ToListAsync(ct);
    }

    /// <param name="id">null: a new one.</param>
    /// <exception cref="FaultsException">Something in it cannot be.</exception>
    public Task<long> SaveAsync(long? id, PlaceDraft draft, string by, CancellationToken ct) => database.WriteAsync(async (db, token) =>
    {
        var place = await PutAsync(db, id, draft, token);
        Note(db, by, id is null ? "place.open" : "place.change", place);
        await db.SaveChangesAsync(token);
        return place.Id;
    }, ct);

    /// <summary>Closed from today; what was recorded there stays.</summary>
    public Task<bool> CloseAsync(long id, string by, CancellationToken ct) => database.WriteAsync(async (db, token) =>
    {
        if (await db.Places.SingleOrDefaultAsync(p => p.Id == id && p.ClosesOn == null, token) is not { } place)
        {
            return false;
        }

        place.ClosesOn = Today.AddDays(-1);
        Note(db, by, "place.close", place);
        await db.SaveChangesAsync(token);
        return true;
    }, ct);

    /// <summary>A whole table: what is there by kind and name is changed, what is not is new. A row that cannot be taken changes nothing.</summary>
    public Task<SheetResult> ImportAsync(SmallSheet sheet, string by, CancellationToken ct) => database.WriteAsync(async (db, token) =>
    {
        var (added, kept, rejected) = (0, 0, new List<SheetRejected>());
        foreach (var row in sheet.Rows)
        {
            var draft = new PlaceDraft(row["类别"], row["名称"], row["地址"], row["属地"], row["负责人"], row["开放时间"]);
            var known = await db.Places.Where(p => p.Kind == draft.Kind && p.Name == draft.Name && p.ClosesOn == null).Select(p => (long?)p.Id).FirstOrDefaultAsync(token);
            try
            {
                await PutAsync(db, known, draft, token);
                (added, kept) = known is null ? (added + 1, kept) : (added, kept + 1);
            }
            catch (FaultsException fault)
            {
                rejected.Add(new(row.Line, fault.Message));
            }
        }

        db.Add(new AuditLine { At = clock.GetUtcNow(), Actor = by, Action = "place.import", Subject = "place", Detail = $"{added}+{kept}" });
        await db.SaveChangesAsync(token);
        return new SheetResult(added, kept, rejected, sheet.Unread);
    }, ct);

    private async Task<Place> PutAsync(LuzhiDb db, long? id, PlaceDraft draft, CancellationToken ct)
    {
        FaultsException.ThrowIfAny([.. Wanted("kind", draft.Kind), .. Wanted("name", draft.Name)]);
        var locality = await LocalityAsync(db, draft.Locality, ct);
        var keeper = await PersonNamed.FindAsync(db, draft.Keeper, "keeper", words, ct);
        var place = id is null ? null : await db.Places.SingleOrDefaultAsync(p => p.Id == id, ct);
        place ??= db.Add(new Place { BodyId = await BodyBook.IdAsync(db, organization.Name, ct), Kind = "", Name = "", OpensOn = Today }).Entity;
        (place.Kind, place.Name, place.Address, place.Hours) = (Spelling.Tidy(draft.Kind), Spelling.Tidy(draft.Name), Said(draft.Address), Said(draft.Hours));
        (place.LocalityId, place.KeeperId) = (locality, keeper);
        await db.SaveChangesAsync(ct);
        return place;
    }

    private async Task<long?> LocalityAsync(LuzhiDb db, string name, CancellationToken ct)
    {
        var tidy = Spelling.Tidy(name);
        if (tidy.Length == 0)
        {
            return null;
        }

        var all = await db.Units.Where(u => u.Kind == UnitKind.Locality && (u.ClosesOn == null || u.ClosesOn >= Today)).Select(u => new { u.Id, u.Name }).ToListAsync(ct);
        return all.Find(u => u.Name == tidy)?.Id ?? throw new FaultsException("locality", words.Say("places.fault.locality", ("name", tidy), ("near", Nearest.Word(tidy, all.Select(u => u.Name)) ?? words["places.none"])));
    }

    private IReadOnlyList<Fault> Wanted(string field, string said) => Spelling.Tidy(said).Length switch
    {
        0 => [new(field, words[$"places.fault.{field}"])],
        > Longest => [new(field, words.Say("roster.long", ("most", Longest)))],
        _ => [],
    };

    private static string? Said(string text) => Spelling.Tidy(text) is { Length: > 0 } tidy ? tidy : null;

    private void Note(LuzhiDb db, string by, string action, Place place) =>
        db.Add(new AuditLine { At = clock.GetUtcNow(), Actor = by, Action = action, Subject = $"place:{place.Id}", Detail = place.Name });
}
