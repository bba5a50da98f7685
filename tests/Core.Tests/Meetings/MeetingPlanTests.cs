using Luzhi.Core.Duties;
using Luzhi.Core.Meetings;
using Luzhi.Core.Messages;
using Luzhi.Core.Settings;

namespace Luzhi.Core.Tests.Meetings;

public sealed class MeetingPlanTests
{
    private static readonly TimeZoneInfo Shanghai = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");
    private static readonly Words Words = Words.Load(Path.Combine(House.Find(AppContext.BaseDirectory).Config, "words.zh-CN.yaml"));
    private static readonly MeetingPlan Plan = new(Words, new QuietHours(new(21, 30), new(7, 30), Shanghai));

    [Fact]
    public void A_meeting_is_announced_at_once_with_its_choices_and_reminded_of_at_each_offset()
    {
        var notices = Plan.Announced(Meeting("2026-09-25T14:30", "P1D PT2H"), At("2026-09-20T10:00"));

        Lines(notices).ShouldBe([
            "announce:1 09-20 10:00 Everyone by hand, 3 choices",
            "reminder:P1D:attending:1 09-24 14:30 Attending, 0 choices",
            "reminder:P1D:unsettled:1 09-24 14:30 Unsettled, 3 choices",
            "reminder:PT2H:attending:1 09-25 12:30 Attending, 0 choices",
            "reminder:PT2H:unsettled:1 09-25 12:30 Unsettled, 3 choices",
        ]);
        notices.ShouldAllBe(n => n.ExpiresAt == At("2026-09-25T14:30"));
    }

    [Fact]
    public void The_announcement_says_what_when_and_where_and_leaves_the_name_to_the_door()
    {
        var announce = Plan.Announced(Meeting("2026-09-25T14:30", ""), At("2026-09-20T10:00")).Single();

        announce.Text.ShouldBe("{name}您好，请您出席会议。\n会议：经济委三季度座谈会\n时间：9月25日（周五）14:30\n地点：政协三楼会议室");
        Pinned.Read<IReadOnlyList<Choice>>(announce.Choices).ShouldBe([new("1", "参加"), new("2", "请假"), new("3", "有疑问")]);
        Pinned.Read<Doorbell>(announce.Doorbell).ShouldBe(
            new Doorbell("meeting", "经济委三季度座谈会", At("2026-09-25T14:30"), "政协三楼会议室", null, "回复1参加 2请假 3有疑问"));
    }

    /// <summary>An account has a template for each; config/wechat.yaml names them by these words.</summary>
    [Fact]
    public void Each_kind_of_notice_rings_its_own_doorbell()
    {
        var (meeting, now) = (Meeting("2026-09-25T14:30", "P1D"), At("2026-09-20T10:00"));

        Kinds(Plan.Announced(meeting, now)).ShouldBe(["meeting", "reminder", "reminder"]);
        Kinds(Plan.Moved(meeting, now)).ShouldBe(["moved", "meeting", "reminder", "reminder"]);
        Kinds([Plan.Withdrawn(meeting, now)]).ShouldBe(["withdrawn"]);

        static IEnumerable<string> Kinds(IEnumerable<Notice> notices) => notices.Select(n => Pinned.Read<Doorbell>(n.Doorbell)!.Kind);
    }

    [Fact]
    public void A_meeting_of_another_year_is_written_with_its_year() =>
        Plan.Announced(Meeting("2027-01-08T09:00", ""), At("2026-12-20T10:00")).Single().Text.ShouldContain("时间：2027年1月8日（周五）09:00");

    [Fact]
    public void An_offset_already_past_is_dropped() =>
        Keys(Plan.Announced(Meeting("2026-09-25T14:30", "P1W P1D PT2H"), At("2026-09-24T14:30")))
            .ShouldBe(["announce:1", "reminder:PT2H:attending:1", "reminder:PT2H:unsettled:1"]);

    [Fact]
    public void A_reminder_of_the_night_goes_in_the_morning_and_one_near_the_start_at_its_time()
    {
        var notices = Plan.Announced(Meeting("2026-09-25T08:00", "PT10H PT2H"), At("2026-09-20T10:00"));

        Lines(notices.Where(n => n.Whom == Whom.Attending)).ShouldBe([
            "reminder:PT10H:attending:1 09-25 07:30 Attending, 0 choices",
            "reminder:PT2H:attending:1 09-25 06:00 Attending, 0 choices",
        ]);
    }

    [Fact]
    public void An_announcement_by_hand_ignores_the_quiet_hours() =>
        Lines(Plan.Announced(Meeting("2026-09-25T14:30", ""), At("2026-09-20T23:00"))).ShouldBe(["announce:1 09-20 23:00 Everyone by hand, 3 choices"]);

    [Fact]
    public void Offsets_that_come_to_the_same_instant_remind_once() =>
        Keys(Plan.Announced(Meeting("2026-09-25T09:00", "P1D PT24H PT10H PT11H"), At("2026-09-20T10:00")))
            .ShouldBe(["announce:1", "reminder:P1D:attending:1", "reminder:P1D:unsettled:1", "reminder:PT10H:attending:1", "reminder:PT10H:unsettled:1"]);

    [Theory]
    [InlineData("2026-03-31T09:00", "P1M", "02-28 09:00")]
    [InlineData("2028-03-01T09:00", "P1D", "02-29 09:00")]
    [InlineData("2026-09-25T14:30", "P30D", "08-26 14:30")]
    [InlineData("2026-09-25T14:30", "PT90M", "09-25 13:00")]
    public void Month_ends_and_leap_days_come_out_as_on_a_calendar(string start, string offset, string due) =>
        Lines(Plan.Announced(Meeting(start, offset), At("2026-01-01T10:00")).Where(n => n.Whom == Whom.Attending)).Single().ShouldContain($" {due} ");

    [Fact]
    public void Last_minute_reminders_live_long_enough_to_be_rung()
    {
        var reminder = Plan.Announced(Meeting("2026-09-25T14:30", "PT5S"), At("2026-09-25T14:29"))[^1];

        reminder.ExpiresAt.ShouldBe(reminder.DueAt.AddMinutes(1));
    }

    [Fact]
    public void A_plenary_is_counted_down_in_words_that_fit_the_distance_and_the_calendar()
    {
        var plenary = Meeting("2026-12-28T09:00", "P30D P7D P1D PT2H PT10H");
        (plenary.Title, plenary.Countdown) = ("五届六次全会", true);

        var told = Plan.Announced(plenary, At("2026-12-02T10:00")).Where(n => n.Whom == Whom.Attending).ToList();

        // The thirtieth day is past by now; ten hours before is the night before, which waits for the morning.
        told.Select(n => n.Text.Split('\n')[0]).ShouldBe(["{name}您好，五届六次全会距开幕还有7天。", "{name}您好，五届六次全会明天开幕。", "{name}您好，五届六次全会今天开幕。", "{name}您好，五届六次全会今天开幕。"]);
        Lines(told).Last().ShouldStartWith("reminder:PT10H:attending:1 12-28 07:30");
        told[0].Text.ShouldContain("时间：12月28日（周一）09:00");
        told.ShouldAllBe(n => !n.Text.Contains("{left}"));
        Pinned.Read<Doorbell>(told[0].Doorbell)!.Hint.ShouldBe("距开幕7天，您已答复参加");
    }

    [Fact]
    public void A_countdown_fits_the_twenty_letters_of_a_doorbell()
    {
        var plenary = Meeting("2026-12-28T09:00", "P30D PT2H");
        plenary.Countdown = true;

        var hints = Plan.Announced(plenary, At("2026-11-02T10:00")).Where(n => n.Kind == "reminder").Select(n => Pinned.Read<Doorbell>(n.Doorbell)!.Hint!).ToList();

        hints.ShouldContain("距开幕30天，回复1参加2请假3有疑问");
        hints.ShouldAllBe(hint => hint.Length <= 20);
    }

    [Fact]
    public void A_move_tells_those_who_were_told_invites_those_who_were_not_and_reminds_anew()
    {
        var moved = Meeting("2026-09-26T14:30", "PT2H");
        moved.Version = 2;

        var notices = Plan.Moved(moved, At("2026-09-20T10:00"));

        Lines(notices).ShouldBe([
            "moved:2 09-20 10:00 Told by hand, 3 choices",
            "announce:2 09-20 10:00 Untold by hand, 3 choices",
            "reminder:PT2H:attending:2 09-26 12:30 Attending, 0 choices",
            "reminder:PT2H:unsettled:2 09-26 12:30 Unsettled, 3 choices",
        ]);
        notices[0].Text.ShouldContain("时间：9月26日（周六）14:30");
        notices[0].Text.ShouldContain("已作的答复继续有效");
    }

    [Fact]
    public void A_correction_goes_to_those_who_were_told_and_outlives_a_start_that_is_near()
    {
        var notice = Plan.Withdrawn(Meeting("2026-09-25T14:30", "P1D"), At("2026-09-25T14:00"));

        Lines([notice]).ShouldBe(["withdrawn:1 09-25 14:00 Told by hand, 0 choices"]);
        notice.Text.ShouldBe("{name}您好，原定9月25日（周五）14:30的会议「经济委三季度座谈会」取消，不必到会。特此更正。");
        notice.ExpiresAt.ShouldBe(At("2026-09-26T14:00"));
    }

    [Fact]
    public void Without_a_place_it_says_that_the_place_follows()
    {
        var meeting = Meeting("2026-09-25T14:30", "");
        meeting.Place = "";

        Plan.Announced(meeting, At("2026-09-20T10:00")).Single().Text.ShouldContain("地点：另行通知");
    }

    private static Meeting Meeting(string start, string reminders) => new()
    {
        Title = "经济委三季度座谈会",
        StartsAt = At(start),
        Place = "政协三楼会议室",
        Audience = "经济委",
        Reminders = reminders,
        CreatedBy = "陈秘书",
    };

    private static IEnumerable<string> Keys(IEnumerable<Notice> notices) => notices.Select(n => n.UniqueKey);

    private static IEnumerable<string> Lines(IEnumerable<Notice> notices) => notices.Select(n =>
        $"{n.UniqueKey} {TimeZoneInfo.ConvertTime(n.DueAt, Shanghai):MM-dd HH:mm} {n.Whom}{(n.ByHand ? " by hand" : "")}, {Pinned.Read<IReadOnlyList<Choice>>(n.Choices)?.Count ?? 0} choices");

    private static DateTimeOffset At(string local) =>
        Civil.Instant(DateTime.Parse(local, System.Globalization.CultureInfo.InvariantCulture), Shanghai);
}
