using System.Text;
using Luzhi.Core.Messages;

namespace Luzhi.Core.Tests.Messages;

public sealed class ShapedTests
{
    private static readonly Content Asked = new() { Text = "请您出席主席会议。", Choices = [new("1", "参加"), new("2", "请假")], AssignmentId = 7 };

    [Fact]
    public void As_lines_there_is_nothing_to_tap() =>
        Shaped.Of(Asked, Carries.Least).ShouldSatisfyAllConditions(
            shaped => shaped.Text.ShouldBe("请您出席主席会议。\n1 参加\n2 请假"),
            shaped => shaped.Taps.ShouldBeEmpty());

    [Fact]
    public void A_menu_takes_the_place_of_the_lines() =>
        Shaped.Of(Asked, new Carries(2048, ChoiceShape.Menu)).ShouldSatisfyAllConditions(
            shaped => shaped.Text.ShouldBe("请您出席主席会议。"),
            shaped => shaped.Taps.ShouldBe([new("a7:1", "1 参加"), new("a7:2", "2 请假")]));

    [Fact]
    public void Buttons_stand_beside_the_lines() =>
        Shaped.Of(Asked, new Carries(2048, ChoiceShape.Buttons)).ShouldSatisfyAllConditions(
            shaped => shaped.Text.ShouldBe("请您出席主席会议。\n1 参加\n2 请假"),
            shaped => shaped.Taps.Count.ShouldBe(2));

    [Fact]
    public void More_choices_than_the_channel_has_buttons_for_are_lines() =>
        Shaped.Of(Asked, new Carries(2048, ChoiceShape.Buttons, ChoicesAtMost: 1)).Taps.ShouldBeEmpty();

    [Fact]
    public void Choices_that_answer_no_line_of_the_ledger_are_lines() =>
        Shaped.Of(Asked with { AssignmentId = null }, new Carries(2048, ChoiceShape.Menu)).Text.ShouldEndWith("\n2 请假");

    [Theory]
    [InlineData(ChoiceShape.Lines)]
    [InlineData(ChoiceShape.Menu)]
    [InlineData(ChoiceShape.Buttons)]
    public void A_text_that_is_too_long_is_cut_above_its_choices(ChoiceShape choices)
    {
        var shaped = Shaped.Of(Asked with { Text = new string('履', 900) }, new Carries(2048, choices));
        Encoding.UTF8.GetByteCount(shaped.Text + string.Concat(choices == ChoiceShape.Menu ? shaped.Taps.Select(t => "\n" + t.Title) : [])).ShouldBeInRange(2040, 2048);
        (shaped.Taps is [.., var last] ? last.Title : shaped.Text).ShouldEndWith("2 请假");
    }
}
