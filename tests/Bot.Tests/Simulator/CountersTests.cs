using System.Text.Json.Nodes;
using Luzhi.Bot.Simulator;

namespace Luzhi.Bot.Tests.Simulator;

public sealed class CountersTests
{
    private readonly Stage stage = new();

    [Fact]
    public async Task A_follower_is_known_and_a_stranger_is_not()
    {
        (await AskAsync())["subscribe"]!.GetValue<int>().ShouldBe(0);
        await stage.Platform.Phones.ScanAsync(Stage.ZhangJianguo, "b_K7M2QX", default);
        var known = await AskAsync();
        known["subscribe"]!.GetValue<int>().ShouldBe(1);
        known["qr_scene_str"]!.ToString().ShouldBe("b_K7M2QX");
        Stage.Code(await stage.GetAsync(Routes.UserInfo, "openid=oNobody")).ShouldBe(40003);
    }

    [Fact]
    public async Task A_code_is_made_for_a_scene_and_drawn_as_a_picture()
    {
        var made = await stage.PostAsync(Routes.CodeCreate, JsonNode.Parse("""
            {"expire_seconds":604800,"action_name":"QR_STR_SCENE","action_info":{"scene":{"scene_str":"b_K7M2QX"}}}
            """)!);
        made["expire_seconds"]!.GetValue<int>().ShouldBe(604800);
        var ticket = Uri.EscapeDataString(made["ticket"]!.ToString());
        var picture = await stage.Platform.CallAsync(new PlatformCall("GET", Routes.CodePicture, "?ticket=" + ticket, []), default);
        picture.ContentType.ShouldBe("image/png");
        picture.Body[..4].ShouldBe([0x89, 0x50, 0x4E, 0x47]);
    }

    [Theory]
    [InlineData("""{"action_name":"QR_STR_SCENE","action_info":{"scene":{"scene_str":""}}}""", 40053)]
    [InlineData("""{"action_name":"QR_LIMIT_SCENE","action_info":{"scene":{"scene_id":100001}}}""", 40053)]
    [InlineData("""{"action_name":"WHAT","action_info":{"scene":{"scene_str":"a"}}}""", 40053)]
    [InlineData("""{"expire_seconds":2592001,"action_name":"QR_STR_SCENE","action_info":{"scene":{"scene_str":"a"}}}""", 40035)]
    public async Task A_code_that_cannot_be_made_is_refused(string body, int errcode) =>
        Stage.Code(await stage.PostAsync(Routes.CodeCreate, JsonNode.Parse(body)!)).ShouldBe(errcode);

    [Fact]
    public async Task A_menu_is_given_back_as_it_was_made()
    {
        Stage.Code(await stage.GetAsync(Routes.MenuGet, "")).ShouldBe(46003);
        Stage.Code(await stage.PostAsync(Routes.MenuCreate, JsonNode.Parse("""{"button":[{"type":"click","name":"我的","key":"mine"}]}""")!)).ShouldBe(0);
        (await stage.GetAsync(Routes.MenuGet, ""))["menu"]!["button"]![0]!["name"]!.ToString().ShouldBe("我的");
        Stage.Code(await stage.GetAsync(Routes.MenuDelete, "")).ShouldBe(0);
        Stage.Code(await stage.GetAsync(Routes.MenuGet, "")).ShouldBe(46003);
    }

    [Theory]
    [InlineData("""{"button":[]}""", 40016)]
    [InlineData("""{"button":[{"type":"click","name":"六个汉字太长","key":"a"}]}""", 40018)]
    public async Task A_menu_too_large_for_a_phone_is_refused(string menu, int errcode) =>
        Stage.Code(await stage.PostAsync(Routes.MenuCreate, JsonNode.Parse(menu)!)).ShouldBe(errcode);

    [Fact]
    public async Task Only_the_methods_and_addresses_there_are()
    {
        Stage.Code(await stage.GetAsync(Routes.CustomSend, "")).ShouldBe(43002);
        Stage.Code(await stage.PostAsync(Routes.UserInfo, new JsonObject())).ShouldBe(43001);
        Stage.Code(await stage.PostAsync("/cgi-bin/nothing/here", new JsonObject())).ShouldBe(40066);
    }

    private Task<JsonObject> AskAsync() => stage.GetAsync(Routes.UserInfo, "openid=" + Stage.ZhangJianguo);
}
