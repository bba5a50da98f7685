using Luzhi.Core.Duties;

namespace Luzhi.Core.Tests.Duties;

public sealed class QuietHoursTests
{
    private static readonly TimeZoneInfo Shanghai = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");
    private static readonly QuietHours Quiet = new(new(21, 30), new(7, 30), Shanghai);

    [Theory]
    [InlineData("24T21:29:59", "24T21:29:59")]
    [InlineData("24T21:30:00", "25T07:30:00")]
    [InlineData("24T23:59:59", "25T07:30:00")]
    [InlineData("25T00:00:00", "25T07:30:00")]
    [InlineData("25T07:29:59", "25T07:30:00")]
    [InlineData("25T07:30:00", "25T07:30:00")]
    [InlineData("25T12:00:00", "25T12:00:00")]
    public void What_falls_due_in_the_night_goes_in_the_morning(string due, string goes) =>
        Quiet.Allowed(At(due), At("26T09:00:00")).ShouldBe(At(goes));

    [Theory]
    [InlineData("25T06:00:00", "25T08:00:00")]
    [InlineData("25T05:00:00", "25T08:00:00")]
    [InlineData("24T23:00:00", "25T02:00:00")]
    public void Within_three_hours_of_what_it_announces_it_goes_at_its_time(string due, string start) =>
        Quiet.Allowed(At(due), At(start)).ShouldBe(At(due));

    [Fact]
    public void A_second_before_those_three_hours_it_waits_for_the_morning() =>
        Quiet.Allowed(At("25T04:59:59"), At("25T08:00:00")).ShouldBe(At("25T07:30:00"));

    [Fact]
    public void It_is_never_moved_past_what_it_announces() =>
        Quiet.Allowed(At("24T22:00:00"), At("25T02:00:00")).ShouldBe(At("24T22:00:00"));

    [Fact]
    public void Hours_that_begin_when_they_end_are_none() =>
        new QuietHours(new(0, 0), new(0, 0), Shanghai).NextAllowed(At("25T00:00:00")).ShouldBe(At("25T00:00:00"));

    private static DateTimeOffset At(string dayAndTime) =>
        Civil.Instant(DateTime.Parse($"2026-09-{dayAndTime}", System.Globalization.CultureInfo.InvariantCulture), Shanghai);
}
