using Luzhi.Core.Conversations;
using Luzhi.Core.Conversations.Forms;
using Luzhi.Core.Meetings;
using Luzhi.Core.Messages;
using Luzhi.Core.Settings;

namespace Luzhi.Core.Tests.Conversations;

/// <summary>The form of every type, tests/Journeys/forms/inspection.yaml, answered as members answer.</summary>
public class QuestionTypeTests
{
    private static readonly FormShelf Every = FormReader.ReadAll(House.Find(AppContext.BaseDirectory, Environment.CurrentDirectory).Path("tests/Journeys/forms"));

    private readonly Talk talk = new(Every);

    /// <summary>What brings the form to each question.</summary>
    private static readonly (string Key, string Says)[] Path =
    [
        ("topic", "视察登记"), ("sides", "1"), ("day", "教育和医疗"), ("time", "昨天"), ("place", "上午九点"), ("people", "光明社区"), ("leader", "5人"), ("unit", "李秀英"), ("score", "经济委"),
        ("finding", "5"), ("photos", "希望多设几个老年食堂"), ("paper", "跳过"), ("sign", "另交"),
    ];

    [Theory]
    [InlineData("topic", "1", "民生")]
    [InlineData("topic", "第三个", "生态环保")]
    [InlineData("topic", "民生类的", "民生")]
    [InlineData("topic", "百姓生活", "民生")]
    [InlineData("topic", "4", null)]
    [InlineData("topic", "无", null)]
    [InlineData("sides", "第二个和第四个", "医疗、就业")]
    [InlineData("sides", "1 3", "教育、养老")]
    [InlineData("sides", "一、三、五", "教育、养老、住房")]
    [InlineData("sides", "③①", "教育、养老")]
    [InlineData("sides", "养老还有住房", "养老、住房")]
    [InlineData("sides", "135", null)]
    [InlineData("sides", "1 6", null)]
    [InlineData("sides", "都选", null)]
    [InlineData("sides", "三个都选", null)]
    [InlineData("sides", "除了教育都有", null)]
    [InlineData("day", "昨天下午", "2026-11-22")]
    [InlineData("day", "十一月二十号", "2026-11-20")]
    [InlineData("day", "上周五", "2026-11-20")]
    [InlineData("day", "明天", null)]
    [InlineData("day", "9月1日", null)]
    [InlineData("day", "月初", null)]
    [InlineData("time", "下午三点", "15:00")]
    [InlineData("time", "三点半", "15:30")]
    [InlineData("time", "九点一刻", "09:15")]
    [InlineData("time", "14:30", "14:30")]
    [InlineData("time", "晚上八点", null)]
    [InlineData("time", "下午", null)]
    [InlineData("place", "我们在光明社区", "光明社区")]
    [InlineData("people", "十二个人", "12")]
    [InlineData("people", "一共5位", "5")]
    [InlineData("people", "两百零一人", null)]
    [InlineData("people", "十几个", null)]
    [InlineData("people", "没有", null)]
    [InlineData("leader", "李秀英", "person:2")]
    [InlineData("leader", "是李秀英主席", "person:2")]
    [InlineData("leader", "秀英", "person:2")]
    [InlineData("leader", "王二小", null)]
    [InlineData("unit", "经济委", "unit:7")]
    [InlineData("unit", "是经济委承办的", "unit:7")]
    [InlineData("score", "四分", "4")]
    [InlineData("score", "★★★", "3")]
    [InlineData("score", "满分", "5")]
    [InlineData("score", "6", null)]
    [InlineData("score", "很好", null)]
    [InlineData("finding", "无", "")]
    [InlineData("finding", "好的", null)]
    [InlineData("paper", "已经交给工作人员了", "desk")]
    [InlineData("paper", "跳过", null)]
    [InlineData("sign", "张建国", "signed:张建国")]
    [InlineData("sign", "李秀英", null)]
    public void Each_type_takes_what_members_write_and_refuses_the_rest(string question, string said, string? value)
    {
        To(question);

        talk.Say(said);

        talk.Conversation.Form!.Answers.GetValueOrDefault(question)?.Value.ShouldBe(value);
        (talk.Conversation.Form.Question == question).ShouldBe(value is null, talk.Reply);
    }

    [Fact]
    public void Of_two_people_of_one_name_it_is_asked_which()
    {
        To("leader");
        talk.Directory.AddRange([new(21, "张伟", "经济委"), new(22, "张伟", "文史委")]);

        talk.Say("张伟");
        talk.Reply.ShouldBe("有2个「张伟」，是哪一个？请回复编号：\n1 张伟（经济委）\n2 张伟（文史委）");

        talk.Say("3");
        talk.Reply!.ShouldContain("是哪一个");
        talk.Say("2");
        talk.Conversation.Form!.Answers["leader"].ShouldBe(new Given("person:22", "张伟（文史委）"));
    }

    [Fact]
    public void Of_two_people_of_one_name_the_committee_tells_which()
    {
        To("leader");
        talk.Directory.AddRange([new(21, "张伟", "经济委"), new(22, "张伟", "文史委")]);

        talk.Say("张伟");
        talk.Say("文史委那个");

        talk.Conversation.Form!.Answers["leader"].Value.ShouldBe("person:22");
    }

    [Fact]
    public void Photos_are_counted_as_they_come_until_there_are_enough()
    {
        To("photos");

        talk.Say("好了");
        talk.Reply!.ShouldStartWith("还没有收到照片");
        talk.Send(InboundKind.Image, "m1");
        talk.Reply.ShouldBe("收到1张。还有请接着发，发完回复「好了」。");
        talk.Send(InboundKind.Image, "m2");
        talk.Say("好了");

        talk.Conversation.Form!.Question.ShouldBe("paper");
        talk.Conversation.Form.Answers["photos"].ShouldBe(new Given("m1 m2", "2张"));
    }

    [Fact]
    public void The_last_photo_there_is_room_for_goes_on_by_itself_and_one_more_is_refused()
    {
        To("photos");
        Array.ForEach(["m1", "m2", "m3"], media => talk.Send(InboundKind.Image, media));
        talk.Conversation.Form!.Question.ShouldBe("paper");

        talk.Say("另交");
        talk.Send(InboundKind.Image, "m4");

        talk.Reply!.ShouldStartWith("照片最多3张");
        talk.Conversation.Form!.Answers["photos"].Value.ShouldBe("m1 m2 m3");
    }

    [Fact]
    public void A_place_is_taken_from_the_phone() => Answered("place", () => talk.Send(InboundKind.Location)).ShouldBe("光明社区居委会");

    [Fact]
    public void A_question_is_asked_only_where_its_condition_holds_and_no_longer_when_it_stops_to()
    {
        To("score");
        talk.Say("2");
        talk.Conversation.Form!.Question.ShouldBe("why");
        talk.Say("等了一个小时没有人来");
        talk.Say("无");
        talk.Say("跳过");
        talk.Say("另交");
        talk.Say("张建国");
        talk.Reply!.ShouldContain("原因：等了一个小时没有人来");

        talk.Say("评价改成4分");

        talk.Reply!.ShouldNotContain("原因");
    }

    [Theory]
    [InlineData("没有人来")]
    [InlineData("居民都不来参加")]
    [InlineData("大家都没来参加")]
    public void Words_of_who_stayed_away_answer_the_question_and_not_a_meeting(string said)
    {
        talk.Meeting(state: InvitationState.Attending);
        To("score");
        talk.Say("2");

        talk.Say(said);

        talk.Last.ShouldBeEmpty();
        talk.Conversation.Form!.Answers["why"].Value.ShouldBe(said);
    }

    [Fact]
    public void Whoever_stays_away_themself_is_heard_while_a_question_for_words_is_open()
    {
        talk.Meeting(state: InvitationState.Attending);
        To("score");
        talk.Say("2");

        talk.Say("我不参加了");

        talk.Last.ShouldHaveSingleItem().ShouldBeOfType<Change.Answer>().State.ShouldBe(InvitationState.Leave);
        talk.Conversation.Form!.Question.ShouldBe("why");
    }

    [Fact]
    public void What_a_first_sentence_tells_is_taken_for_every_type_that_can()
    {
        talk.Say("视察登记 昨天上午九点半去光明社区了解养老和医疗，去了6位委员，属于民生");

        var answers = talk.Conversation.Form!.Answers.ToDictionary(a => a.Key, a => a.Value.Value);
        answers.ShouldBe(new Dictionary<string, string>
        {
            ["topic"] = "民生", ["sides"] = "医疗、养老", ["day"] = "2026-11-22", ["time"] = "09:30", ["place"] = "光明社区", ["people"] = "6",
        }, ignoreOrder: true);
    }

    [Fact]
    public void An_edit_of_the_file_does_not_touch_a_form_that_is_open()
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("forms").FullName;
        Write("什么时候？");
        var shelf = FormReader.ReadAll(folder);
        var open = new Talk(shelf);
        open.Say("走访登记");

        Write("哪一天？");
        shelf.Take(FormReader.In(folder).Read());

        open.Say("不知道");
        open.Reply!.ShouldContain("什么时候？");
        open.Say("昨天");
        open.Say("1");
        open.Last.ShouldHaveSingleItem().ShouldBeOfType<Change.Save>().Version.ShouldNotBe(shelf.Find("visit")!.Version);
        open.Say("走访登记");
        open.Reply!.ShouldBe("哪一天？");
        System.IO.Directory.Delete(folder, recursive: true);

        void Write(string ask) => File.WriteAllText(System.IO.Path.Combine(folder, "visit.yaml"), $"""
            form: visit
            title: 走访登记
            starts: [走访登记]
            questions:
              - key: day
                type: date
                label: 时间
                ask: {ask}
            """);
    }

    [Fact]
    public void What_was_saved_is_corrected_item_by_item_and_the_earlier_one_is_named()
    {
        var saved = new Dictionary<string, Given> { ["kind"] = new("走访", "走访"), ["date"] = new("2026-11-20", "11月20日（周五）"), ["place"] = new("光明社区", "光明社区"), ["done"] = new("看望困难户", "看望困难户"), ["count"] = new("3", "3户") };
        var correcting = new Talk();
        correcting.Saved.Add(new SavedForm(7, "report", null, "走访了3户", saved, Talk.Monday.AddDays(-2)));

        correcting.Say("更正");
        correcting.Reply!.ShouldStartWith("履职汇报，请核对：\n① 活动：走访");
        correcting.Say("5");
        correcting.Say("2");
        correcting.Say("5");
        correcting.Say("5户");
        correcting.Say("1");

        correcting.Reply!.ShouldStartWith("已保存更正后的履职汇报");
        var save = correcting.Last.ShouldHaveSingleItem().ShouldBeOfType<Change.Save>();
        (save.Corrects, save.Answers["count"], save.Shown["count"]).ShouldBe((7, "5", "5户"));
    }

    private string? Answered(string question, Action say)
    {
        To(question);
        say();
        return talk.Conversation.Form!.Answers.GetValueOrDefault(question)?.Value;
    }

    private void To(string question)
    {
        talk.Directory.AddRange([new(2, "李秀英", "经济委"), new(7, "经济委", "")]);
        foreach (var (key, says) in Path)
        {
            talk.Say(says);
            talk.Conversation.Form!.Question.ShouldBe(key, talk.Reply);
            if (key == question)
            {
                return;
            }
        }
    }
}
