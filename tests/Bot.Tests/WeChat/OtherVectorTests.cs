using Luzhi.Bot.Channels.Robots;
using Luzhi.Bot.Channels.WeChat.WireOut;

namespace Luzhi.Bot.Tests.WeChat;

/// <summary>The dossier's vectors J, K and L.</summary>
public sealed class OtherVectorTests
{
    private const string Ticket = "sM4AOVdWfPE4DxkXGEs8VMCPGGVi4C3VM0P37wVUCFvkVAy_90u5h9nbSlYy3-Sl-HhTdfl2fzFy1AOcHKP7qg";

    [Theory]
    [InlineData("http://mp.weixin.qq.com?params=value")]
    [InlineData("http://mp.weixin.qq.com?params=value#part")]
    public void A_page_inside_WeChat_is_signed_as_the_official_appendix_does(string url) =>
        JsSdkSignature.Of(Ticket, "Wm3WZYTPz0wzccnW", "1414587457", url).ShouldBe("0f9de62fce790f9a083d5c99e95740ceb90c27ed");

    [Fact]
    public void A_DingTalk_robot_is_signed_with_the_secret_as_key() =>
        RobotSignature.OfDingTalk("SECtest", "1600000000000").ShouldBe("J1ROuI0lRhdAs5lXpASksT0u9NwWl4DNkvcHISJRBoY%3D");

    [Fact]
    public void A_Feishu_robot_is_signed_with_the_parts_as_key_over_nothing() =>
        RobotSignature.OfFeishu("demo", "1600000000").ShouldBe("HQV03+so/amIWQSXS50Llvl9vzTATYaRg+mJZ+EZzjY=");
}
