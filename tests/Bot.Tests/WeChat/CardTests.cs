using Luzhi.Bot.Channels.WeChat.WireIn;
using Luzhi.Core.Messages;
using Luzhi.Core.Settings;

namespace Luzhi.Bot.Tests.WeChat;

/// <summary>An answer is words in the ledger; the passive reply knows the account's cards and its hand-over again.</summary>
public sealed class CardTests
{
    private static readonly WeChatAccount Account = new()
    {
        Keywords = [new(["信箱"], Article: new Article("主席信箱", "https://x/mail?a=1&b=2", "点这里写信", "https://x/p.jpg")), new(["人工"], Handover: true)],
    };

    [Fact]
    public async Task A_card_goes_as_the_platforms_own_and_is_the_same_for_a_duplicate()
    {
        await using var house = await WireInHouse.OpenAsync(WeChatMode.Any, account: Account);
        house.Take = (_, _, _) => Task.FromResult(new Answered("主席信箱\n点这里写信\nhttps://x/mail?a=1&b=2", false, ReplyRoute.Passive, 1));

        using var answer = await house.ClearAsync(WireInHouse.Text("信箱"));
        var letter = SafeXml.Read(await answer.Content.ReadAsStringAsync())!;

        (letter["MsgType"], letter["ArticleCount"]).ShouldBe(("news", "1"));
        var item = letter.Group("Articles").Group("item");
        (item["Title"], item["Description"], item["PicUrl"], item["Url"]).ShouldBe(("主席信箱", "点这里写信", "https://x/p.jpg", "https://x/mail?a=1&b=2"));
    }

    [Fact]
    public async Task A_word_for_a_human_hands_the_conversation_over()
    {
        await using var house = await WireInHouse.OpenAsync(WeChatMode.Any, account: Account);
        house.Take = (_, _, _) => Task.FromResult(new Answered("您的话已转给工作人员，请稍候。", false, ReplyRoute.Passive, 1));

        using var answer = await house.ClearAsync(WireInHouse.Text("人工"));
        var letter = SafeXml.Read(await answer.Content.ReadAsStringAsync())!;

        (letter["MsgType"], letter["Content"], letter["ToUserName"]).ShouldBe(("transfer_customer_service", null, WireInHouse.OpenId));
    }
}
