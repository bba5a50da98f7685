using System.Text.Json.Nodes;
using Luzhi.Bot.Simulator;

namespace Luzhi.Bot.Tests.Simulator;

public sealed class SubscriptionNoticesTests
{
    private static readonly string Template = PlatformTemplate.Subscribed.Values.First().Id;

    [Fact]
    public async Task One_tap_is_one_notice_and_the_account_hears_of_both()
    {
        var stage = new Stage();
        await stage.FollowAsync();
        Stage.Code(await SendAsync(stage)).ShouldBe(43101);

        await stage.Platform.Phones.ConsentAsync(Stage.ZhangJianguo, Template, true, default);
        Stage.Code(await SendAsync(stage)).ShouldBe(0);
        Stage.Code(await SendAsync(stage)).ShouldBe(43101);
        await stage.Platform.PushOwedAsync(default);

        stage.Platform.Look(w => w.Phones[Stage.ZhangJianguo].Bubbles.Last(b => b.Way == "subscription").Content.Title).ShouldBe("会议通知");
    }

    [Theory]
    [InlineData("""{"button":[{"name":"一","sub_button":[{"name":"a","type":"click","key":"1"},{"name":"b","type":"click","key":"1"},{"name":"c","type":"click","key":"1"},{"name":"d","type":"click","key":"1"},{"name":"e","type":"click","key":"1"},{"name":"f","type":"click","key":"1"}]}]}""", 40023)]
    [InlineData("""{"button":[{"name":"一","type":"clik","key":"1"}]}""", 40017)]
    [InlineData("""{"button":[{"name":"一","type":"view","url":"x.cn"}]}""", 40055)]
    [InlineData("""{"button":[{"name":"一","sub_button":[{"name":"a","type":"view","url":""}]}]}""", 40027)]
    public async Task A_menu_beyond_the_platforms_limits_is_refused_in_its_own_numbers(string menu, int errcode)
    {
        var stage = new Stage();
        Stage.Code(await stage.PostAsync(Routes.MenuCreate, JsonNode.Parse(menu)!)).ShouldBe(errcode);
    }

    private static Task<JsonObject> SendAsync(Stage stage) => stage.PostAsync(Routes.SubscriptionSend, new JsonObject
    {
        ["touser"] = Stage.ZhangJianguo,
        ["template_id"] = Template,
        ["page"] = "https://x/m/1",
        ["data"] = JsonNode.Parse("""{"thing1":{"value":"主席会议"},"time2":{"value":"2026年11月25日 09:00"},"thing3":{"value":"三楼"},"thing4":{"value":"请答复"}}"""),
    });
}
