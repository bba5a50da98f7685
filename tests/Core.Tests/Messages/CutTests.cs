using System.Text;
using Luzhi.Core.Messages;

namespace Luzhi.Core.Tests.Messages;

public sealed class CutTests
{
    [Fact]
    public void What_fits_is_left_alone()
    {
        var exactly = new string('委', 682) + "ab"; // 2,048 bytes
        Cut.ToBytes(exactly, 2048).ShouldBe(exactly);
    }

    [Fact]
    public void What_does_not_ends_at_a_sentence_and_says_so()
    {
        var cut = Cut.ToBytes(string.Concat(Enumerable.Repeat("请各位委员准时参加。", 100)), 2048);
        cut.ShouldEndWith("参加。…");
        Encoding.UTF8.GetByteCount(cut).ShouldBeInRange(1900, 2048);
    }

    [Theory]
    [InlineData("👨‍👩‍👧‍👦")]
    [InlineData("😀")]
    [InlineData("é")]
    public void No_character_is_cut_through(string letter)
    {
        for (var room = 3; room < 120; room++)
        {
            var cut = Cut.ToBytes(string.Concat(Enumerable.Repeat(letter, 60)), room);
            Encoding.UTF8.GetByteCount(cut).ShouldBeLessThanOrEqualTo(room);
            cut.Replace(letter, "").ShouldBe("…");
        }
    }

    [Fact]
    public void Fields_are_counted_in_letters()
    {
        Cut.ToLetters("十四届市政协常委会第十二次会议通知", 20).ShouldBe("十四届市政协常委会第十二次会议通知");
        Cut.ToLetters("关于召开政协第十四届委员会常务委员会第十二次会议的通知", 20).ShouldBe("关于召开政协第十四届委员会常务委员会第…");
    }
}
