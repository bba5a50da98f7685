using Luzhi.Core.Messages;
using Luzhi.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Bot.Tests.Crash;

/// <summary>
/// The account after the last kill: what the platform gave and got, held against what stands in the ledger. What is wrong is a line in a list;
/// an empty list is the crash law.
/// </summary>
internal sealed class Account
{
    public const string Mark = "「重发」";

    /// <summary>One claim of one lane: what may have been sent and was not acknowledged when the house died.</summary>
    private const int InFlightAtMost = 50;

    private readonly List<string> wrong = [];

    private Account() { }

    public IReadOnlyList<string> Wrong => wrong;

    /// <summary>For whoever wants to know how much was proved.</summary>
    public string Extent { get; private set; } = "";

    public static async Task<Account> TakeAsync(Ground ground, PlatformStandIn platform, Crowd crowd, Secretary secretary)
    {
        var account = new Account();
        await using var db = ground.Database.Open();
        var received = platform.Inbox.ToList();
        await account.PushesAsync(db, crowd);
        await account.ReportsAsync(db, crowd);
        await account.PeopleAsync(db, secretary);
        account.Duties(ground, received, secretary);
        await account.RepliesAsync(db, ground, received);
        account.wrong.AddRange((await new Verification(ground.Database).RunAsync(RunningHouse.Ct)).Where(rule => rule.Rows > 0).Select(rule => $"verify: {rule.Rule} × {rule.Rows}"));
        account.Extent = $"{crowd.Pushes.Count(p => p.Acknowledged)} of {crowd.Pushes.Count} messages acknowledged, longest answer {crowd.Longest.TotalSeconds:F1} s; "
            + $"{crowd.Reports.Count} reports; {secretary.Duties.Count} duties; {received.Count} messages reached a phone, {received.Count(r => r.Text.StartsWith(Mark, StringComparison.Ordinal))} marked";
        return account;
    }

    /// <summary>An answer may name a duty; its own words stand only in the notice, and its title alone on a doorbell.</summary>
    private static bool IsDuty(Received r) => r.Text.Contains(Secretary.Words, StringComparison.Ordinal) || r.OpenId.StartsWith("oSilent", StringComparison.Ordinal);

    private async Task PushesAsync(LuzhiDb db, Crowd crowd)
    {
        var heard = (await db.Inbox.Select(i => i.DuplicateKey).ToListAsync()).ToLookup(key => key);
        wrong.AddRange(crowd.Pushes.Where(p => p.Acknowledged && heard[p.DuplicateKey].Count() != 1).Select(p => $"acknowledged and heard {heard[p.DuplicateKey].Count()} times: {p.Words}"));
    }

    private async Task ReportsAsync(LuzhiDb db, Crowd crowd)
    {
        var saved = await db.Submissions.Select(s => s.Said).ToListAsync();
        foreach (var report in crowd.Reports)
        {
            var times = saved.Count(said => said.Contains(report.Mark + "\n", StringComparison.Ordinal) || said.EndsWith(report.Mark, StringComparison.Ordinal));
            if (times > 1 || (times == 0 && report.Acknowledged))
            {
                wrong.Add($"saved {times} times: {report.Mark}");
            }
        }
    }

    private async Task PeopleAsync(LuzhiDb db, Secretary secretary)
    {
        var names = (await db.People.Select(p => p.Name).ToListAsync()).ToLookup(name => name);
        wrong.AddRange(secretary.Imported.Where(name => names[name].Count() != 1).Select(name => $"imported {names[name].Count()} times: {name}"));
    }

    /// <summary>Everybody got every duty; what somebody got twice was in flight when the house died, is marked, and is not more than one claim.</summary>
    private void Duties(Ground ground, List<Received> received, Secretary secretary)
    {
        var copies = received.Where(IsDuty).ToLookup(r => (r.OpenId, Title: secretary.Duties.FirstOrDefault(title => r.Text.Contains(title, StringComparison.Ordinal))));
        var repeats = new List<Received>();
        foreach (var (openid, title) in ground.Everybody.SelectMany(openid => secretary.Duties.Select(title => (openid, title))))
        {
            var got = copies[(openid, title)].OrderBy(r => r.Order).ToList();
            if (got.Count == 0)
            {
                wrong.Add($"{openid} never got {title}");
            }

            wrong.AddRange(got.Skip(1).Where(r => !r.Text.StartsWith(Mark, StringComparison.Ordinal)).Select(r => $"{openid} got {title} again without a mark"));
            wrong.AddRange(got.Zip(got.Skip(1)).Where(pair => pair.First.Life == pair.Second.Life).Select(_ => $"{openid} got {title} twice in one life"));
            repeats.AddRange(got.SkipLast(1));
        }

        wrong.AddRange(repeats.GroupBy(r => r.Life).Where(death => death.Count() > InFlightAtMost).Select(death => $"death {death.Key} repeated {death.Count()} duties"));
    }

    /// <summary>Nobody can tell two answers of the same words apart, so they are counted: what the ledger says it sent, and what came.</summary>
    private async Task RepliesAsync(LuzhiDb db, Ground ground, List<Received> received)
    {
        var sent = await db.Deliveries.Where(d => d.Lane == Lane.Reply && d.Outcome == "sent").Join(db.Contacts, d => d.ContactId, c => c.Id, (d, c) => c.ExternalId).ToListAsync();
        var came = received.Where(r => !IsDuty(r)).ToList();
        foreach (var openid in ground.Talkers)
        {
            var (told, got) = (sent.Count(id => id == openid), came.Where(r => r.OpenId == openid).ToList());
            if (got.Count < told)
            {
                wrong.Add($"{openid}: {told} answers sent by the door, {got.Count} came");
            }

            if (got.Count(r => !r.Text.StartsWith(Mark, StringComparison.Ordinal)) > told)
            {
                wrong.Add($"{openid}: {told} answers sent by the door, more came without a mark");
            }
        }
    }
}
