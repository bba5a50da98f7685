using Luzhi.Core.Conversations;
using Luzhi.Core.Conversations.Forms;
using Luzhi.Core.Meetings;
using Luzhi.Core.Messages;

namespace Luzhi.Core.Tests.Conversations;

public class FormTests
{
    private const string OneSentence = "昨天下午去光明社区走访了3户困难群众";
    private readonly Talk talk = new();

    [Fact]
    public void One_sentence_is_read_back_at_once_and_saved_on_1()
    {
        talk.Say(OneSentence);
        talk.Reply!.ShouldBe("""
            履职汇报，请核对：
            ① 活动：走访
            ② 时间：11月22日（周日）下午
            ③ 地点：光明社区
            ④ 内容：昨天下午去光明社区走访了3户困难群众
            ⑤ 人数或户数：3户
            1 保存　2 修改　3 放弃
            """.ReplaceLineEndings("\n"));

        talk.Say("1");

        talk.Reply!.ShouldStartWith("已保存");
        var save = talk.Last.ShouldHaveSingleItem().ShouldBeOfType<Change.Save>();
        save.Said.ShouldBe(OneSentence);
        save.Answers.ShouldBe(new Dictionary<string, string> { ["kind"] = "走访", ["date"] = "2026-11-22", ["place"] = "光明社区", ["done"] = OneSentence, ["count"] = "3" });
    }

    [Fact]
    public void What_is_missing_is_asked_one_at_a_time_and_everything_said_is_kept()
    {
        talk.Say("汇报");
        talk.Say("走访");
        talk.Say("上周五");
        talk.Say("光明社区");
        talk.Say("慰问了困难户，送去米和油");
        talk.Say("3户");
        talk.Say("1");

        talk.Last.ShouldHaveSingleItem().ShouldBeOfType<Change.Save>().Said.ShouldBe("走访\n上周五\n光明社区\n慰问了困难户，送去米和油\n3户");
    }

    [Fact]
    public void A_question_whose_condition_does_not_hold_is_not_asked()
    {
        talk.Say("汇报");
        talk.Say("提案");
        talk.Say("昨天");

        talk.Conversation.Form!.Question.ShouldBe("done");
    }

    [Fact]
    public void Changing_an_item_asks_what_the_change_made_necessary()
    {
        talk.Say("昨天提交了一件关于加装电梯的提案");
        talk.Say("2");
        talk.Say("1");
        talk.Say("走访");

        talk.Conversation.Form!.Question.ShouldBe("place");
    }

    [Fact]
    public void Looking_up_what_is_open_amid_a_form_speaks_to_the_member_by_name()
    {
        talk.Say("汇报");

        talk.Say("我的");

        talk.Reply!.ShouldStartWith("张建国您好，现在没有");
        talk.Reply!.ShouldNotContain("{");
    }

    [Theory]
    [InlineData("汇报 上周五参加了区里组织的视察，看了两个产业园")]
    [InlineData("提交了一份关于老旧小区加装电梯的提案")]
    public void A_sentence_that_only_ends_like_a_place_names_none(string said)
    {
        talk.Say(said);

        talk.Conversation.Form!.Answers.ContainsKey("place").ShouldBeFalse();
    }

    [Fact]
    public void A_digression_is_answered_and_the_question_is_repeated()
    {
        talk.Meeting();
        talk.Say("汇报 走访");

        talk.Say("参加");
        talk.Items[0].Invitation.ShouldBe(InvitationState.Attending);
        talk.Reply!.ShouldEndWith("是哪一天？（例如：昨天、上周五、12月5日）");

        talk.Say("帮助");
        talk.Reply!.ShouldEndWith("是哪一天？（例如：昨天、上周五、12月5日）");

        talk.Say("昨天");
        talk.Conversation.Form!.Question.ShouldBe("place");
    }

    [Fact]
    public void Leave_asked_for_meanwhile_gets_its_reason_before_the_form_goes_on()
    {
        talk.Meeting();
        talk.Say("汇报 走访");

        talk.Say("请假");
        talk.Reply!.ShouldNotContain("是哪一天");
        talk.Say("出差");
        talk.Items[0].LeaveReason.ShouldBe("出差");
        talk.Reply!.ShouldEndWith("是哪一天？（例如：昨天、上周五、12月5日）");
    }

    [Fact]
    public void A_digit_answers_the_form_before_the_notice()
    {
        talk.Meeting();
        talk.Say("汇报");

        talk.Say("1");

        talk.Last.ShouldBeEmpty();
        talk.Conversation.Form!.Answers["kind"].Value.ShouldBe("调研");
    }

    [Fact]
    public void After_days_the_form_is_offered_again_and_nothing_is_lost()
    {
        talk.Say("汇报 走访");
        talk.Now = talk.Now.AddDays(3);

        talk.Say("在家休息");
        talk.Reply!.ShouldContain("没填完");
        talk.Say("1");
        talk.Reply!.ShouldStartWith("是哪一天");
        talk.Conversation.Form!.Answers["kind"].Value.ShouldBe("走访");
    }

    [Fact]
    public void Another_report_begun_meanwhile_does_not_throw_the_first_away()
    {
        talk.Say("汇报 走访");

        talk.Say("汇报 昨天在向阳村宣讲政策，50人听");
        talk.Conversation.Form!.Answers["kind"].Value.ShouldBe("走访");
        talk.Say("2");
        talk.Conversation.Form!.Answers["kind"].Value.ShouldBe("宣讲");
    }

    [Fact]
    public void The_third_answer_that_is_none_names_the_way_out()
    {
        talk.Say("汇报 走访");
        talk.Say("不知道");
        talk.Say("忘记了");
        talk.Reply!.ShouldNotContain("放弃");
        talk.Say("想不起来");
        talk.Reply!.ShouldContain("放弃");
    }

    [Fact]
    public void A_day_to_come_is_refused_with_the_reason()
    {
        talk.Say("汇报 走访");
        talk.Say("明天");

        talk.Reply!.ShouldStartWith("11月24日（周二）还没有到");
        talk.Conversation.Form!.Question.ShouldBe("date");
    }

    [Theory]
    [InlineData("放弃")]
    [InlineData("算了，不报了")]
    [InlineData("撤销")]
    public void Taking_the_whole_report_back_before_saving_drops_it(string said)
    {
        talk.Say("汇报 走访");
        talk.Say(said);

        talk.Conversation.Form.ShouldBeNull();
        talk.Last.ShouldBeEmpty();
    }

    [Fact]
    public void Undone_within_half_an_hour_and_not_after()
    {
        talk.Say(OneSentence);
        talk.Say("1");
        talk.Now = talk.Now.AddMinutes(31);
        talk.Say("撤销");
        talk.Last.ShouldBeEmpty();
        talk.Reply!.ShouldContain("30分钟");

        talk.Now = talk.Now.AddMinutes(-10);
        talk.Say("撤销");
        talk.Last.ShouldBe([new Change.Withdraw(7)]);
    }

    [Fact]
    public void Pictures_and_places_go_to_the_questions_that_want_them()
    {
        talk.Say("汇报 走访");
        talk.Say("昨天");
        talk.Send(InboundKind.Location);
        talk.Conversation.Form!.Answers["place"].Value.ShouldBe("光明社区居委会");

        talk.Send(InboundKind.Image, "media1");
        talk.Send(InboundKind.Image, "media2");
        talk.Conversation.Form!.Answers["photo"].ShouldBe(new Given("media1 media2", "2张"));
    }

    [Fact]
    public void Voice_is_not_understood_and_the_question_stands()
    {
        talk.Say("汇报 走访");

        talk.Send(InboundKind.Voice);

        talk.Reply!.ShouldContain("听不懂语音");
        talk.Reply!.ShouldEndWith("是哪一天？（例如：昨天、上周五、12月5日）");
    }

    [Fact]
    public void A_saved_report_leaves_room_for_the_notice_that_waits()
    {
        talk.Meeting();
        talk.Say(OneSentence);
        talk.Say("1");

        talk.Reply!.ShouldContain("「主席会议」等您答复");
        talk.Say("1");
        talk.Items[0].Invitation.ShouldBe(InvitationState.Attending);
    }
}
