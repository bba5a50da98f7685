namespace Luzhi.Core.Duties;

/// <param name="Key">What a line of the ledger is about: place:7.</param>
public sealed record SharedPlace(string Key, long? LocalityId);

/// <summary>
/// Sites among members (D3): evenly, and the near ones first. Pure and stable: the same sites and people give the same shares, and who has a
/// site keeps it when another is added.
/// </summary>
public static class Sharing
{
    /// <param name="people">In an order that decides between equals.</param>
    /// <param name="homes">By locality, who belongs to it.</param>
    /// <param name="kept">By site, who has it already.</param>
    /// <returns>By site, whose it is; empty where there is nobody.</returns>
    public static IReadOnlyDictionary<string, long> Out(
        IReadOnlyList<SharedPlace> sites, IReadOnlyList<long> people, ILookup<long, long> homes, IReadOnlyDictionary<string, long> kept)
    {
        var shared = sites.Where(s => kept.ContainsKey(s.Key)).ToDictionary(s => s.Key, s => kept[s.Key]);
        if (people.Count == 0)
        {
            return shared;
        }

        var load = people.ToDictionary(p => p, p => shared.Values.Count(v => v == p));
        var fair = (sites.Count + people.Count - 1) / people.Count;
        // First to who lives there, as far as that is fair; then the rest to whoever has least.
        foreach (var site in sites.Where(s => s.LocalityId is not null && !shared.ContainsKey(s.Key)))
        {
            Give(site, homes[site.LocalityId!.Value].Where(p => load.GetValueOrDefault(p, fair) < fair));
        }

        foreach (var site in sites.Where(s => !shared.ContainsKey(s.Key)).ToList())
        {
            Give(site, people);
        }

        return shared;

        void Give(SharedPlace site, IEnumerable<long> to)
        {
            if (to.OrderBy(p => load[p]).Select(p => (long?)p).FirstOrDefault() is { } person)
            {
                shared[site.Key] = person;
                load[person]++;
            }
        }
    }
}
