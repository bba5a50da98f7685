using Luzhi.Core.Conversations;
using Luzhi.Core.Duties;

namespace Luzhi.Core.Tests.Conversations;

/// <summary>Notes (心得) in the chat: taken as they are written, weighed by nobody.</summary>
public sealed class NoteTests
{
    [Theory]
    [InlineData("材料很好，写得比较全面，值得认真读，我读了两遍。")]
    [InlineData("同意材料里的看法。")]
    [InlineData("学了以后感到责任更重。")]
    public void A_note_may_begin_like_a_courtesy(string said)
    {
        var (talk, item) = Studying();
        talk.Say(said)!.ShouldContain("已收到您对「季度学习」的心得");
        talk.Last.ShouldBe([new Change.Reply(item.AssignmentId, said)]);
    }

    [Theory]
    [InlineData("收到")]
    [InlineData("好的，谢谢")]
    [InlineData("您好")]
    public void A_courtesy_alone_is_no_note(string said)
    {
        var (talk, _) = Studying();
        talk.Say(said);
        talk.Changes.ShouldBeEmpty();
    }

    [Fact]
    public void Whether_others_may_read_it_is_asked_once_and_no_answer_means_no()
    {
        var (talk, item) = Studying();
        talk.Say("学了以后感到责任更重，打算多到企业走走。")!.ShouldEndWith("1 愿意　2 不愿意");
        talk.Items.Add(item with { Answered = true, AnsweredAt = talk.Now, SaidLength = 20 });
        talk.Say("2")!.ShouldContain("只给机关工作人员看");
        talk.Last.ShouldBe([new Change.Share(item.AssignmentId, false)]);
        talk.Say("补充 还有一点。")!.ShouldNotContain("愿意");
        talk.Last.ShouldBe([new Change.Reply(item.AssignmentId, "还有一点。", Adds: true)]);
    }

    [Fact]
    public void Of_something_internal_sharing_is_not_even_asked()
    {
        var (talk, _) = Studying(Secrecy.Internal);
        talk.Say("学了以后感到责任更重，打算多到企业走走。")!.ShouldNotContain("愿意");
    }

    [Fact]
    public void A_note_is_taken_back_within_half_an_hour_and_the_next_words_are_the_new_one()
    {
        var (talk, item) = Studying();
        talk.Items[0] = item with { Answered = true, AnsweredAt = talk.Now.AddMinutes(-31) };
        talk.Say("撤销")!.ShouldContain("超过30分钟");
        talk.Changes.ShouldBeEmpty();

        talk.Items[0] = item with { Answered = true, AnsweredAt = talk.Now.AddMinutes(-29) };
        talk.Say("撤销")!.ShouldContain("已撤销您对「季度学习」的答复");
        talk.Last.ShouldBe([new Change.TakeBack(item.AssignmentId)]);
        talk.Items[0] = item;
        talk.Say("重新写一遍。");
        talk.Last.ShouldBe([new Change.Reply(item.AssignmentId, "重新写一遍。")]);
    }

    private static (Talk Talk, OpenItem Item) Studying(Secrecy secrecy = Secrecy.Open)
    {
        var talk = new Talk();
        talk.Broadcast("季度学习", "text");
        talk.Items[0] = talk.Items[0] with { Study = true, Secrecy = secrecy };
        return (talk, talk.Items[0]);
    }
}
