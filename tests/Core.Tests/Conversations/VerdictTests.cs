using Luzhi.Core.Conversations;
using Luzhi.Core.Conversations.Language;
using Luzhi.Core.Meetings;

namespace Luzhi.Core.Tests.Conversations;

public class VerdictTests
{
    [Theory]
    [InlineData("准", Ruling.Yes, "")]
    [InlineData("准了", Ruling.Yes, "")]
    [InlineData("准假", Ruling.Yes, "")]
    [InlineData("批准", Ruling.Yes, "")]
    [InlineData("同意", Ruling.Yes, "")]
    [InlineData("同意请假", Ruling.Yes, "")]
    [InlineData("可以", Ruling.Yes, "")]
    [InlineData("都准", Ruling.Yes, "")]
    [InlineData("同意，注意身体", Ruling.Yes, "注意身体")]
    [InlineData("不准", Ruling.No, "")]
    [InlineData("不同意", Ruling.No, "")]
    [InlineData("我不同意", Ruling.No, "")]
    [InlineData("不予批准", Ruling.No, "")]
    [InlineData("驳回", Ruling.No, "")]
    [InlineData("不行，这次要表决", Ruling.No, "这次要表决")]
    [InlineData("问一下", Ruling.Ask, "")]
    [InlineData("问一下 去几天", Ruling.Ask, "去几天")]
    [InlineData("准备参加", Ruling.None, "")]
    [InlineData("准时到", Ruling.None, "")]
    [InlineData("同意书已经交了", Ruling.None, "")]
    [InlineData("批示收到", Ruling.None, "")]
    [InlineData("不同意见", Ruling.None, "")]
    [InlineData("好的", Ruling.None, "")]
    public void A_verdict_is_read_only_from_words_that_mean_one(string said, Ruling ruling, string remark)
    {
        var verdict = Verdicts.Of(Plain.Of(said));

        (verdict.Ruling, verdict.Remark).ShouldBe((ruling, remark));
    }

    [Fact]
    public void An_approver_decides_by_digit_by_word_and_by_name()
    {
        var talk = Asked("王芳", 1);
        Asked("张建国", 2, talk);

        talk.Say("准");
        talk.Last.ShouldBeEmpty("which of the two is asked");
        talk.Reply!.ShouldContain("1 「王芳请假：主席会议」");

        talk.Say("张建国不准，要表决");
        talk.Last.ShouldBe([new Change.Decide(2, 12, false, "要表决", "李主席")]);

        talk.Items.RemoveAt(1);
        talk.Say("1");
        talk.Last.ShouldBe([new Change.Decide(1, 11, true, null, "李主席")]);
    }

    [Fact]
    public void A_digit_and_words_that_disagree_decide_nothing()
    {
        var talk = Asked("王芳", 1);

        talk.Say("1 不准");

        talk.Last.ShouldBeEmpty();
        talk.Reply!.ShouldContain("1 准　2 不准　3 问一下");
    }

    [Fact]
    public void Where_同意_may_answer_a_broadcast_as_well_it_is_asked_which()
    {
        var talk = Asked("王芳", 1);
        talk.Broadcast("征求意见", "text");

        talk.Say("同意");

        talk.Last.ShouldBeEmpty();
        talk.Reply!.ShouldContain("这是回复哪一件");
    }

    [Fact]
    public void What_another_approver_decided_is_told_and_not_decided_again()
    {
        var talk = Asked("王芳", 1);
        talk.Items[0] = talk.Items[0] with { Leave = talk.Items[0].Leave! with { Approved = true, By = "陈主任", At = talk.Now } };

        talk.Say("2");

        talk.Last.ShouldBe([new Change.Heard(1)]);
        talk.Reply!.ShouldContain("已由陈主任");
    }

    [Fact]
    public void What_answers_the_approvers_question_is_added_to_the_reason()
    {
        var talk = new Talk();
        var item = talk.Meeting(state: InvitationState.Leave);
        talk.Items[0] = item with { LeaveReason = "家里有事", Inquiry = "能否线上参加？" };

        talk.Say("老人住院，走不开");

        talk.Last.ShouldBe([new Change.Answer(1, InvitationState.Leave, "家里有事；老人住院，走不开", null)]);
    }

    private static Talk Asked(string who, long line, Talk? talk = null)
    {
        talk ??= new Talk { Speaker = new Speaker(9, "李主席", ["主席"], null) };
        talk.Items.Add(new OpenItem
        {
            AssignmentId = line,
            Kind = OpenItemKind.Leave,
            Title = $"{who}请假：主席会议",
            When = Talk.Monday.AddDays(2),
            NotifiedAt = Talk.Monday.AddMinutes(-10),
            Leave = new LeaveToDecide(10 + line, who, "出差", null, null, null),
        });
        return talk;
    }
}
