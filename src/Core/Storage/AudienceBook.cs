using Luzhi.Core.Directory;
using Luzhi.Core.Settings;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Core.Storage;

/// <summary>Who an audience is today, or what is wrong with it in words for the person who wrote it.</summary>
public sealed record AudienceAnswer(IReadOnlyList<long> PersonIds, AudienceFault? Fault)
{
    /// <summary>What to say to a person; null when the audience was understood.</summary>
    public string? Error => Fault?.Text;
}

/// <summary>Answers "who is that?" from the directory: only people who are on the roster, with what is true of them today.</summary>
public sealed class AudienceBook(Database database, TimeProvider clock, TimeZoneInfo zone, Words words)
{
    private DateOnly Today => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), zone).DateTime);

    /// <returns>Ids in ascending order, so that the same people give the same list.</returns>
    public async Task<AudienceAnswer> ResolveAsync(string audience, CancellationToken ct)
    {
        var (read, fault) = AudienceReader.Read(audience, words);
        if (read is null)
        {
            return new AudienceAnswer([], fault);
        }

        await using var db = database.Open();
        var known = await WordsAsync(db, ct, read.Words);
        if (read is Audience.Word alone && known.Find(alone, words).Meaning is { } all)
        {
            return new AudienceAnswer(await Of(db, all, Today).Distinct().OrderBy(id => id).ToListAsync(ct), null);
        }

        var sets = new Dictionary<Audience.Word, IReadOnlySet<long>>();
        var asked = new Dictionary<Meaning, IReadOnlySet<long>>();
        foreach (var word in read.Words)
        {
            var (meaning, wrong) = known.Find(word, words);
            if (meaning is null)
            {
                return new AudienceAnswer([], wrong);
            }

            if (!asked.TryGetValue(meaning, out var people))
            {
                people = (await Of(db, meaning, Today).ToListAsync(ct)).ToHashSet();
                asked[meaning] = people;
            }

            sets[word] = people;
        }

        var everyone = read.LeavesOut ? (await OnRoster(db).Select(p => p.Id).ToListAsync(ct)).ToHashSet() : [];
        return new AudienceAnswer([.. read.People(word => sets[word], everyone).Order()], null);
    }

    /// <summary>Every word that can be used now, for a page that offers them.</summary>
    public async Task<IReadOnlyList<string>> WordsAsync(CancellationToken ct)
    {
        await using var db = database.Open();
        return [.. (await WordsAsync(db, ct)).Shortest];
    }

    /// <summary>
    /// What was written, kept to one unit. It is read by itself first: a bracket that closes too early would otherwise lead out of the unit.
    /// </summary>
    /// <exception cref="FaultsException">It cannot be read, or there is no such unit.</exception>
    public async Task<string> WithinAsync(long unitId, string audience, CancellationToken ct)
    {
        if (AudienceReader.Read(audience, words).Fault is { } fault)
        {
            throw new FaultsException("audience", fault.Text);
        }

        await using var db = database.Open();
        var unit = (await WordsAsync(db, ct)).Unit(unitId) ?? throw new FaultsException("audience", words["console.unit_gone"]);
        return audience.Trim() == AudienceWords.EveryoneWord ? unit : $"{unit} & ({audience.Trim()})";
    }

    internal static async Task<AudienceWords> WordsAsync(LuzhiDb db, CancellationToken ct, IEnumerable<Audience.Word>? asked = null)
    {
        var units = await db.Units.AsNoTracking().OrderBy(u => u.Id).ToListAsync(ct);
        var roles = await db.Roles.Select(r => r.Name).Distinct().OrderBy(r => r).ToListAsync(ct);
        var parties = await OnRoster(db).Where(p => p.Party != null).Select(p => p.Party!).Distinct().OrderBy(p => p).ToListAsync(ct);
        var said = AudienceWords.NamesIn(asked ?? []).ToList();
        var names = await OnRoster(db).Where(p => said.Contains(p.Name)).Select(p => p.Name).Distinct().ToListAsync(ct);
        return new AudienceWords(units, roles, parties, names.ToHashSet());
    }

    private static IQueryable<Person> OnRoster(LuzhiDb db) => db.People.OnRoster();

    private static IQueryable<long> Of(LuzhiDb db, Meaning meaning, DateOnly today) => meaning switch
    {
        Meaning.Everyone => OnRoster(db).Select(p => p.Id),
        Meaning.InUnit(var unit) => UnitPeople.Of(db, unit, today),
        Meaning.HasRole(var role) => HasRole(db, role, today).Select(p => p.Id),
        Meaning.HasParty(var party) => OnRoster(db).Where(p => p.Party == party).Select(p => p.Id),
        Meaning.PartyMembers(true) => HasRole(db, AudienceWords.MemberRole, today).Where(p => Parties.Inside.Contains(p.Party)).Select(p => p.Id),
        Meaning.PartyMembers(false) => HasRole(db, AudienceWords.MemberRole, today).Where(p => p.Party == null || !Parties.Inside.Contains(p.Party)).Select(p => p.Id),
        Meaning.Named(var name) => OnRoster(db).Where(p => p.Name == name).Select(p => p.Id),
        _ => throw new InvalidOperationException($"No query for {meaning}"),
    };

    private static IQueryable<Person> HasRole(LuzhiDb db, string name, DateOnly today) =>
        OnRoster(db).Where(p => db.Roles.Any(r => r.PersonId == p.Id && r.Name == name
            && (r.FromDate == null || r.FromDate <= today) && (r.ToDate == null || r.ToDate >= today)));
}
