using Luzhi.Core.Conversations.Forms;
using Luzhi.Core.Duties.Files;
using Luzhi.Core.Duties.Planning;
using Luzhi.Core.Settings;
using Luzhi.Core.Settings.Shelves;
using Luzhi.Core.Storage;
using Luzhi.Testing;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Core.Tests.Storage;

public sealed class DutyPlanBookTests
{
    private static readonly Words Words = Words.Load(Path.Combine(House.Find(AppContext.BaseDirectory).Config, "words.zh-CN.yaml"));

    private static readonly Duty Report = new()
    {
        Id = "monthly-report", Title = "每月报告", Audience = "全体", When = new Cadence.Each(Span.Month, null, null, 25), Ask = "report", Version = "d1", Say = "请报告本月履职。",
    };

    private readonly ManualClock clock = new();

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task An_edited_form_changes_what_has_not_opened_and_never_what_was_asked(Provider provider)
    {
        await using var fresh = await FreshDatabase.CreateAsync(provider);
        await Some.MemberAsync(fresh.Database);
        var first = FormReader.ReadAll(Path.Combine(House.Find(AppContext.BaseDirectory).Config, "forms")).Find("report")!;
        var forms = new FormShelf([first]);
        var book = Book(fresh.Database, forms);
        await PlanAsync(book);
        (await AskedAsync(fresh.Database)).ShouldBe(first.Version);

        await EditAsync(book, forms, first with { Version = "second" });
        (await AskedAsync(fresh.Database)).ShouldBe("second", "it has not opened yet");

        clock.Advance(Opens.AddHours(1) - clock.GetUtcNow());
        await EditAsync(book, forms, first with { Version = "third" });
        (await AskedAsync(fresh.Database)).ShouldBe("second", "the members were asked by it");
        forms.Find("report", "second")!.Version.ShouldBe("second");
    }

    private static DateTimeOffset Opens => Some.Monday.AddDays(2);

    private static async Task EditAsync(DutyPlanBook book, FormShelf forms, Form edited)
    {
        var before = await book.BasisAsync(default);
        forms.Take(new ShelfReading<Form>(new Dictionary<string, Form> { ["report.yaml"] = edited }, [], []));
        (await book.BasisAsync(default)).ShouldNotBe(before, "the planning job is to look again");
        await PlanAsync(book);
    }

    private static Task<int> PlanAsync(DutyPlanBook book) =>
        book.TakeAsync(Report, [new PlannedOccurrence(Report.Id, "2026-11", "11月报告", Opens, Opens.AddDays(3), [])], Some.Monday, Some.Monday.AddDays(10), default);

    private static async Task<string?> AskedAsync(Database database)
    {
        await using var db = database.Open();
        return (await db.Occurrences.SingleAsync(o => o.DutyKey == Report.Id)).FormVersion;
    }

    private DutyPlanBook Book(Database database, FormShelf forms)
    {
        var audiences = new AudienceBook(database, clock, Some.Zone, Words);
        var delivery = new DeliverySettings();
        return new DutyPlanBook(database, audiences, new MeetingBook(database, audiences, Words, Some.Zone, delivery, clock), new DutyShelf([Report]), forms, delivery, Words, Some.Zone, clock);
    }
}
