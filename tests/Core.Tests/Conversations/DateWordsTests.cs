using Luzhi.Core.Conversations.Language;

namespace Luzhi.Core.Tests.Conversations;

public class DateWordsTests
{
    /// <summary>A Monday.</summary>
    private static readonly DateOnly Today = new(2026, 11, 23);

    [Theory]
    [InlineData("今天", "2026-11-23")]
    [InlineData("昨天下午", "2026-11-22")]
    [InlineData("昨晚", "2026-11-22")]
    [InlineData("前天", "2026-11-21")]
    [InlineData("大前天", "2026-11-20")]
    [InlineData("三天前", "2026-11-20")]
    [InlineData("上周五", "2026-11-20")]
    [InlineData("上星期天", "2026-11-22")]
    [InlineData("上上周三", "2026-11-11")]
    [InlineData("本周一", "2026-11-23")]
    [InlineData("周五", "2026-11-20")]
    [InlineData("礼拜六", "2026-11-21")]
    [InlineData("这个月8号", "2026-11-08")]
    [InlineData("本月8日", "2026-11-08")]
    [InlineData("上个月31号", "2026-10-31")]
    [InlineData("8号", "2026-11-08")]
    [InlineData("28号", "2026-10-28")]
    [InlineData("十五日", "2026-11-15")]
    [InlineData("11月5日", "2026-11-05")]
    [InlineData("12月5日", "2025-12-05")]
    [InlineData("十二月五号", "2025-12-05")]
    [InlineData("十一月二十三", "2026-11-23")]
    [InlineData("去年12月5日", "2025-12-05")]
    [InlineData("今年3月1日", "2026-03-01")]
    [InlineData("11.5", "2026-11-05")]
    [InlineData("11/5", "2026-11-05")]
    [InlineData("11-5", "2026-11-05")]
    [InlineData("2026年11月5日", "2026-11-05")]
    [InlineData("2026-11-05", "2026-11-05")]
    [InlineData("2026.11.5", "2026-11-05")]
    [InlineData("20261105", "2026-11-05")]
    [InlineData("二〇二六年十一月五日", "2026-11-05")]
    [InlineData("腊月二十三", "2026-02-10")]
    [InlineData("腊月廿三", "2026-02-10")]
    [InlineData("正月十五", "2026-03-03")]
    [InlineData("大年初一", "2026-02-17")]
    [InlineData("大年三十", "2026-02-16")]
    [InlineData("除夕", "2026-02-16")]
    [InlineData("农历八月十五", "2026-09-25")]
    [InlineData("中秋节", "2026-09-25")]
    [InlineData("端午节", "2026-06-19")]
    [InlineData("重阳节", "2026-10-18")]
    [InlineData("元旦", "2026-01-01")]
    [InlineData("国庆节", "2026-10-01")]
    [InlineData("五一节", "2026-05-01")]
    [InlineData("清明节", "2026-04-05")]
    [InlineData("上午", "2026-11-23")]
    public void A_day_that_was_is_found(string said, string day) =>
        DateWords.Single(Plain.Of(said), Today, Prefer.Past)!.Day.ShouldBe(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("12月5日", "2026-12-05")]
    [InlineData("周五", "2026-11-27")]
    [InlineData("下周三", "2026-12-02")]
    [InlineData("明天", "2026-11-24")]
    [InlineData("8号", "2026-12-08")]
    [InlineData("春节大年初一", "2027-02-06")]
    public void A_day_to_come_is_found(string said, string day) =>
        DateWords.Find(Plain.Of(said), Today, Prefer.Future)[^1].Day.ShouldBe(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("月初")]
    [InlineData("12月初")]
    [InlineData("上个月")]
    [InlineData("上周")]
    [InlineData("上周末")]
    [InlineData("前几天")]
    [InlineData("最近")]
    [InlineData("春节期间")]
    [InlineData("国庆假期")]
    [InlineData("2月30日")]
    [InlineData("13月5日")]
    [InlineData("年底")]
    [InlineData("一周前")]
    public void What_is_no_day_must_be_asked(string said) => DateWords.Single(Plain.Of(said), Today, Prefer.Past).ShouldBeNull();

    [Theory]
    [InlineData("12月3日到5日")]
    [InlineData("昨天和前天")]
    public void Two_days_must_be_asked(string said) => DateWords.Find(Plain.Of(said), Today, Prefer.Past).Count.ShouldBe(2);

    [Theory]
    [InlineData("走访了3户")]
    [InlineData("投入12.5万元")]
    [InlineData("走了1.5公里")]
    [InlineData("五号楼的住户")]
    [InlineData("一周五次")]
    [InlineData("今后加强")]
    [InlineData("第3次")]
    [InlineData("3-5户")]
    public void What_only_looks_like_a_date_is_none(string said) => DateWords.Find(Plain.Of(said), Today, Prefer.Past).ShouldBeEmpty();

    [Fact]
    public void The_leap_month_does_not_shift_the_months_behind_it()
    {
        // 2025 had a second sixth month: 八月十五 was the 6th of October.
        DateWords.Single("八月十五中秋节", new DateOnly(2025, 11, 1), Prefer.Past).ShouldBeNull(); // 8月15日 and 中秋 are two days
        DateWords.Single("中秋节", new DateOnly(2025, 11, 1), Prefer.Past)!.Day.ShouldBe(new DateOnly(2025, 10, 6));
    }
}
