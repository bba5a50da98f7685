using Luzhi.Bot.OfficeConsole;

namespace Luzhi.Bot.Tests.OfficeConsole;

public sealed class ReminderWordsTests
{
    [Theory]
    [InlineData("3天", "P3D")]
    [InlineData("提前1天", "P1D")]
    [InlineData("两小时前", "PT2H")]
    [InlineData("半小时", "PT30M")]
    [InlineData("30分钟", "PT30M")]
    [InlineData("一周", "P7D")]
    [InlineData("P1DT2H", "P1DT2H")]
    [InlineData("早点", "早点")]
    public void How_long_before_is_written_as_people_write_it(string written, string offset) => ReminderWords.Offset(written).ShouldBe(offset);

    [Theory]
    [InlineData("P3D", "提前 3 天")]
    [InlineData("PT4H", "提前 4 小时")]
    [InlineData("PT30M", "提前 30 分钟")]
    [InlineData("P1DT2H", "P1DT2H")]
    public void A_duration_is_read_in_words(string offset, string said) => ReminderWords.Say(offset).ShouldBe(said);
}
