using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Luzhi.Bot.Simulator;
using Luzhi.Core.Directory;
using Luzhi.Core.Settings;
using Luzhi.Core.Storage;
using Luzhi.Testing;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Bot.Tests.Simulator;

public sealed class SampleBodyTests
{
    private readonly ManualClock real = new();
    private readonly House house = House.Find(AppContext.BaseDirectory);

    [Theory]
    [MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task The_first_start_finds_120_members_most_of_them_with_a_phone(Provider provider)
    {
        await using var fresh = await FreshDatabase.CreateAsync(provider);
        await using var host = await PageHost.StartAsync(fresh.Database, real, house);
        await using var db = fresh.Database.Open();

        (await db.People.CountAsync()).ShouldBe(120);
        (await db.Contacts.CountAsync(c => c.Followed && c.PersonId != null)).ShouldBe(112);
        var free = await db.BindingCodes.Where(c => c.UsedAt == null).Select(c => c.PersonId).ToListAsync();
        free.Count.ShouldBe(8);
        (await db.Contacts.AnyAsync(c => free.Contains(c.PersonId!.Value))).ShouldBeFalse();
        host.Platform.Look(w => w.Phones.Count).ShouldBe(120);
        host.Platform.Look(w => w.Phones.Values.Count(p => p.Follows)).ShouldBe(112);
        host.Platform.Look(w => w.Phones.Values.Any(p => p.AnyOpen(real.GetUtcNow()))).ShouldBeFalse();
    }

    [Fact]
    public async Task Almost_every_member_outside_the_Party_has_a_contact_who_has_at_most_three()
    {
        await using var fresh = await FreshDatabase.CreateAsync(Provider.Sqlite);
        await using var host = await PageHost.StartAsync(fresh.Database, real, house);
        await using var db = fresh.Database.Open();

        var outside = await db.People.CountAsync(p => p.Party != Parties.Member);
        var links = await db.Links.ToListAsync();
        links.Count.ShouldBe(outside - 2);
        links.GroupBy(l => l.FromId).ShouldAllBe(g => g.Count() <= 3);
        links.Select(l => l.ToId).ShouldBeUnique();
    }

    [Fact]
    public async Task A_second_start_changes_nothing_and_remembers_the_phones()
    {
        await using var fresh = await FreshDatabase.CreateAsync(Provider.Sqlite);
        await (await PageHost.StartAsync(fresh.Database, real, house)).DisposeAsync();
        await using var again = await PageHost.StartAsync(fresh.Database, real, house);
        await using var db = fresh.Database.Open();

        (await db.People.CountAsync()).ShouldBe(120);
        (await db.Contacts.CountAsync()).ShouldBe(112);
        again.Platform.Look(w => w.Phones.Count).ShouldBe(120);
    }

    [Fact]
    public async Task A_start_that_died_half_way_is_made_whole()
    {
        await using var fresh = await FreshDatabase.CreateAsync(Provider.Sqlite);
        (await new SampleBook(fresh.Database, real).BeginAsync(default)).ShouldBeTrue();
        await using var host = await PageHost.StartAsync(fresh.Database, real, house);
        await using var db = fresh.Database.Open();
        (await db.Contacts.CountAsync()).ShouldBe(112);
        (await new SampleBook(fresh.Database, real).BeginAsync(default)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_body_that_has_members_is_never_filled()
    {
        await using var fresh = await FreshDatabase.CreateAsync(Provider.Sqlite);
        await Some.MemberAsync(fresh.Database);
        await using var host = await PageHost.StartAsync(fresh.Database, real, house);
        await using var db = fresh.Database.Open();
        (await db.People.CountAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task The_page_finds_members_by_name_and_shows_the_codes_of_those_who_are_not_bound()
    {
        await using var fresh = await FreshDatabase.CreateAsync(Provider.Sqlite);
        await using var host = await PageHost.StartAsync(fresh.Database, real, house);

        var bound = (await FindAsync(host, "李秀英")).Single()!;
        bound["openId"]!.ToString().ShouldStartWith("o");
        bound["code"].ShouldBeNull();
        var unbound = (await FindAsync(host, "陈晓燕")).Single()!;
        unbound["openId"].ShouldBeNull();
        unbound["code"]!.ToString().Length.ShouldBe(6);
        (await FindAsync(host, "张伟")).Count.ShouldBe(2);
    }

    private static async Task<JsonArray> FindAsync(PageHost host, string name) =>
        (await host.Http.GetFromJsonAsync<JsonObject>("/simulator/people?name=" + Uri.EscapeDataString(name)))!["people"]!.AsArray();
}
