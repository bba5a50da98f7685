using Luzhi.Core.Directory;
using Luzhi.Core.Settings;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Core.Storage;

/// <summary>One end of a link: person, unit, place or outsider, with the id of that kind.</summary>
internal sealed record LinkEnd(string Kind, long Id);

/// <summary>Who or what a secretary means by one end of a link.</summary>
internal sealed class LinkEnds(LuzhiDb db, Words words, long bodyId, DateOnly today)
{
    private const string PlaceMark = "场所:";

    /// <summary>A member by name, or a unit as an audience writes it.</summary>
    /// <exception cref="FaultsException">Nobody is called so, or several are.</exception>
    public async Task<LinkEnd> FromAsync(string written, CancellationToken ct) =>
        await KnownAsync(written, "from", ct) ?? throw new FaultsException("from", words.Say("links.fault.nobody", ("name", written)));

    /// <summary>A member, a unit, a place; or somebody outside, who has to have agreed, with what it is for and until when.</summary>
    public async Task<LinkEnd> ToAsync(LinkDraft draft, CancellationToken ct)
    {
        if (await KnownAsync(draft.To, "to", ct) is { } known)
        {
            return known;
        }

        FaultsException.ThrowIfAny(
        [
            .. draft.Purpose.Length == 0 ? [new Fault("purpose", words.Say("links.fault.purpose", ("name", draft.To)))] : Array.Empty<Fault>(),
            .. draft.Until is null || draft.Until < today ? [new Fault("until", words["links.fault.until"])] : Array.Empty<Fault>(),
            .. draft.Consented ? Array.Empty<Fault>() : [new Fault("consent", words["links.fault.consent"])],
        ]);
        return await OutsiderAsync(draft, ct);
    }

    private async Task<LinkEnd?> KnownAsync(string written, string field, CancellationToken ct)
    {
        var tidy = Spelling.Tidy(written).Replace('：', ':');
        var name = tidy.StartsWith(PlaceMark, StringComparison.Ordinal) ? tidy[PlaceMark.Length..] : tidy;
        if (tidy.Length == 0)
        {
            throw new FaultsException(field, words["links.fault.empty"]);
        }

        if (await db.Places.Where(p => p.Name == name && (p.ClosesOn == null || p.ClosesOn >= today)).Select(p => (long?)p.Id).FirstOrDefaultAsync(ct) is { } place)
        {
            return new(Link.Place, place);
        }

        var (meaning, _) = (await AudienceBook.WordsAsync(db, ct, [new Audience.Word(tidy, 1)])).Find(new Audience.Word(tidy, 1), words);
        if (meaning is Meaning.InUnit(var unit))
        {
            return new(Link.Unit, unit);
        }

        var person = Spelling.Name(tidy.StartsWith(AudienceWords.NameKind + ":", StringComparison.Ordinal) ? tidy[(AudienceWords.NameKind.Length + 1)..] : tidy);
        var same = await db.People.OnRoster().Where(p => p.Name == person).Select(p => p.Id).Take(2).ToListAsync(ct);
        return same.Count > 1 ? throw new FaultsException(field, words.Say("links.fault.namesakes", ("name", person))) : same.Count == 1 ? new(Link.Person, same[0]) : null;
    }

    private async Task<LinkEnd> OutsiderAsync(LinkDraft draft, CancellationToken ct)
    {
        var name = Spelling.Tidy(draft.To);
        var known = await db.Outsiders.FirstOrDefaultAsync(o => o.Name == name && o.Purpose == draft.Purpose, ct);
        known ??= db.Add(new Outsider { BodyId = bodyId, Name = name, Purpose = draft.Purpose }).Entity;
        (known.Consented, known.UntilDate) = (true, draft.Until!.Value);
        await db.SaveChangesAsync(ct);
        return new(Link.Outsider, known.Id);
    }
}
