using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Luzhi.Core.Office;
using Luzhi.Core.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Luzhi.Bot.Tests.Api;

public sealed class KeyTests
{
    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task Without_a_key_nothing_is_read_and_the_answer_says_what_is_missing(Provider provider)
    {
        await using var house = await RunningHouse.StartAsync(provider);
        using var stranger = house.Stranger;

        using var answer = await stranger.GetAsync("/api/v1/members");

        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        answer.Headers.WwwAuthenticate.ShouldHaveSingleItem().Scheme.ShouldBe("Bearer");
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        var problem = await answer.Json();
        problem["status"]!.GetValue<int>().ShouldBe(401);
        problem["detail"]!.GetValue<string>().ShouldContain("Bearer");
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_key_opens_the_door_until_it_is_revoked_and_its_use_is_noted(Provider provider)
    {
        await using var house = await RunningHouse.StartAsync(provider);
        await Some.MemberAsync(house.Database, "张建国");
        using var client = await house.ClientAsync();
        var office = house.Services.GetRequiredService<OfficeBook>();

        using var let = await client.GetAsync("/api/v1/members");
        let.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await office.KeysAsync(RunningHouse.Ct)).ShouldHaveSingleItem().LastUsedAt.ShouldNotBeNull();

        (await office.RevokeKeysAsync("测试", RunningHouse.Ct)).ShouldBe(1);
        using var refused = await client.GetAsync("/api/v1/members");
        refused.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_key_does_only_what_its_scopes_say(Provider provider)
    {
        await using var house = await RunningHouse.StartAsync(provider);
        using var client = await house.ClientAsync(Scope.Meetings);

        using var answer = await client.GetAsync("/api/v1/submissions");

        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await answer.Json())["detail"]!.GetValue<string>().ShouldContain(Scope.Read);
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task Only_the_hash_of_a_key_is_kept(Provider provider)
    {
        await using var house = await RunningHouse.StartAsync(provider);
        var office = house.Services.GetRequiredService<OfficeBook>();

        var key = await office.CreateKeyAsync("门户网站", [], RunningHouse.Ct);

        var kept = (await office.KeysAsync(RunningHouse.Ct)).ShouldHaveSingleItem();
        key.ShouldStartWith(kept.Prefix);
        kept.Hash.ShouldNotContain(key[kept.Prefix.Length..]);
        (await office.FindKeyAsync(key, RunningHouse.Ct)).ShouldNotBeNull();
        (await office.FindKeyAsync(key[..^1] + (key[^1] == 'A' ? 'B' : 'A'), RunningHouse.Ct)).ShouldBeNull();
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task Guessing_is_slowed_while_a_good_key_from_the_same_address_still_works(Provider provider)
    {
        await using var house = await RunningHouse.StartAsync(provider);
        using var good = await house.ClientAsync();
        using var guesser = house.Stranger;
        guesser.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "lz_22222222_guess");

        var last = HttpStatusCode.OK;
        for (var i = 0; i < 31; i++)
        {
            using var answer = await guesser.GetAsync("/api/v1/members");
            last = answer.StatusCode;
        }

        last.ShouldBe(HttpStatusCode.TooManyRequests);
        using var still = await good.GetAsync("/api/v1/members");
        still.StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
