using System.Text;
using Luzhi.Core.Messages;

namespace Luzhi.Core.Tests.Messages;

public sealed class PartsTests
{
    [Fact]
    public void What_fits_stays_one_piece() => Parts.Of(new string('履', 682)).ShouldBe([new string('履', 682)]);

    [Fact]
    public void A_long_text_is_cut_at_line_ends()
    {
        var text = string.Join('\n', Enumerable.Range(1, 100).Select(i => $"{i}. 参加了经济委组织的企业走访活动"));

        var parts = Parts.Of(text);

        parts.Count.ShouldBeGreaterThan(1);
        string.Join('\n', parts).ShouldBe(text);
        parts.ShouldAllBe(part => Encoding.UTF8.GetByteCount(part) <= Parts.Wire);
    }

    [Fact]
    public void A_line_end_just_behind_what_fits_costs_nothing() => Parts.Of("甲乙\n丙", 6).ShouldBe(["甲乙", "丙"]);

    [Theory]
    [InlineData("一二三四五六七八九十", 7)]
    [InlineData("a一👍👨‍👩‍👧b𠮷", 25)]
    [InlineData("👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧", 20)]
    [InlineData("👨‍👩‍👧👨‍👩‍👧", 10)]
    public void No_character_is_ever_split(string text, int most)
    {
        var parts = Parts.Of(text, most);

        string.Concat(parts).ShouldBe(text);
        parts.ShouldAllBe(part => part.Length > 0 && Encoding.UTF8.GetByteCount(part) <= most);
        parts.ShouldAllBe(part => part.EnumerateRunes().All(rune => rune != Rune.ReplacementChar));
    }

    [Fact]
    public void An_emoji_of_several_parts_stays_whole_where_it_fits() => Parts.Of("好👨‍👩‍👧好", 20).ShouldBe(["好", "👨‍👩‍👧", "好"]);

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("\n\n\n\n\n\n\n\n")]
    [InlineData("\n一二三四五六")]
    [InlineData("一\r\n二\r\n三\r\n四\r\n五")]
    public void Strange_texts_lose_nothing_but_line_ends(string text)
    {
        var parts = Parts.Of(text, 5);

        parts.ShouldNotBeEmpty();
        string.Concat(parts).Replace("\n", "", StringComparison.Ordinal).ShouldBe(text.Replace("\n", "", StringComparison.Ordinal));
        parts.ShouldAllBe(part => Encoding.UTF8.GetByteCount(part) <= 5);
    }
}
