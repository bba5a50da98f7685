using System.Text.Json.Nodes;
using Luzhi.Bot.Simulator;

namespace Luzhi.Bot.Tests.Simulator;

/// <summary>网页授权 as the stand-in has it.</summary>
public sealed class WebLoginTests
{
    private const string Back = "https%3A%2F%2Flz.example%2Fm%2Fin";
    private readonly Stage stage = new();

    [Fact]
    public async Task A_code_says_once_who_holds_the_phone()
    {
        var code = Code();
        (await ExchangeAsync(code))["openid"]!.ToString().ShouldBe(Stage.ZhangJianguo);
        Stage.Code(await ExchangeAsync(code)).ShouldBe(40163);
    }

    [Fact]
    public async Task A_code_dies_after_five_minutes_and_one_that_was_never_given_is_invalid()
    {
        var code = Code();
        stage.Clock.Advance(TimeSpan.FromMinutes(5));
        Stage.Code(await ExchangeAsync(code)).ShouldBe(40029);
        Stage.Code(await ExchangeAsync("0123")).ShouldBe(40029);
        Stage.Code(await ExchangeAsync("")).ShouldBe(41008);
    }

    [Theory]
    [InlineData("appid=wx5edc0a7e1b24f638&response_type=code&redirect_uri=" + Back + "&scope=snsapi_base&state=abc", "顺序")]
    [InlineData("appid=wx_other&redirect_uri=" + Back + "&response_type=code&scope=snsapi_base&state=abc", "AppID")]
    [InlineData("appid=wx5edc0a7e1b24f638&redirect_uri=" + Back + "&response_type=token&scope=snsapi_base&state=abc", "Scope")]
    [InlineData("appid=wx5edc0a7e1b24f638&redirect_uri=" + Back + "&response_type=code&scope=snsapi_base&state=a%2Fb", "state")]
    [InlineData("appid=wx5edc0a7e1b24f638&redirect_uri=https%3A%2F%2Fevil.example%2F&response_type=code&scope=snsapi_base&state=abc", "10003")]
    public void What_the_platform_would_refuse_is_refused(string query, string why) =>
        new Platform(Stage.Account with { WebHost = "lz.example" }, stage.Clock, Luzhi.Core.Chance.Seeded(1)).With(Stage.ZhangJianguo).Authorize(Stage.ZhangJianguo, "?" + query).Refusal.ShouldNotBeNull().ShouldContain(why);

    [Fact]
    public void Without_a_phone_nobody_is_known() => stage.Platform.Authorize(null, Asked()).Refusal.ShouldBe("请在微信客户端打开链接");

    private static string Asked() => $"?appid={Stage.Account.AppId}&redirect_uri={Back}&response_type=code&scope=snsapi_base&state=abc";

    private string Code() => stage.Platform.Authorize(Stage.ZhangJianguo, Asked()).Location.ShouldNotBeNull().Split("code=")[1].Split('&')[0];

    private Task<JsonObject> ExchangeAsync(string code) =>
        stage.CallAsync("GET", Routes.WebLogin, $"?appid={Stage.Account.AppId}&secret={Stage.Account.AppSecret}&code={code}&grant_type=authorization_code", "");
}

internal static class Holding
{
    public static Platform With(this Platform platform, string openId)
    {
        platform.Phones.Make("张建国", openId);
        return platform;
    }
}
