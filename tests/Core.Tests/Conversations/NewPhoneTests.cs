using Luzhi.Core.Conversations;
using Luzhi.Core.Meetings;

namespace Luzhi.Core.Tests.Conversations;

public class NewPhoneTests
{
    [Theory]
    [InlineData("1")]
    [InlineData("准")]
    public void Leave_that_an_earlier_phone_was_asked_about_is_put_whole_before_it_is_decided(string said)
    {
        var talk = Approver(boundAfterTheNotice: true);

        talk.Say(said);
        talk.Last.ShouldBeEmpty();
        talk.Reply!.ShouldContain("事由：出差");
        talk.Reply!.ShouldContain("1 准　2 不准　3 问一下");

        talk.Say(said);
        talk.Last.ShouldBe([new Change.Decide(1, 11, true, null, "李主席")]);
    }

    [Fact]
    public void What_this_phone_was_asked_about_is_decided_by_a_digit()
    {
        var talk = Approver(boundAfterTheNotice: false);

        talk.Say("1");

        talk.Last.ShouldBe([new Change.Decide(1, 11, true, null, "李主席")]);
    }

    [Fact]
    public void A_meeting_that_an_earlier_phone_was_shown_is_put_anew_before_a_digit_answers_it()
    {
        var talk = new Talk();
        talk.Meeting();
        Bind(talk);

        talk.Say("2 出差");
        talk.Last.ShouldBeEmpty();
        talk.Reply!.ShouldContain("主席会议");

        talk.Say("2");
        talk.Last.ShouldBe([new Change.Answer(1, InvitationState.Leave, "出差", null)]);
    }

    [Fact]
    public void What_was_asked_on_an_earlier_phone_is_not_answered_from_this_one()
    {
        var talk = Approver(boundAfterTheNotice: false);
        talk.Say("1 不准");
        talk.Now = talk.Now.AddMinutes(10);
        Bind(talk);

        talk.Say("1");

        talk.Last.ShouldBeEmpty();
        talk.Reply!.ShouldContain("事由：出差");
    }

    private static Talk Approver(bool boundAfterTheNotice)
    {
        var talk = new Talk { Speaker = new Speaker(9, "李主席", ["主席"], null) };
        talk.Items.Add(new OpenItem
        {
            AssignmentId = 1,
            Kind = OpenItemKind.Leave,
            Title = "王芳请假：主席会议",
            When = Talk.Monday.AddDays(2),
            NotifiedAt = Talk.Monday.AddMinutes(-10),
            Leave = new LeaveToDecide(11, "王芳", "出差", null, null, null),
        });
        if (boundAfterTheNotice)
        {
            Bind(talk);
        }

        return talk;
    }

    private static void Bind(Talk talk) => talk.Speaker = talk.Speaker! with { BoundAt = talk.Now.AddMinutes(-5) };
}
