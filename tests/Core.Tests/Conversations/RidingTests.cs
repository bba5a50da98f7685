using System.Text;
using Luzhi.Core.Conversations;
using Luzhi.Core.Messages;

namespace Luzhi.Core.Tests.Conversations;

public class RidingTests
{
    private readonly Talk talk = new();

    [Fact]
    public void A_notice_that_waited_rides_on_the_reply()
    {
        talk.Waiting.Add(new WaitingNotice(41, 1, "请您出席主席会议。"));

        talk.Say("谢谢");

        talk.Reply!.ShouldContain("请您出席主席会议。");
        talk.Last.ShouldBe([new Change.Offer(41)]);
    }

    [Fact]
    public void Only_as_many_ride_as_the_reply_may_carry()
    {
        for (var i = 1; i <= 5; i++)
        {
            talk.Waiting.Add(new WaitingNotice(i, i, new string('通', 250)));
        }

        talk.Say("谢谢");

        Encoding.UTF8.GetByteCount(talk.Reply!).ShouldBeLessThanOrEqualTo(Carries.Least.TextBytes);
        talk.Last.Count.ShouldBe(2);
    }

    [Fact]
    public void The_question_of_an_open_form_stays_the_last_thing_said()
    {
        talk.Waiting.Add(new WaitingNotice(41, 1, "请您出席主席会议。"));

        talk.Say("汇报 走访");

        talk.Reply!.ShouldStartWith("【通知】");
        talk.Reply!.ShouldEndWith("是哪一天？（例如：昨天、上周五、12月5日）");
    }

    [Fact]
    public void The_public_is_offered_nothing()
    {
        talk.Speaker = null;
        talk.Waiting.Add(new WaitingNotice(41, 1, "请您出席主席会议。"));

        talk.Say("你好");

        talk.Last.ShouldBeEmpty();
    }

    [Fact]
    public void Even_a_list_of_forty_meetings_fits_one_reply()
    {
        for (var i = 0; i < 40; i++)
        {
            talk.Meeting(new string('会', 60));
        }

        talk.Say("我的");

        Encoding.UTF8.GetByteCount(talk.Reply!).ShouldBeLessThanOrEqualTo(Carries.Least.TextBytes);
    }
}
