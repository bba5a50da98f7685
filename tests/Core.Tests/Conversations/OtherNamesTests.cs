using Luzhi.Core.Conversations;
using Luzhi.Core.Meetings;

namespace Luzhi.Core.Tests.Conversations;

public class OtherNamesTests
{
    [Theory]
    [InlineData("唐婉清请假 出差")]
    [InlineData("2 唐婉清 出差")]
    [InlineData("唐婉清参加")]
    [InlineData("唐主席 请假 出差")]
    [InlineData("请假，唐婉清出差")]
    [InlineData("于海洋请假")]
    [InlineData("主席会议唐婉清请假")]
    [InlineData("许长江请假，唐婉清也请假")]
    public void A_name_that_is_none_of_the_leaders_is_never_recorded_for_the_leader_who_is_left(string said)
    {
        var talk = ForXu();

        talk.Say(said);

        talk.Last.ShouldBeEmpty();
        talk.Reply!.ShouldContain("代许长江");

        talk.Say("1");
        talk.Last.ShouldBe([new Change.Answer(1, InvitationState.Attending, null, null, "小代")]);
    }

    [Theory]
    [InlineData("2 出差", "出差")]
    [InlineData("请假 出差", "出差")]
    [InlineData("许长江请假 出差", "出差")]
    [InlineData("领导请假 出差", "领导，出差")]
    [InlineData("小代代许长江请假，去省里开会", "去省里开会")]
    [InlineData("我们领导周三在外地出差，参加不了", "我们领导周三在外地出差")]
    public void What_names_nobody_else_is_recorded_for_the_leader(string said, string reason)
    {
        var talk = ForXu();

        talk.Say(said);

        talk.Last.ShouldHaveSingleItem().ShouldBeOfType<Change.Answer>().State.ShouldBe(InvitationState.Leave, reason);
    }

    [Fact]
    public void The_reason_that_was_asked_for_is_no_leave_of_another_leader()
    {
        var talk = ForXu();
        talk.Say("2");

        talk.Say("唐婉清请假 出差");

        talk.Last.ShouldBeEmpty();
    }

    [Fact]
    public void Who_acts_for_nobody_is_not_asked()
    {
        var talk = new Talk();
        talk.Meeting();

        talk.Say("外甥女结婚请假");

        talk.Last.ShouldHaveSingleItem().ShouldBeOfType<Change.Answer>().State.ShouldBe(InvitationState.Leave);
    }

    [Theory]
    [InlineData("唐婉清请假，许长江参加")]
    [InlineData("唐婉清请假 出差，许长江参加")]
    [InlineData("唐婉清出差，许长江来")]
    [InlineData("唐婉清有事，许长江去")]
    public void Asked_which_of_two_leaders_an_answer_for_each_is_heard_as_a_new_sentence(string said)
    {
        var talk = ForXu();
        talk.Meeting();
        talk.Items[1] = talk.Items[1] with { For = "唐婉清" };
        talk.Say("2");
        talk.Last.ShouldBeEmpty();

        talk.Say(said);

        talk.Last.OfType<Change.Answer>().Select(a => (a.AssignmentId, a.State)).ShouldBe([(2, InvitationState.Leave), (1, InvitationState.Attending)], ignoreOrder: true);
    }

    private static Talk ForXu()
    {
        var talk = new Talk { Speaker = new Speaker(7, "小代", [], null) };
        talk.Meeting();
        talk.Items[0] = talk.Items[0] with { For = "许长江" };
        return talk;
    }
}
