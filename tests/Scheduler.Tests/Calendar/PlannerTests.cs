using Luzhi.Core.Duties;
using Luzhi.Core.Duties.Files;
using Luzhi.Core.Duties.Planning;
using Luzhi.Scheduler.Calendar;

namespace Luzhi.Scheduler.Tests.Calendar;

public sealed class PlannerTests
{
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");
    private static readonly PlanFacts Facts = new(Zone, new QuietHours(new(21, 30), new(7, 30), Zone), new DateOnly(2022, 1, 1), []);

    [Fact]
    public void A_month_opens_with_its_first_day_and_is_due_on_the_day_of_the_file()
    {
        var planned = Plan(Every(Span.Month, 25), "2026-07-01", "2026-08-01").ShouldHaveSingleItem();

        planned.Period.ShouldBe("2026-07");
        planned.OpensAt.ShouldBe(At("2026-07-01T09:00"));
        planned.DueAt.ShouldBe(At("2026-07-25T18:00"));
    }

    private static Duty Every(Span span, int day, int? month = null) =>
        new() { Id = "lecture", Title = "微党课", Audience = "党员委员", When = new Cadence.Each(span, null, month, day) };

    private static IReadOnlyList<PlannedOccurrence> Plan(Duty duty, string from, string to) =>
        new Planner(HolidayYears.None).Plan(duty, At(from + "T00:00"), At(to + "T00:00"), Facts);

    private static DateTimeOffset At(string local) => Civil.Instant(DateTime.Parse(local, System.Globalization.CultureInfo.InvariantCulture), Zone);
}
