using System.Security.Cryptography;
using System.Text;
using Luzhi.Core.Directory;
using Luzhi.Core.Settings;
using Luzhi.Core.Storage;

namespace Luzhi.Bot.Simulator;

/// <summary>
/// The body of 120 that a newcomer finds on the first start: config/roster.sample.csv through the ordinary import, most members
/// with a bound phone, a few without, for trying 绑定 CODE. The same file gives the same body every time.
/// </summary>
internal sealed class SampleBody(House house, Words words, AllSettings settings, RosterBook rosters, SampleBook samples, Platform platform, SimulatorJournal journal, TimeProvider clock, ILogger<SampleBody> log)
{
    private const int UnboundEvery = 15, UnboundAt = 3, MostContacts = 3, LeftUncovered = 2;

    public async Task FillAsync(CancellationToken ct)
    {
        var roster = Path.Combine(house.Config, "roster.sample.csv");
        if (!File.Exists(roster) || !await samples.BeginAsync(ct))
        {
            return;
        }

        await using (var file = File.OpenRead(roster))
        {
            var imported = await rosters.ImportAsync(await new RosterReader(words).ReadAsync(file, ct), "simulator", ct);
            log.LogInformation("A sample body of {Count} members was made for the simulator", imported.Created);
        }

        var members = await samples.MembersAsync(ct);
        await PhonesAsync(members, ct);
        await samples.LinkAsync(Contacts(members), ct);
        await samples.EndAsync(ct);
    }

    /// <summary>Phones only where the product speaks to this platform: another one would not know them.</summary>
    private async Task PhonesAsync(IReadOnlyList<SampleMember> members, CancellationToken ct)
    {
        if (!settings.WeChat.ApiBaseUrl.EndsWith(PlatformEndpoints.Path, StringComparison.Ordinal))
        {
            return;
        }

        var phones = members.Select((m, place) => (Member: m, OpenId: OpenId(m), Bound: place % UnboundEvery != UnboundAt)).ToList();
        foreach (var (member, openId, bound) in phones)
        {
            platform.Phones.Settle(member.Name, openId, bound ? clock.GetUtcNow().AddDays(-30) : null);
        }

        await journal.WriteAsync(ct); // a bound openid that the platform forgot would be nobody's
        await samples.BindAsync(platform.Account.AppId, [.. phones.Where(p => p.Bound).Select(p => (p.Member, p.OpenId))], ct);
    }

    /// <summary>Each member outside the Party gets a contact inside it, of the same committee where there is one; two are left for the coverage report to find.</summary>
    private static List<(long From, long To)> Contacts(IReadOnlyList<SampleMember> members)
    {
        var inside = members.Where(m => m.Party == Parties.Member).ToList();
        var outside = members.Where(m => m.Party != Parties.Member).SkipLast(LeftUncovered);
        var load = inside.ToDictionary(m => m.PersonId, _ => 0);
        var contacts = new List<(long, long)>();
        foreach (var member in outside)
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

    private static string OpenId(SampleMember member) =>
        "o" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes("sample " + member.Code)))[..27].Replace('+', '-').Replace('/', '_');
}
