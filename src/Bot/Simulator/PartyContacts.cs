using Luzhi.Core.Directory;

namespace Luzhi.Bot.Simulator;

internal sealed record PartyMember(long PersonId, string? Party, long? CommitteeId);

/// <summary>A made-up body's links: each member outside the Party gets a contact inside it, of the same committee where there is one; two are left for the coverage report to find.</summary>
internal static class PartyContacts
{
    private const int MostContacts = 3, LeftUncovered = 2;

    public static IReadOnlyList<(long From, long To)> Of(IReadOnlyList<PartyMember> members)
    {
        var inside = members.Where(m => m.Party == Parties.Member).ToList();
        var load = inside.ToDictionary(m => m.PersonId, _ => 0);
        var contacts = new List<(long, long)>();
        foreach (var member in members.Where(m => m.Party != Parties.Member).SkipLast(LeftUncovered))
        {
            var contact = inside.Where(m => load[m.PersonId] < MostContacts).OrderBy(m => m.CommitteeId == member.CommitteeId ? 0 : 1).ThenBy(m => load[m.PersonId]).FirstOrDefault();
            if (contact is null)
            {
                break; // a sample that somebody edited: everybody inside has three already
            }

            load[contact.PersonId]++;
            contacts.Add((contact.PersonId, member.PersonId));
        }

        return contacts;
    }
}
