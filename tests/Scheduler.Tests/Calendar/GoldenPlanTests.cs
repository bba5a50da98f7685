using System.Globalization;
using System.Text;
using Luzhi.Core.Almanac;
using Luzhi.Core.Duties.Files;
using Luzhi.Core.Duties.Planning;
using Luzhi.Core.Settings;
using Luzhi.Scheduler.Calendar;
using static Luzhi.Scheduler.Tests.Calendar.Plans;

namespace Luzhi.Scheduler.Tests.Calendar;

/// <summary>
/// Twelve months of every duty that is shipped, as a secretary reads them. Changed on purpose? Write them anew with LUZHI_GOLDEN=write and look at
/// the difference.
/// </summary>
public sealed class GoldenPlanTests
{
    private static readonly string Folder = Path.Combine(House.Find(AppContext.BaseDirectory).Root, "tests/Scheduler.Tests/golden/plans-2026");

    /// <summary>A meeting of every type that some duty is counted from.</summary>
    private static readonly DateTimeOffset Plenary = At("2026-12-28T09:00");

    public static TheoryData<string> Files { get; } = [.. Names()];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_year_of_what_is_shipped_stands_as_it_was_read_and_agreed(string file)
    {
        var duty = Shipped.Duties.All.Single(d => File.ReadAllText(Path.Combine(Config, "duties", file + ".yaml")) == d.Written);
        var golden = Path.Combine(Folder, file + ".txt");
        if (Environment.GetEnvironmentVariable("LUZHI_GOLDEN") == "write")
        {
            Directory.CreateDirectory(Folder);
            File.WriteAllText(golden, Year(duty));
        }

        File.Exists(golden).ShouldBeTrue($"{file} is shipped without its year: write it with LUZHI_GOLDEN=write and read it");
        Year(duty).ShouldBe(File.ReadAllText(golden).ReplaceLineEndings("\n"));
    }

    [Fact]
    public void No_year_is_kept_of_what_is_no_longer_shipped() =>
        Directory.GetFiles(Folder, "*.txt").Select(f => Path.GetFileNameWithoutExtension(f)!).Except(Names()).ShouldBeEmpty();

    private static IEnumerable<string> Names() =>
        Directory.GetFiles(Path.Combine(Config, "duties"), "*.yaml").Select(f => Path.GetFileNameWithoutExtension(f)!).Order(StringComparer.Ordinal);

    private static string Year(Duty duty)
    {
        var text = new StringBuilder().Append(duty.Title).Append('（').Append(duty.Id).Append("）　").Append(duty.Audience).Append('\n');
        foreach (var planned in Planned(duty))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{planned.Period}　{Day(planned.OpensAt)} 开始，{Day(planned.DueAt)} 截止（农历{LunarCalendar.Say(DateOnly.FromDateTime(Local(planned.DueAt)))}）\n");
            text.Append(planned.Doubt is { } doubt ? $"  注意：{doubt}\n" : "");
            foreach (var notice in planned.Notices)
            {
                text.Append(CultureInfo.InvariantCulture, $"  {Day(notice.DueAt)} 给{To(notice)}（{notice.Key}）\n");
            }
        }

        return text.ToString();
    }

    private static IReadOnlyList<PlannedOccurrence> Planned(Duty duty) => duty.When switch
    {
        Cadence.Demand => [Plans.Planner.Called(duty, At("2026-03-02T10:00"), 1, Facts)],
        Cadence.Counted counted => Of(duty, "2026-01-01", "2027-02-01", Facts with { Meetings = [new MeetingDate(12, counted.MeetingType, "", Plenary)] }),
        _ => Of(duty, "2026-01-01", "2027-01-01"),
    };

    private static string To(PlannedNotice notice) => notice.To switch
    {
        Rung.Self => notice.Kind == "chase" ? "还没有答复的人" : "每个人",
        Rung.Liaison => "联络员",
        Rung.Convenor => "召集人",
        _ => "办公室",
    };

    private static string Day(DateTimeOffset at)
    {
        var day = Local(at);
        return string.Create(CultureInfo.InvariantCulture, $"{day:yyyy-MM-dd}（周{"日一二三四五六"[(int)day.DayOfWeek]}）{day:HH\\:mm}");
    }

    private static DateTime Local(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, Zone).DateTime;
}
