using Luzhi.Bot.Rehearsal.Judging;
using Luzhi.Bot.Simulator;
using Luzhi.Core;
using Luzhi.Core.Conversations;
using Luzhi.Core.Directory;
using Luzhi.Core.Storage;
using Platform = Luzhi.Bot.Simulator.Platform;

namespace Luzhi.Bot.Rehearsal;

/// <summary>Who takes part: everybody of the roster with a persona, most with a phone, and what befalls each of them in the year.</summary>
internal sealed class Cast(RehearsalOrder order, IServiceProvider house, Platform platform, People people, Story story, TimeZoneInfo zone, TimeProvider clock)
{
    /// <summary>Who minds the office's phone in a rehearsal.</summary>
    public const string Duty = "机关值班";

    private const int DraftedFor = 97;

    private readonly Dictionary<Human, DateTimeOffset> gone = [];
    private readonly List<Absence> absences = [];
    private int seated;

    /// <summary>When people had unsubscribed.</summary>
    public IReadOnlyList<Absence> Absences => [.. absences, .. gone.OrderBy(g => g.Key.PersonId).Select(g => new Absence(g.Key.PersonId!.Value, g.Value, null))];

    /// <summary>Takes the roster in, and gives each of it a phone that was bound a while ago.</summary>
    /// <returns>What of the roster was not understood.</returns>
    public async Task<IReadOnlyList<RosterRejected>> SeatAsync(CancellationToken ct)
    {
        using var roster = new MemoryStream(order.Roster ?? MadeUpRoster.Write(order.Count, order.Seed));
        var sheet = await house.GetRequiredService<RosterReader>().ReadAsync(roster, ct);
        var result = await house.GetRequiredService<RosterBook>().ImportAsync(sheet, "rehearsal", ct);
        var members = await house.GetRequiredService<RehearsalBook>().MembersAsync(ct);
        var phones = new List<(long, string)>();
        foreach (var member in members)
        {
            var human = Make(member.Name, member.PersonId);
            if (!human.Luck.Hits(human.Persona.Unbound))
            {
                phones.Add((member.PersonId, Settle(human)));
            }
        }

        await house.GetRequiredService<RehearsalBook>().BindAsync(platform.Account.AppId, phones, clock.GetUtcNow(), ct);
        await house.GetRequiredService<SampleBook>().LinkAsync(
            PartyContacts.Of([.. members.Select(m => new PartyMember(m.PersonId, m.Party, m.CommitteeId))]), ct);
        return result.Rejected;
    }

    /// <summary>Somebody of the office who approves leave and has the morning brief on their phone.</summary>
    public async Task HireAsync(CancellationToken ct)
    {
        var staff = house.GetRequiredService<StaffBook>();
        await staff.AddAsync(Duty, null, approves: true, "rehearsal", ct);
        var line = (await house.GetRequiredService<StaffPhones>().ListAsync(ct)).First(s => s.Name == Duty);
        var code = await house.GetRequiredService<StaffPhones>().IssueAsync(line.StaffId, "rehearsal", ct);
        var human = new Human(Duty, code.PersonId, new Persona { Name = "机关", Answers = 100, Within = TimeSpan.FromMinutes(30), Leave = 0, Writes = 0 }, Luck.Of(order.Seed, -2));
        people.Meet(human);
        people.Hold(human, platform.Phones.Make(Duty));
        await platform.Phones.ScanAsync(human.OpenId!, BindingWords.ScenePrefix + code.Code, ct);
    }

    /// <summary>Somebody joins in the middle of the year and binds a phone the same day.</summary>
    public void Welcome(string name, long personId, string code)
    {
        var human = Make(name, personId);
        people.Plan(clock.GetUtcNow() + human.Luck.About(TimeSpan.FromHours(2)), async ct =>
        {
            people.Hold(human, platform.Phones.Make(name));
            await platform.Phones.ScanAsync(human.OpenId!, BindingWords.ScenePrefix + code, ct);
            return 1;
        });
    }

    /// <summary>What befalls each in the year without anybody asking: a word, an unfollowing, a new phone.</summary>
    public void PlanYear()
    {
        var (days, opens) = (order.To.DayNumber - order.From.DayNumber + 1, order.Opens(zone));
        foreach (var human in people.All.Where(h => h.OpenId is not null && h.Name != Duty).ToList())
        {
            DateTimeOffset Some() => opens.AddDays(human.Luck.Below(days)).AddMinutes((7 * 60) + human.Luck.Below(15 * 60));
            for (var writes = (human.Persona.Writes * days) + human.Luck.Below(365); writes >= 365; writes -= 365)
            {
                var words = AtTable.Chat(human.Luck);
                people.Plan(Some(), ct => people.Talk.ConverseAsync(human, words, "", ct));
            }

            Befall(human.Persona.Unfollows, ct => UnfollowAsync(human, ct));
            Befall(human.Persona.Refuses, ct => RefuseAsync(human));
            Befall(human.Persona.NewPhone, ct => NewPhoneAsync(human, ct));

            void Befall(int outOfHundred, Func<CancellationToken, Task<int>> what)
            {
                if (human.Luck.Hits(outOfHundred * days / 365))
                {
                    people.Plan(Some(), what);
                }
            }
        }
    }

    private Human Make(string name, long personId)
    {
        var luck = Luck.Of(order.Seed, ++seated);
        var human = new Human(name, personId, order.Personas.At(luck.Below(DraftedFor * order.Personas.Personas.Sum(p => p.Weight))), luck);
        people.Meet(human);
        return human;
    }

    private string Settle(Human human)
    {
        var openId = platform.Phones.Make(human.Name);
        platform.Happen(new Followed(clock.GetUtcNow(), openId, null));
        people.Hold(human, openId);
        return openId;
    }

    private async Task<int> UnfollowAsync(Human human, CancellationToken ct)
    {
        if (human.Away)
        {
            return 0;
        }

        story.Write(human, "取消关注");
        human.Away = true;
        gone[human] = clock.GetUtcNow();
        await platform.Phones.UnfollowAsync(human.OpenId!, ct);
        if (human.Luck.Hits(60))
        {
            people.Plan(clock.GetUtcNow().AddDays(3 + human.Luck.Below(40)), token => ReturnAsync(human, token));
        }

        return 1;
    }

    private async Task<int> ReturnAsync(Human human, CancellationToken ct)
    {
        if (human.Away)
        {
            story.Write(human, "关注");
            human.Away = false;
            absences.Add(new Absence(human.PersonId!.Value, gone[human], clock.GetUtcNow()));
            gone.Remove(human);
            await platform.Phones.FollowAsync(human.OpenId!, null, ct);
        }

        return 1;
    }

    private Task<int> RefuseAsync(Human human)
    {
        story.Write(human, "拒收");
        platform.Phones.Refuse(human.OpenId!, true);
        return Task.FromResult(1);
    }

    /// <summary>The old one lies in a drawer from then on, and whoever finds it finds nothing.</summary>
    private async Task<int> NewPhoneAsync(Human human, CancellationToken ct)
    {
        if (human.Away || human.Removed || await house.GetRequiredService<BindingBook>().UnbindAsync(human.PersonId!.Value, "rehearsal", ct) is not { } issued)
        {
            return 0;
        }

        people.Drop(human.OpenId!);
        people.Hold(human, platform.Phones.Make(human.Name));
        story.OfficeFor(human.Name, $"秘书 解绑 {human.Name}");
        story.Write(human, "换手机");
        story.Write(human, "关注");
        await platform.Phones.FollowAsync(human.OpenId!, null, ct);
        return 1 + await people.Talk.SayAsync(human, $"绑定 {issued.Code}", ct);
    }
}
