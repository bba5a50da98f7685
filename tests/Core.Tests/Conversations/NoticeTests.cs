using Luzhi.Core.Conversations;
using Luzhi.Core.Meetings;

namespace Luzhi.Core.Tests.Conversations;

public class NoticeTests
{
    private readonly Talk talk = new();

    [Fact]
    public void Leave_counts_at_once_and_its_reason_is_asked_for()
    {
        var meeting = talk.Meeting();

        talk.Say("请假");
        talk.Last.ShouldBe([new Change.Answer(meeting.AssignmentId, InvitationState.Leave, null, null)]);
        talk.Reply!.ShouldContain("原因");

        talk.Say("老人住院");
        talk.Last.ShouldBe([new Change.Answer(meeting.AssignmentId, InvitationState.Leave, "老人住院", null)]);
    }

    [Fact]
    public void A_question_counts_at_once_and_its_words_are_asked_for()
    {
        var meeting = talk.Meeting();

        talk.Say("3");
        talk.Last.ShouldBe([new Change.Answer(meeting.AssignmentId, InvitationState.Asked, null, null)]);

        talk.Say("能不能带一位同事");
        talk.Last.ShouldBe([new Change.Answer(meeting.AssignmentId, InvitationState.Asked, null, "能不能带一位同事")]);
    }

    [Fact]
    public void Every_answer_repeats_the_title_and_the_time_and_how_to_change_it()
    {
        talk.Meeting("主席会议", Talk.Monday.AddDays(2));

        talk.Say("参加");

        talk.Reply!.ShouldContain("主席会议");
        talk.Reply!.ShouldContain("11月25日（周三）09:00");
        talk.Reply!.ShouldContain("2 请假");
    }

    [Fact]
    public void Answers_change_until_the_meeting_starts_and_not_after()
    {
        var meeting = talk.Meeting(at: Talk.Monday.AddHours(2));
        talk.Say("1");
        talk.Say("改主意了，去不了，临时出差");
        talk.Items[0].Invitation.ShouldBe(InvitationState.Leave);

        talk.Now = Talk.Monday.AddHours(3);
        talk.Tap($"a{meeting.AssignmentId}:1");

        talk.Last.ShouldBeEmpty();
        talk.Reply!.ShouldContain("没有改动");
    }

    [Fact]
    public void A_tapped_choice_answers_exactly_its_notice()
    {
        talk.Meeting("主席会议");
        var second = talk.Meeting("调研座谈会");

        talk.Tap($"a{second.AssignmentId}:1", "1 参加");

        talk.Last.ShouldBe([new Change.Answer(second.AssignmentId, InvitationState.Attending, null, null)]);
    }

    [Fact]
    public void With_two_open_it_is_asked_which_and_what_was_said_is_kept()
    {
        talk.Meeting("主席会议", Talk.Monday.AddDays(1));
        var second = talk.Meeting("调研座谈会", Talk.Monday.AddDays(2));

        talk.Say("请假，出差");
        talk.Last.ShouldBeEmpty();
        talk.Reply!.ShouldContain("2 「调研座谈会」");

        talk.Say("2");
        talk.Last.ShouldBe([new Change.Answer(second.AssignmentId, InvitationState.Leave, "出差", null)]);
    }

    [Fact]
    public void What_was_doubtful_is_kept_as_the_reason_for_the_digit_that_follows()
    {
        var meeting = talk.Meeting();

        talk.Say("家里老人住院，不一定能来");
        talk.Last.ShouldBeEmpty();

        talk.Say("2");
        talk.Last.ShouldBe([new Change.Answer(meeting.AssignmentId, InvitationState.Leave, "家里老人住院", null)]);
    }

    [Fact]
    public void Received_is_not_attending()
    {
        talk.Meeting();

        talk.Say("收到");

        talk.Last.ShouldBeEmpty();
        talk.Reply!.ShouldContain("1 参加");
        talk.Say("1");
        talk.Items[0].Invitation.ShouldBe(InvitationState.Attending);
    }

    [Fact]
    public void A_notice_that_never_reached_the_member_is_not_answered_by_a_digit()
    {
        talk.Meeting("主席会议");
        talk.Items.Add(talk.Items[0] with { AssignmentId = 2, Title = "还没通知的会", NotifiedAt = null });

        talk.Say("1");

        talk.Last.ShouldBe([new Change.Answer(1, InvitationState.Attending, null, null)]);
    }

    [Fact]
    public void A_list_is_no_longer_just_shown_once_a_notice_came()
    {
        talk.Meeting("主席会议", state: InvitationState.Attending);
        talk.Meeting("常委会议", state: InvitationState.Attending);
        talk.Say("我的");
        talk.Now = talk.Now.AddMinutes(20);
        var fresh = talk.Meeting("调研座谈会");

        talk.Say("2");

        talk.Last.ShouldBe([new Change.Answer(fresh.AssignmentId, InvitationState.Leave, null, null)]);
    }

    [Fact]
    public void A_correction_means_the_notice_answered_last()
    {
        var first = talk.Meeting("主席会议", Talk.Monday.AddDays(1));
        talk.Meeting("调研座谈会", Talk.Monday.AddDays(2));
        talk.Say("主席会议我参加");

        talk.Say("不对，是请假，出差");

        talk.Last.ShouldBe([new Change.Answer(first.AssignmentId, InvitationState.Leave, "出差", null)]);
    }

    [Fact]
    public void A_question_does_not_take_back_an_answer()
    {
        var meeting = talk.Meeting(state: InvitationState.Attending);

        talk.Say("几点开始？");

        talk.Last.ShouldBe([new Change.Answer(meeting.AssignmentId, InvitationState.Attending, null, "几点开始？")]);
    }

    [Fact]
    public void Leave_that_must_be_approved_is_told_as_reported_and_not_as_granted()
    {
        talk.Items.Add(talk.Meeting() with { NeedsApproval = true });
        talk.Items.RemoveAt(0);

        talk.Say("请假");
        talk.Reply!.ShouldContain("收到您的请假");
        talk.Say("出差");
        talk.Reply!.ShouldContain("您的请假已上报，等待批准：「主席会议」");
        talk.Reply!.ShouldNotContain("已为您请假");
        talk.Say("我的");
        talk.Reply!.ShouldContain("「主席会议」请假待批准");

        talk.Items[0] = talk.Items[0] with { LeaveApproved = false };
        talk.Say("请假");
        talk.Reply!.ShouldContain("先前没有批准");
        talk.Say("请假 父亲住院");
        talk.Reply!.ShouldContain("已上报，等待批准");

        talk.Items[0] = talk.Items[0] with { LeaveApproved = true };
        talk.Say("请假");
        talk.Reply!.ShouldContain("已为您请假");
        talk.Say("我的");
        talk.Reply!.ShouldContain("「主席会议」已准假");
    }

    [Fact]
    public void Mine_lists_what_is_open_and_what_is_to_come_and_a_digit_picks()
    {
        talk.Meeting("主席会议");
        var settled = talk.Meeting("常委会议", state: InvitationState.Leave);

        talk.Say("我的");
        talk.Reply!.ShouldContain("1 「主席会议」（11月25日（周三）09:00）待答复");
        talk.Reply!.ShouldContain("2 「常委会议」（11月25日（周三）09:00）已请假");

        talk.Say("2");
        talk.Last.ShouldBeEmpty();
        talk.Say("1");
        talk.Last.ShouldBe([new Change.Answer(settled.AssignmentId, InvitationState.Attending, null, null)]);
    }

    [Fact]
    public void A_broadcast_that_asks_for_a_form_opens_it_and_saving_answers_it()
    {
        var broadcast = talk.Broadcast("年度走访填报", "report");

        talk.Say("1");
        talk.Say("昨天下午去光明社区走访了3户困难群众");
        talk.Conversation.Form!.AssignmentId.ShouldBe(broadcast.AssignmentId);
    }

    [Fact]
    public void A_question_to_a_broadcast_is_not_taken_for_its_answer()
    {
        var broadcast = talk.Broadcast("选题征集", "text");

        talk.Say("什么时候截止？");
        talk.Last.ShouldBeEmpty();
        talk.Say("2");
        talk.Last.ShouldBeEmpty();

        talk.Say("建议增加社区食堂");
        talk.Last.ShouldBe([new Change.Reply(broadcast.AssignmentId, "建议增加社区食堂")]);
    }
}
