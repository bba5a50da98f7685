using Dapper;
using Luzhi.Core.Storage;
using Luzhi.Testing;
using Microsoft.EntityFrameworkCore;
using StackExchange.Redis;

namespace Luzhi.Core.Tests.Ground;

public sealed class ServersTests
{
    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task Two_fresh_databases_know_nothing_of_each_other(Provider provider)
    {
        await using var first = await FreshDatabase.CreateAsync(provider);
        await using var second = await FreshDatabase.CreateAsync(provider);

        await Some.MemberAsync(first.Database, "张建国");

        (await PeopleAsync(first)).ShouldBe(["张建国"]);
        (await PeopleAsync(second)).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_database_that_was_disposed_is_gone(Provider provider)
    {
        var fresh = await FreshDatabase.CreateAsync(provider);
        await Some.MemberAsync(fresh.Database, "张建国");
        await fresh.DisposeAsync();

        using var again = new Database(fresh.Settings);

        await Should.ThrowAsync<System.Data.Common.DbException>(async () =>
        {
            await using var db = again.Open();
            await db.Database.GetDbConnection().QueryAsync<string>("SELECT name FROM person");
        });
    }

    [Fact]
    public async Task Redis_answers_on_the_loopback()
    {
        using var redis = await ConnectionMultiplexer.ConnectAsync(await RedisServer.RunningAsync());

        await redis.GetDatabase().StringSetAsync("ground:test", "好");

        ((string?)await redis.GetDatabase().StringGetAsync("ground:test")).ShouldBe("好");
    }

    private static async Task<List<string>> PeopleAsync(FreshDatabase fresh)
    {
        await using var db = fresh.Database.Open();
        return await db.People.Select(person => person.Name).ToListAsync();
    }
}
