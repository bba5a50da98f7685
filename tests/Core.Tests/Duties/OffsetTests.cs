using Luzhi.Core.Duties;

namespace Luzhi.Core.Tests.Duties;

public sealed class OffsetTests
{
    private static readonly TimeZoneInfo Shanghai = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    [Theory]
    [InlineData("P1D", "2026-09-25T14:30", "2026-09-24T14:30")]
    [InlineData("PT2H", "2026-09-25T14:30", "2026-09-25T12:30")]
    [InlineData("P1W", "2026-09-25T14:30", "2026-09-18T14:30")]
    [InlineData("P30D", "2026-03-01T09:00", "2026-01-30T09:00")]
    [InlineData("PT90M", "2026-09-25T00:30", "2026-09-24T23:00")]
    [InlineData("P1DT2H", "2026-09-25T14:30", "2026-09-24T12:30")]
    [InlineData("P1M", "2026-03-31T09:00", "2026-02-28T09:00")]
    [InlineData("P1M", "2028-03-31T09:00", "2028-02-29T09:00")]
    [InlineData("P1Y", "2028-02-29T09:00", "2027-02-28T09:00")]
    [InlineData("P1D", "2028-03-01T09:00", "2028-02-29T09:00")]
    [InlineData("P1D", "2026-01-01T09:00", "2025-12-31T09:00")]
    [InlineData("PT1.5H", "2026-09-25T14:30", "2026-09-25T13:00")]
    [InlineData("PT0,5H", "2026-09-25T14:30", "2026-09-25T14:00")]
    [InlineData("PT30S", "2026-09-25T14:30:00", "2026-09-25T14:29:30")]
    [InlineData("PT0S", "2026-09-25T14:30", "2026-09-25T14:30")]
    [InlineData("pt2h", "2026-09-25T14:30", "2026-09-25T12:30")]
    public void An_offset_is_counted_back_on_the_wall_clock_of_the_body(string offset, string start, string expected) =>
        Offset.Parse(offset)!.Before(At(start, Shanghai), Shanghai).ShouldBe(At(expected, Shanghai));

    [Fact]
    public void A_calendar_day_keeps_the_time_on_the_wall_while_twenty_four_hours_do_not_when_the_clocks_change()
    {
        var start = At("2026-03-29T09:00", Berlin);
        Offset.Parse("P1D")!.Before(start, Berlin).ShouldBe(At("2026-03-28T09:00", Berlin));
        Offset.Parse("PT24H")!.Before(start, Berlin).ShouldBe(At("2026-03-28T08:00", Berlin));
    }

    [Fact]
    public void A_time_the_clocks_jump_over_comes_as_much_later_and_one_that_comes_twice_is_the_first()
    {
        Offset.Parse("P1D")!.Before(At("2026-03-30T02:30", Berlin), Berlin).ShouldBe(At("2026-03-29T03:30", Berlin));
        Offset.Parse("P1D")!.Before(At("2026-10-26T02:30", Berlin), Berlin).ShouldBe(new DateTimeOffset(2026, 10, 25, 0, 30, 0, TimeSpan.Zero));
    }

    [Theory]
    [InlineData("")]
    [InlineData("P")]
    [InlineData("PT")]
    [InlineData("P1DT")]
    [InlineData("1D")]
    [InlineData("P-1D")]
    [InlineData("P1H")]
    [InlineData("一天")]
    [InlineData("P1D PT2H")]
    [InlineData("P999999999Y")]
    [InlineData("PT999999999H")]
    public void What_is_no_duration_is_refused(string text) => Offset.Parse(text).ShouldBeNull();

    private static DateTimeOffset At(string local, TimeZoneInfo zone) =>
        Civil.Instant(DateTime.Parse(local, System.Globalization.CultureInfo.InvariantCulture), zone);
}
