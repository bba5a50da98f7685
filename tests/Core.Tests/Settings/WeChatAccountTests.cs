using Luzhi.Core.Settings;
using Luzhi.Core.Settings.Yaml;

namespace Luzhi.Core.Tests.Settings;

public sealed class WeChatAccountTests
{
    [Theory]
    [InlineData("menu:\n  - { name: 我的事项和待办 }", "第 2 行第 5 列：按钮名称“我的事项和待办”应为 1 到 16 字节（一个汉字 3 字节，最多 5 个汉字），现为 21 字节")]
    [InlineData("menu:\n  - { name: 一 }\n  - { name: 二 }\n  - { name: 三 }\n  - { name: 四 }", "第 5 行第 5 列：菜单最多 3 个按钮，这是第 4 个")]
    [InlineData("menu:\n  - name: 一\n    buttons:\n      - { name: a }\n      - { name: b }\n      - { name: c }\n      - { name: d }\n      - { name: e }\n      - { name: f }", "第 9 行第 9 列：“一”最多 5 个子菜单，这是第 6 个")]
    [InlineData("menu:\n  - { name: 网站, type: view }", "第 2 行第 5 列：按钮“网站”：url 应为以 http:// 或 https:// 开头的地址")]
    [InlineData("menu:\n  - { name: 网站, type: veiw, url: \"https://x/\" }", "第 2 行第 23 列：“veiw”不对，应为 click、view、miniprogram、scancode_push、scancode_waitmsg、pic_sysphoto、pic_photo_or_album、pic_weixin、location_select 之一，最接近的是“view”")]
    [InlineData("menu:\n  - { name: 网站, link: \"https://x/\" }", "第 2 行第 17 列：不认识“link”，可用的有：name、type、key、url、appid、pagepath、buttons")]
    [InlineData("menu:\n  - { name: 小程序, type: miniprogram, url: \"https://x/\" }", "第 2 行第 5 列：按钮“小程序”：小程序要写 appid、pagepath 和 url（旧版微信打开的网页）")]
    [InlineData("menu:\n  - name: 一\n    key: k\n    buttons: [{ name: a }]", "第 2 行第 5 列：“一”下面有子菜单，自己就不能再写 type、key、url")]
    [InlineData("keywords:\n  - { words: [地址] }", "第 2 行第 5 列：answer（文字）、article（图文）、handover: true（转人工）三者写一个，且只写一个")]
    [InlineData("keywords:\n  - { words: [地址], answer: a, match: contain }", "第 2 行第 38 列：“contain”不对，应为 exact、contains 之一，最接近的是“contains”")]
    [InlineData("keywords:\n  - { words: [地址], answer: a }\n  - { words: [地址], answer: b }", "第 3 行第 5 列：“地址”在前面已经有回答了")]
    [InlineData("keywords:\n  - { words: [信箱], article: { title: 信箱, url: www.x.cn } }", "第 2 行第 5 列：“www.x.cn”应为以 http:// 或 https:// 开头的地址")]
    [InlineData("subscriptions:\n  meeting: { id: S, fields: { thng1: title } }", "第 2 行第 12 列：不认识字段“thng1”，最接近的是“thing1”")]
    [InlineData("subscriptions:\n  meeting: { id: S, fields: { thing1: title }, term: onec }", "第 2 行第 54 列：“onec”不对，应为 once、long 之一，最接近的是“once”")]
    [InlineData("templates:\n  meeting: { id: T, fields: { time2: title } }", "第 2 行第 12 列：字段 time2 是时间，只能填 when")]
    [InlineData("templates:\n  meeting: { id: T, fields: { amount3: title } }", "第 2 行第 12 列：字段 amount3 通知里没有内容可填，请在公众平台换一个模板")]
    [InlineData("verify_files:\n  ../bot.yaml: x", "：verify_files 里的“../bot.yaml”不是公众平台的验证文件名，应为 MP_verify_字母数字.txt")]
    public void What_the_platform_would_refuse_stops_the_start_with_its_place(string wechat, string fault)
    {
        using var folder = new Folder("", wechat);
        var said = Should.Throw<SettingsException>(() => SettingsReader.Read(folder.House, new Dictionary<string, string>())).Faults.Select(f => f.ToString());
        said.ShouldBe([fault.StartsWith('：') ? "config/wechat.yaml" + fault : "config/wechat.yaml " + fault]);
    }

    [Fact]
    public void A_long_key_or_url_is_counted_in_bytes()
    {
        using var folder = new Folder("", $"menu:\n  - {{ name: 一, key: {new string('键', 43)} }}\n  - {{ name: 二, url: \"https://x/{new string('a', 1024)}\" }}");
        Should.Throw<SettingsException>(() => SettingsReader.Read(folder.House, new Dictionary<string, string>())).Faults.Select(f => f.Message)
            .ShouldBe(["按钮“一”：key 最多 128 字节，现为 129 字节", "按钮“二”：url 最多 1024 字节，现为 1034 字节"]);
    }

    [Fact]
    public void A_button_needs_no_more_than_its_name_or_its_link()
    {
        using var folder = new Folder("", "menu:\n  - { name: 我的 }\n  - { name: 网站, url: \"https://x/\" }");
        var menu = SettingsReader.Read(folder.House, new Dictionary<string, string>()).Account.Menu;
        menu.Select(b => (b.Action, b.KeyOrName)).ShouldBe([(MenuAction.Click, "我的"), (MenuAction.View, "网站")]);
    }

    [Theory]
    [InlineData("MP_verify_Ab12.txt", true)]
    [InlineData("MP_verify_.txt", false)]
    [InlineData("mp_verify_Ab12.txt", false)]
    [InlineData("MP_verify_../bot.txt", false)]
    [InlineData("MP_verify_Ab12.txt\n", false)]
    [InlineData("bot.yaml", false)]
    public void Only_the_platforms_own_pattern_is_a_verify_file(string name, bool good) => WeChatAccount.IsVerifyFile(name).ShouldBe(good);
}
