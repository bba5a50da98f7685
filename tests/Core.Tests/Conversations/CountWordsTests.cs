using Luzhi.Core.Conversations.Language;

namespace Luzhi.Core.Tests.Conversations;

public class CountWordsTests
{
    private static readonly string[] Measures = ["户", "家", "人", "名", "位", "次"];

    [Theory]
    [InlineData("3", 3)]
    [InlineData("3户", 3)]
    [InlineData("三户", 3)]
    [InlineData("３户", 3)]
    [InlineData("十二人", 12)]
    [InlineData("12个人", 12)]
    [InlineData("两次", 2)]
    [InlineData("一百二十", 120)]
    [InlineData("两百五", 250)]
    [InlineData("一千零五", 1005)]
    [InlineData("1.5万", 15000)]
    [InlineData("一共20人", 20)]
    [InlineData("大约30人", 30)]
    [InlineData("30人左右", 30)]
    [InlineData("廿五户", 25)]
    public void A_message_that_is_a_count(string said, int number) => CountWords.Whole(Plain.Of(said), Measures)!.Number.ShouldBe(number);

    [Theory]
    [InlineData("昨天走访了3户困难群众", 3)]
    [InlineData("看望三位老人", 3)]
    [InlineData("到2个村走访了5户12人", 5)]
    [InlineData("来了五十人", 50)]
    [InlineData("12月5日走访6户", 6)]
    public void A_count_in_a_sentence(string said, int number) => CountWords.First(Plain.Of(said), Measures)!.Number.ShouldBe(number);

    [Theory]
    [InlineData("3-5户")]
    [InlineData("3到5户")]
    [InlineData("三四户")]
    [InlineData("几户")]
    [InlineData("20多人")]
    [InlineData("百余人")]
    [InlineData("十几户")]
    [InlineData("数十人")]
    public void About_so_many_must_be_asked(string said) => CountWords.First(Plain.Of(said), Measures)?.Number.ShouldBeNull();

    [Theory]
    [InlineData("第3次走访")]
    [InlineData("走访了3个月")]
    [InlineData("3个小时")]
    [InlineData("每户一份")]
    public void What_counts_something_else_is_no_count(string said) => CountWords.First(Plain.Of(said), Measures).ShouldBeNull();
}
