using Luzhi.Core.Conversations.Language;

namespace Luzhi.Core.Tests.Conversations;

public class AnswerWordsTests
{
    [Theory]
    [InlineData("请假，老人住院", "老人住院")]
    [InlineData("我在外地，去不了", "在外地")]
    [InlineData("因公出差不能参会特此请假", "因公出差")]
    [InlineData("跟单位有会冲突", "跟单位有会冲突")]
    [InlineData("孩子高考走不开", "孩子高考走不开")]
    [InlineData("要参加女儿的婚礼", "要参加女儿的婚礼")]
    [InlineData("主席好，我因身体不适，不能出席本次会议，特请假，望批准。", "身体不适")]
    [InlineData("我妈病了，请假", "我妈病了")]
    public void The_reason_is_told_in_the_members_own_words(string said, string reason) => AnswerWords.Hear(Plain.Of(said)).Reason.ShouldBe(reason);

    [Theory]
    [InlineData("请假")]
    [InlineData("去不了")]
    [InlineData("抱歉，不能参加")]
    [InlineData("我请假，谢谢")]
    public void Leave_without_a_reason_has_none(string said)
    {
        var heard = AnswerWords.Hear(Plain.Of(said));

        heard.Stance.ShouldBe(Stance.Leave);
        heard.Reason.ShouldBeNull();
    }

    [Theory]
    [InlineData("我参加，几点开始？", "几点开始？")]
    [InlineData("参加，但要晚到半小时", "要晚到半小时")]
    public void What_is_said_beside_an_answer_goes_along(string said, string remark)
    {
        var heard = AnswerWords.Hear(Plain.Of(said));

        heard.Stance.ShouldBe(Stance.Attending);
        heard.Remark.ShouldBe(remark);
    }

    [Fact]
    public void An_empty_message_means_nothing() => AnswerWords.Hear("").Stance.ShouldBe(Stance.None);
}
