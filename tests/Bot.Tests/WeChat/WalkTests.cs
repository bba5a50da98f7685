using Luzhi.Bot.Channels.WeChat.WireOut;
using Luzhi.Bot.Simulator;
using Luzhi.Core.Messages;
using Luzhi.Core.Settings;

namespace Luzhi.Bot.Tests.WeChat;

public sealed class WalkTests
{
    private static readonly WeChatAccount Full = new()
    {
        Templates = PlatformTemplate.Chosen,
        Subscriptions = PlatformTemplate.Subscribed,
        Menu = [new("我的"), new("履职", Buttons: [new("报一次活动", Key: "汇报")]), new("网站", Url: "https://x.gov.cn/")],
    };

    [Fact]
    public async Task A_sound_connection_is_walked_to_its_end_with_one_line_a_step_and_no_fault()
    {
        await using var stage = WalkStage.Open(Full);
        await stage.Room<AccountMenu>().PushAsync(default);

        var lines = await stage.WalkAsync();

        lines.ShouldNotContain(line => line.StartsWith('✗') || line.StartsWith('!'), string.Join('\n', lines));
        lines[0].ShouldStartWith("✓ 取到 access_token");
        lines[1].ShouldBe($"✓ 服务器地址通：请在公众平台“设置与开发→基本配置→服务器配置”填 {stage.Settings.ApiBaseUrl}/wechat，Token 与 EncodingAESKey 填配置里的，消息加解密方式与配置一致");
        lines.ShouldContain("✓ 平台推送来自 3 个地址；防火墙若限制来源，请放行它们");
        lines.ShouldContain("✓ 菜单与公众平台上的相同");
        lines.ShouldContain("✓ 模板消息 meeting：模板“会议通知”，字段都对");
        lines.ShouldContain("✓ 订阅通知 default：模板“工作通知”，字段都对");
        lines.ShouldContain("✓ 有客服消息权限");
        lines.ShouldContain("✓ 有带参数二维码权限");
        lines.ShouldContain(line => line.StartsWith("✓ 客服消息今日已用 0，上限 500000"));
        lines.ShouldContain(line => line.StartsWith("… 没有验证文件"));
        lines[^1].ShouldContain("网页授权域名”填的是 127.0.0.1:");
        stage.Platform.Look(world => world.Phones.Count).ShouldBe(0, "nobody was told anything");
    }

    [Fact]
    public async Task A_machine_that_is_not_on_the_allow_list_is_told_the_very_address_to_add()
    {
        await using var stage = WalkStage.Open();
        stage.Platform.Faults.Switch(Fault.AddressNotAllowed, null);

        var lines = await stage.WalkAsync();

        lines[0].ShouldBe("✗ 本机的出口 IP 203.0.113.7 不在白名单（40164）：请在公众平台“设置与开发→基本配置→IP白名单”里添加 203.0.113.7，约 5 分钟后再查");
        lines[1].ShouldStartWith("✓ 服务器地址通", Case.Sensitive, "it needs no token");
        lines[2].ShouldStartWith("… 以下各项要先取到 access_token");
        lines.Count(line => line.StartsWith('✗')).ShouldBe(1);
    }

    [Theory]
    [InlineData("wx2", "secret1", "✗ AppId 不对（40013）")]
    [InlineData("wx1", "wrong", "✗ AppSecret 不对（40125）")]
    public async Task A_wrong_credential_says_where_to_find_the_right_one(string appId, string secret, string line)
    {
        await using var stage = WalkStage.Open(wire: right => right with { AppId = appId, AppSecret = secret });
        (await stage.WalkAsync())[0].ShouldStartWith(line);
    }

    [Fact]
    public async Task A_platform_that_cannot_be_reached_is_the_networks_fault()
    {
        await using var stage = WalkStage.Open(wire: right => right with { ApiBaseUrl = "http://127.0.0.1:1" });
        (await stage.WalkAsync())[0].ShouldStartWith("✗ 连不上 http://127.0.0.1:1：请检查本机的网络");
    }

    [Theory]
    [InlineData(301, "它转向别处（HTTP 301）")]
    [InlineData(401, "签名不对（HTTP 401）")]
    [InlineData(503, "没有配置公众号（HTTP 503）")]
    [InlineData(404, "答复 HTTP 404")]
    [InlineData(200, "答复的不是本程序")]
    public async Task A_callback_that_does_not_echo_says_why(int status, string why)
    {
        await using var stage = WalkStage.Open();
        stage.Callback = http =>
        {
            http.Response.StatusCode = status;
            return Task.CompletedTask;
        };
        (await stage.WalkAsync())[1].ShouldContain(why);
    }

    [Fact]
    public async Task Without_a_public_address_the_office_is_told_what_to_set_and_what_to_enter()
    {
        await using var stage = WalkStage.Open(publicUrl: "");
        (await stage.WalkAsync())[1].ShouldBe("! 没有设置对外地址：请把 Organization__PublicUrl 设为 https://您的域名，再查一次；公众平台的服务器地址填 https://您的域名/wechat");
    }

    [Fact]
    public async Task Fields_that_the_template_lacks_and_fields_that_nobody_fills_are_named()
    {
        var fields = new Dictionary<string, DoorbellField> { ["thing1"] = DoorbellField.Title, ["time3"] = DoorbellField.When, ["thing3"] = DoorbellField.Place, ["thing4"] = DoorbellField.Hint };
        var meeting = PlatformTemplate.Chosen[DoorbellKind.Meeting];
        await using var stage = WalkStage.Open(new WeChatAccount
        {
            Templates = new Dictionary<DoorbellKind, WeChatTemplate> { [DoorbellKind.Meeting] = meeting with { Fields = fields }, [DoorbellKind.Moved] = new("nowhere", fields) },
            Subscriptions = new Dictionary<DoorbellKind, WeChatSubscription> { [DoorbellKind.Meeting] = PlatformTemplate.Subscribed[DoorbellKind.Meeting] with { Term = ConsentTerm.Long } },
        });

        var lines = await stage.WalkAsync();

        lines.ShouldContain("✗ 模板消息 meeting：模板“会议通知”，模板里没有字段 time3，最接近的是 time2；模板的字段 time2 没有写填什么");
        lines.ShouldContain("✗ 模板消息 moved：公众平台上没有模板 nowhere，请在公众平台核对模板 ID 或重新领用");
        lines.ShouldContain("! 这几种通知没有模板：reminder、withdrawn、broadcast；可以写一个 default 供它们用");
        lines.ShouldContain("✗ 订阅通知 meeting：模板“会议通知”，平台规定的 term 是 once");
    }

    [Fact]
    public async Task A_menu_that_differs_is_told_button_by_button_and_pushing_settles_it()
    {
        await using var stage = WalkStage.Open(Full);
        var menu = stage.Room<AccountMenu>();
        var before = await menu.LookAsync(default);
        (await menu.PushAsync(default)).ShouldBeOfType<SendOutcome.Sent>();
        var after = await menu.LookAsync(default);

        await using var changed = WalkStage.Open(Full with { Menu = [new("我的", Key: "BOX"), new("履职", Buttons: [new("报一次活动", Key: "汇报"), new("帮助")])] });
        await changed.Platform.CallAsync(new PlatformCall("POST", Routes.MenuCreate, "?access_token=" + await TokenAsync(changed), MenuJson), default);

        before.Differences.ShouldBe(["第1个：公众平台上没有“我的（click 我的）”", "第2个：公众平台上没有“履职”", "第3个：公众平台上没有“网站（view https://x.gov.cn/）”"]);
        after.Differences.ShouldBeEmpty();
        (await changed.Room<AccountMenu>().LookAsync(default)).Differences.ShouldBe(
        [
            "第1个：公众平台上是“我的（click 我的）”，配置里是“我的（click BOX）”",
            "第2-2个：公众平台上没有“帮助（click 帮助）”",
            "第3个：公众平台上多出“网站（view https://x.gov.cn/）”",
        ]);
        (await changed.WalkAsync()).ShouldContain("! 菜单的键“BOX”没有对应的回答：请在 keywords 里写一条，或改用“我的”“汇报”“帮助”");
    }

    [Fact]
    public async Task No_menu_is_ever_pushed_when_none_is_configured()
    {
        await using var stage = WalkStage.Open();
        var menu = stage.Room<AccountMenu>();

        menu.Wanted.ShouldBeFalse();
        await Should.ThrowAsync<InvalidOperationException>(() => menu.PushAsync(default));
        stage.Platform.Log.ShouldNotContain(line => line.Route == Routes.MenuCreate);
    }

    private static byte[] MenuJson { get; } = """
        {"button":[{"name":"我的","type":"click","key":"我的"},{"name":"履职","sub_button":[{"name":"报一次活动","type":"click","key":"汇报"}]},{"name":"网站","type":"view","url":"https://x.gov.cn/"}]}
        """u8.ToArray();

    private static async Task<string> TokenAsync(WalkStage stage) => (await stage.Room<AccessTokens>().GetAsync(null, default)).Token!.Value;
}
