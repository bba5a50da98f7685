namespace Luzhi.Bot.Tests.WeChat;

public sealed class PushKeyTests
{
    private static string Text(string from = "o1", string id = "<MsgId>7</MsgId>", string at = "1714036504", string content = "1") =>
        Key($"<xml><ToUserName>g</ToUserName><FromUserName>{from}</FromUserName><CreateTime>{at}</CreateTime><MsgType>text</MsgType><Content>{content}</Content>{id}</xml>");

    private static string Event(string name, string rest = "", string from = "o1", string at = "1714036504") =>
        Key($"<xml><ToUserName>g</ToUserName><FromUserName>{from}</FromUserName><CreateTime>{at}</CreateTime><MsgType>event</MsgType><Event>{name}</Event>{rest}</xml>");

    [Fact]
    public void The_same_push_has_the_same_key() => Text().ShouldBe(Text());

    [Fact]
    public void Mistake_10_one_MsgId_for_two_people_or_two_instants_is_two_pushes()
    {
        Text(from: "o2").ShouldNotBe(Text());
        Text(at: "1714036505").ShouldNotBe(Text());
        Text(id: "<MsgId>8</MsgId>").ShouldNotBe(Text());
    }

    [Fact]
    public void A_missing_MsgId_is_not_made_up_so_the_second_try_still_has_the_key_of_the_first()
    {
        Text(id: "").ShouldBe(Text(id: ""));
        Text(id: "<MsgId></MsgId>").ShouldNotBe(Text());
        Text(id: "", content: "2").ShouldNotBe(Text(id: "", content: "1"));
    }

    [Fact]
    public void An_event_is_told_apart_by_what_happened_to_what()
    {
        Event("CLICK", "<EventKey>A</EventKey>").ShouldBe(Event("click", "<EventKey>A</EventKey>"));
        Event("CLICK", "<EventKey>A</EventKey>").ShouldNotBe(Event("CLICK", "<EventKey>B</EventKey>"));
        Event("subscribe").ShouldNotBe(Event("unsubscribe"));
        Event("subscribe", at: "1714036505").ShouldNotBe(Event("subscribe"));
        Event("subscribe").ShouldBe(Event("subscribe", "<EventKey></EventKey>"));
    }

    [Fact]
    public void Two_receipts_in_one_second_are_two()
    {
        Event("TEMPLATESENDJOBFINISH", "<MsgID>1</MsgID><Status>success</Status>")
            .ShouldNotBe(Event("TEMPLATESENDJOBFINISH", "<MsgID>2</MsgID><Status>success</Status>"));
        Event("subscribe_msg_sent_event", "<SubscribeMsgSentEvent><List><MsgID>1</MsgID></List></SubscribeMsgSentEvent>")
            .ShouldNotBe(Event("subscribe_msg_sent_event", "<SubscribeMsgSentEvent><List><MsgID>2</MsgID></List></SubscribeMsgSentEvent>"));
    }

    [Fact]
    public void No_parts_run_together_into_the_key_of_another_push() =>
        Event("CLICK", "<EventKey>A1</EventKey>").ShouldNotBe(Event("CLICK", "<EventKey>A</EventKey><MsgID>1</MsgID>"));

    [Fact]
    public void The_key_is_kept_for_good_so_it_holds_neither_openid_nor_words()
    {
        var key = Text(from: "oZhangJianguo", id: "", content: "我请病假");
        key.ShouldNotContain("oZhangJianguo");
        key.ShouldNotContain("病");
        key.ShouldStartWith("wechat:");
    }

    private static string Key(string xml) => PushTests.Read(xml).Key;
}
