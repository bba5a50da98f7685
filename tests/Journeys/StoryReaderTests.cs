using Luzhi.Journeys.Reading;

namespace Luzhi.Journeys;

public sealed class StoryReaderTests
{
    private static readonly Verb[] Few =
    [
        new(Actor.World, "委员", "委员 <姓名> …", Nothing) { Introduces = true },
        new(Actor.World, "名册", "名册 <姓名> | <绑定码>", Nothing) { Introduces = true },
        new(Actor.World, "统计", "统计 <会议> <状态><人数> …", Nothing),
        new(Actor.Office, "召开", "秘书 召开 <会议> | <时间>", Nothing),
        new(Actor.Person, "说", "<姓名> 说 <原话>", Nothing),
        new(Actor.Person, "收到", "<姓名> 收到 <片段> … <片段>", Nothing),
    ];

    [Fact]
    public void A_story_is_its_title_and_its_lines()
    {
        var story = Read("# 张建国请假\n\n委员 张建国 李秀英\n秘书 召开 主席会议 | 2026-11-25 09:00\n张建国 说 2 出差 | 也许不去\n");

        story.Title.ShouldBe("张建国请假");
        story.Steps.Select(step => (step.Line, step.Who, step.Verb.Word)).ShouldBe([(3, "", "委员"), (4, "秘书", "召开"), (5, "张建国", "说")]);
        story.Steps[1].Parts.ShouldBe(["主席会议", "2026-11-25 09:00"]);
        story.Steps[2].Rest.ShouldBe("2 出差 | 也许不去", "a member's words are taken as they stand");
    }

    [Fact]
    public void Fragments_are_what_stands_between_the_dots_in_either_writing() =>
        Read("# t\n委员 王芳\n王芳 收到 主席会议 … 三楼……1 参加...谢谢").Steps[1].Fragments.ShouldBe(["主席会议", "三楼", "1 参加", "谢谢"]);

    [Fact]
    public void Bars_may_be_full_width_and_names_parted_by_a_Chinese_comma_or_space()
    {
        var story = Read("# t\n名册 赵丽 ｜ K7M2QX\n委员 王芳、李秀英　刘强");

        story.Steps[0].Part(1).ShouldBe("K7M2QX");
        story.Steps[1].Names.ShouldBe(["王芳", "李秀英", "刘强"]);
    }

    [Theory]
    [InlineData("# t\n委员 王芳\n王方 说 1", "t.chat:3: “王方”", "是不是“王芳”")]
    [InlineData("# t\n委员 王芳\n王芳 收倒 会议", "t.chat:3: 王芳不会“收倒”", "是不是“收到”")]
    [InlineData("# t\n秘书 召集 主席会议", "t.chat:2: 秘书不会“召集”", "是不是“召开”")]
    [InlineData("# t\n王芳 说 1\n委员 王芳", "t.chat:2: “王芳”", "前面出场的人")]
    [InlineData("委员 王芳", "t.chat:1: ", "说的是什么")]
    public void A_line_that_cannot_be_read_is_refused_with_its_place_and_the_nearest_word(string text, string place, string hint)
    {
        var refusal = Should.Throw<StoryException>(() => Read(text));

        refusal.Message.ShouldStartWith(place);
        refusal.Message.ShouldContain(hint);
    }

    [Fact]
    public void A_part_that_is_missing_is_asked_for_with_the_form_of_the_line()
    {
        var step = Read("# t\n秘书 召开 主席会议").Steps[0];

        Should.Throw<StoryException>(() => step.Demand(1, "会议时间")).Message.ShouldBe("t.chat:2: 这里要写会议时间：秘书 召开 <会议> | <时间>");
    }

    private static Story Read(string text) => new StoryReader(Few).Read("t.chat", text);

    private static Task Nothing(Stage stage, Step step, CancellationToken ct) => Task.CompletedTask;
}
