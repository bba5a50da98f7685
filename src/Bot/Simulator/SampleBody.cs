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
    private const int UnboundEvery = 15, UnboundAt = 3;

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
        await samples.LinkAsync(PartyContacts.Of([.. members.Select(m => new PartyMember(m.PersonId, m.Party, m.CommitteeId))]), ct);
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

    private static string OpenId(SampleMember member) =>
        "o" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes("sample " + member.Code)))[..27].Replace('+', '-').Replace('/', '_');
}
