using Luzhi.Core.Conversations;
using Luzhi.Core.Conversations.Language;
using Luzhi.Core.Conversations.Secretary;

namespace Luzhi.Core.Tests.Conversations;

public sealed class DeskWordsTests
{
    private static readonly string[] Known = ["全体", "经济委", "提案委", "党员委员", "委员"];

    [Theory]
    [InlineData("催 1", DeskVerb.Chase, 1, "")]
    [InlineData("催1", DeskVerb.Chase, 1, "")]
    [InlineData("催①", DeskVerb.Chase, 1, "")]
    [InlineData("催一下 ２ 请今天答复", DeskVerb.Chase, 2, "请今天答复")]
    [InlineData("催", DeskVerb.Chase, null, "")]
    [InlineData("谁没回 3", DeskVerb.Unanswered, 3, "")]
    [InlineData("谁还没有答复？", DeskVerb.Unanswered, null, "")]
    [InlineData("名单 12", DeskVerb.Roll, 12, "")]
    [InlineData("改期 2 周五下午三点 二楼", DeskVerb.Move, 2, "周五下午三点 二楼")]
    [InlineData("改期 12月5日三点", DeskVerb.Move, null, "12月5日三点")]
    [InlineData("停 1", DeskVerb.Stop, 1, "")]
    [InlineData("撤回 4", DeskVerb.Stop, 4, "")]
    [InlineData("答 5 停在北门，报车牌即可", DeskVerb.Answer, 5, "停在北门，报车牌即可")]
    [InlineData("今日", DeskVerb.Today, null, "")]
    [InlineData("在办", DeskVerb.InHand, null, "")]
    [InlineData("早报 关", DeskVerb.Brief, null, "关")]
    [InlineData("通知 全体 交材料", DeskVerb.Notify, null, "全体 交材料")]
    [InlineData("通知：经济委 交材料", DeskVerb.Notify, null, "经济委 交材料")]
    public void A_command_begins_with_its_word(string said, DeskVerb verb, int? number, string rest) =>
        DeskWords.Of(said).ShouldBe(new DeskCommand(verb, number, rest));

    [Theory]
    [InlineData("今天去光明社区走访了3户")]
    [InlineData("催得太紧了，我下周交")]
    [InlineData("停电了，来不了")]
    [InlineData("取消")]
    [InlineData("撤回刚才的汇报")]
    [InlineData("改期了吗")]
    [InlineData("谁没回家")]
    [InlineData("我收到通知了")]
    [InlineData("2 出差")]
    [InlineData("答 2")]
    public void An_ordinary_sentence_is_none(string said) => DeskWords.Of(said).ShouldBeNull();

    [Fact]
    public void A_sentence_about_a_notice_is_only_loosely_one() => DeskWords.Of("通知收到了")!.Loose.ShouldBeTrue();

    [Theory]
    [InlineData("全体 明天交材料", "全体", "明天交材料", true)]
    [InlineData("全体明天交材料", "全体", "明天交材料", true)]
    [InlineData("各位委员：明天交材料", "全体", "明天交材料", true)]
    [InlineData("经济委、提案委 报选题", "经济委 | 提案委", "报选题", true)]
    [InlineData("党员委员 & 经济委 报选题", "党员委员 & 经济委", "报选题", true)]
    [InlineData("专委会:经济委 报选题", "专委会:经济委", "报选题", true)]
    [InlineData("经济委：报选题", "经济委", "报选题", true)]
    [InlineData("经济委", "经济委", "", true)]
    [InlineData("经计委 报选题", "经计委", "报选题", false)]
    [InlineData("收到了", "收到了", "", false)]
    public void Whom_a_message_is_for_stands_before_what_it_says(string written, string audience, string text, bool known) =>
        AudiencePrefix.Split(written, Known).ShouldBe((audience, text, known));

    [Theory]
    [InlineData("12月4日前报选题，要回复", "12月4日前报选题", "text", null)]
    [InlineData("本周停车场检修（回复已阅）", "本周停车场检修", "read", null)]
    [InlineData("停车场检修，收到请回复", "停车场检修，收到请回复", "read", null)]
    [InlineData("报选题，要回复，截止周五下午五点", "报选题", "text", "2026-11-27 17:00")]
    [InlineData("报选题，截止12月4日", "报选题", "text", "2026-12-04 23:59")]
    [InlineData("明天下午三点交材料", "明天下午三点交材料", null, null)]
    public void What_it_asks_and_by_when_is_read_from_its_end(string written, string text, string? ask, string? due)
    {
        var read = NoticeWords.Of(written, new Facts { Now = Talk.Monday, Zone = Luzhi.Testing.Some.Zone, BodyName = "东湖区政协" });

        (read.Text, read.Ask).ShouldBe((text, ask));
        (read.DueAt is { } at ? TimeZoneInfo.ConvertTime(at, Luzhi.Testing.Some.Zone).ToString("yyyy-MM-dd HH:mm", null) : null).ShouldBe(due);
    }

    [Theory]
    [InlineData("周五下午三点 二楼", "2026-11-27", "15:00", "二楼")]
    [InlineData("周五三点二楼会议室", "2026-11-27", "15:00", "二楼会议室")]
    [InlineData("改到12月5日上午9:30，地点在三楼会议室", "2026-12-05", "09:30", "三楼会议室")]
    [InlineData("下午四点", null, "16:00", "")]
    [InlineData("地点改为报告厅", null, null, "报告厅")]
    public void Day_time_and_place_are_read_from_one_sentence(string said, string? day, string? time, string place)
    {
        var moment = Moment.In(Plain.Of(said), new DateOnly(2026, 11, 23));

        (moment.Day?.ToString("yyyy-MM-dd", null), moment.Time?.ToString("HH:mm", null), moment.Rest, moment.Unclear).ShouldBe((day, time, place, false));
    }

    [Theory]
    [InlineData("下周")]
    [InlineData("周三或者周四下午")]
    public void A_day_that_is_none_must_be_asked(string said) => Moment.In(Plain.Of(said), new DateOnly(2026, 11, 23)).Unclear.ShouldBeTrue();

    [Fact]
    public void A_number_keeps_its_matter_until_the_list_is_shown_anew()
    {
        var (first, second, third) = (Matter("m1"), Matter("b2"), Matter("m3"));
        var shown = Numbering.Of([], [first, second], anew: true);
        shown.Slots.ShouldBe(["m1", "b2"]);

        var meanwhile = Numbering.Of(shown.Slots, [second, third]);
        meanwhile.Find(1).ShouldBeNull();
        meanwhile.Find(3).ShouldBe(third);

        Numbering.Of(shown.Slots, [second, third], anew: true).Slots.ShouldBe(["m3", "b2"]);
    }

    private static Matter Matter(string reference) => new() { Ref = reference, Kind = MatterKind.Meeting, Id = 1, Title = reference };
}
