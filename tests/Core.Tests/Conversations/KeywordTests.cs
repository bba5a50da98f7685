using Luzhi.Core.Conversations;
using Luzhi.Core.Messages;
using Luzhi.Core.Settings;
using Luzhi.Testing;

namespace Luzhi.Core.Tests.Conversations;

public sealed class KeywordTests
{
    private static readonly Words Words = Words.Load(House.Find(AppContext.BaseDirectory).Path("config/words.zh-CN.yaml"));

    private static readonly WeChatAccount Account = new()
    {
        PublicGreeting = "您好！这里是东湖区政协。",
        FollowGreeting = "欢迎关注东湖区政协。",
        Keywords =
        [
            new(["地址", "在哪里"], "东湖路1号", Match: KeywordMatch.Contains),
            new(["地址簿"], "请联系办公室"),
            new(["信箱"], Article: new Article("主席信箱", "https://x/mail", "点这里写信")),
            new(["人工"], Handover: true),
        ],
    };

    [Theory]
    [InlineData(InboundKind.Text, "地址", "东湖路1号")]
    [InlineData(InboundKind.Text, "请问你们的地址是什么？", "东湖路1号")]
    [InlineData(InboundKind.Text, "地址簿", "请联系办公室")]
    [InlineData(InboundKind.Text, "我要去信箱", "您好！这里是东湖区政协。")]
    [InlineData(InboundKind.Text, "信箱。", "主席信箱\n点这里写信\nhttps://x/mail")]
    [InlineData(InboundKind.Text, "人工", "您的话已转给工作人员，请稍候。")]
    [InlineData(InboundKind.Text, "参加", "您好！这里是东湖区政协。")]
    [InlineData(InboundKind.MenuClick, "信箱", "主席信箱\n点这里写信\nhttps://x/mail")]
    [InlineData(InboundKind.MenuClick, "我的", "您好！这里是东湖区政协。")]
    [InlineData(InboundKind.Image, "", "您好！这里是东湖区政协。")]
    [InlineData(InboundKind.Follow, "", "欢迎关注东湖区政协。")]
    public void One_of_the_public_is_answered_by_keyword_or_kindly(InboundKind kind, string said, string answer) => Hear(kind, said, null).ShouldBe(answer);

    [Theory]
    [InlineData(InboundKind.MenuClick, "我的", "张建国您好，现在没有等您答复的事")]
    [InlineData(InboundKind.MenuClick, "帮助", "在这里可以")]
    [InlineData(InboundKind.MenuClick, "汇报", "这次是哪一类活动")]
    [InlineData(InboundKind.MenuClick, "地址", "东湖路1号")]
    [InlineData(InboundKind.MenuClick, "NOBODY_KNOWS", "在这里可以")]
    [InlineData(InboundKind.Text, "你们的地址在哪", "东湖路1号")]
    public void A_menu_key_that_is_a_word_of_the_chat_is_as_good_as_written(InboundKind kind, string said, string answer) =>
        Hear(kind, said, new Speaker(1, "张建国", ["委员"], null)).ShouldContain(answer);

    [Fact]
    public void Only_a_card_or_a_hand_over_is_more_than_words()
    {
        Keywords.AsCard(Account, "主席信箱\n点这里写信\nhttps://x/mail", Words)!.Article!.Title.ShouldBe("主席信箱");
        Keywords.AsCard(Account, "您的话已转给工作人员，请稍候。", Words)!.Handover.ShouldBeTrue();
        Keywords.AsCard(Account, "东湖路1号", Words).ShouldBeNull();
    }

    private static string Hear(InboundKind kind, string said, Speaker? speaker)
    {
        var inbound = Some.Text("张建国", kind == InboundKind.Text ? said : "") with { Kind = kind, Choice = kind == InboundKind.MenuClick ? said : null };
        var facts = new Facts { Now = Some.Monday, Zone = Some.Zone, BodyName = "东湖区政协", Speaker = speaker };
        return Dialogue.Of(Talk.Forms, Words, Account).Step(Conversation.Fresh, inbound, facts).Reply!;
    }
}
