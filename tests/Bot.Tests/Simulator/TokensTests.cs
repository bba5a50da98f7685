using System.Text.Json.Nodes;
using Luzhi.Bot.Simulator;

namespace Luzhi.Bot.Tests.Simulator;

public sealed class TokensTests
{
    private readonly Stage stage = new();

    [Fact]
    public async Task A_stable_token_is_the_same_until_five_minutes_before_its_end()
    {
        var first = await stage.StableAsync();
        first["expires_in"]!.GetValue<int>().ShouldBe(7200);

        stage.Clock.Advance(TimeSpan.FromMinutes(114));
        var again = await stage.StableAsync();
        again["access_token"]!.ToString().ShouldBe(first["access_token"]!.ToString());
        again["expires_in"]!.GetValue<int>().ShouldBe(360);

        stage.Clock.Advance(TimeSpan.FromMinutes(2));
        var renewed = await stage.StableAsync();
        renewed["access_token"]!.ToString().ShouldNotBe(first["access_token"]!.ToString());
        (await stage.UseAsync(first["access_token"]!.ToString())).ShouldBe(0); // both work while they overlap

        stage.Clock.Advance(TimeSpan.FromMinutes(5));
        (await stage.UseAsync(first["access_token"]!.ToString())).ShouldBe(42001);
        (await stage.UseAsync(renewed["access_token"]!.ToString())).ShouldBe(0);
    }

    [Fact]
    public async Task A_forced_refresh_kills_the_token_before_it_at_once()
    {
        var first = (await stage.StableAsync())["access_token"]!.ToString();
        var forced = (await stage.StableAsync(force: true))["access_token"]!.ToString();

        (await stage.UseAsync(first)).ShouldBe(40001);
        (await stage.UseAsync(forced)).ShouldBe(0);
    }

    [Fact]
    public async Task Forcing_is_allowed_twenty_times_a_day_and_not_twice_in_thirty_seconds()
    {
        await stage.StableAsync(force: true);
        Stage.Code(await stage.StableAsync(force: true)).ShouldBe(45011);
        for (var i = 1; i < 20; i++)
        {
            stage.Clock.Advance(TimeSpan.FromSeconds(30));
            Stage.Code(await stage.StableAsync(force: true)).ShouldBe(0);
        }

        stage.Clock.Advance(TimeSpan.FromSeconds(30));
        Stage.Code(await stage.StableAsync(force: true)).ShouldBe(45009);
    }

    [Fact]
    public async Task A_rivals_fetch_of_the_ordinary_token_ends_the_one_before_it_within_five_minutes()
    {
        var ours = (await stage.OrdinaryAsync())["access_token"]!.ToString();
        await stage.OrdinaryAsync();

        (await stage.UseAsync(ours)).ShouldBe(0);
        stage.Clock.Advance(TimeSpan.FromMinutes(5));
        (await stage.UseAsync(ours)).ShouldBe(40001);
    }

    [Fact]
    public async Task The_two_families_leave_each_other_alone()
    {
        var stable = (await stage.StableAsync())["access_token"]!.ToString();
        await stage.OrdinaryAsync();
        await stage.OrdinaryAsync();
        stage.Clock.Advance(TimeSpan.FromMinutes(6));

        (await stage.UseAsync(stable)).ShouldBe(0);
    }

    [Theory]
    [InlineData("password", "wx5edc0a7e1b24f638", "0123456789abcdef0123456789abcdef", 40002)]
    [InlineData("client_credential", "", "0123456789abcdef0123456789abcdef", 41002)]
    [InlineData("client_credential", "wx5edc0a7e1b24f638", "", 41004)]
    [InlineData("client_credential", "wx0000000000000000", "0123456789abcdef0123456789abcdef", 40013)]
    [InlineData("client_credential", "wx5edc0a7e1b24f638", "wrong", 40125)]
    public async Task Wrong_credentials_are_named(string grantType, string appId, string secret, int errcode)
    {
        var asked = new JsonObject { ["grant_type"] = grantType, ["appid"] = appId, ["secret"] = secret };
        Stage.Code(await stage.CallAsync("POST", Routes.StableToken, "", Stage.PlainJson(asked))).ShouldBe(errcode);
        Stage.Code(await stage.CallAsync("GET", Routes.Token, $"?grant_type={grantType}&appid={appId}&secret={secret}", "")).ShouldBe(errcode);
    }

    [Fact]
    public async Task A_call_without_a_token_or_with_somebody_elses_is_refused()
    {
        Stage.Code(await stage.CallAsync("GET", Routes.UserInfo, "?openid=o", "")).ShouldBe(41001);
        (await stage.UseAsync("made-up")).ShouldBe(40001);
    }
}
