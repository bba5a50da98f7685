using Luzhi.Bot.Workers;
using Luzhi.Core;
using Luzhi.Core.Conversations.Forms;
using Luzhi.Core.Directory;
using Luzhi.Core.Duties.Files;
using Luzhi.Core.Messages;
using Luzhi.Core.PhonePages;
using Luzhi.Core.Settings;
using Luzhi.Core.Settings.Shelves;
using Luzhi.Core.Storage;
using Luzhi.Scheduler.Calendar;

namespace Luzhi.Bot.Wiring;

/// <summary>What every room stands on: the settings and their parts, the words, the database and the books over it.</summary>
internal static class HouseWiring
{
    public static IServiceCollection AddHouse(this IServiceCollection services, Installation place) => services
        .AddSingleton(place)
        .AddSingleton(place.House)
        .AddSingleton(place.Words)
        .AddForms(place)
        .AddDuties(place)
        .AddHolidays(place)
        .AddSettings(place.Settings)
        .AddSingleton(place.Database)
        .AddSingleton(Chance.Real)
        .AddSingleton(Clock.Real)
        .AddSingleton<Wake>()
        .AddPageLinks()
        .AddBooks();

    private static IServiceCollection AddSettings(this IServiceCollection services, AllSettings settings) => services
        .AddSingleton(settings)
        .AddSingleton(settings.Organization)
        .AddSingleton(settings.WeChat)
        .AddSingleton(settings.BotFramework)
        .AddSingleton(settings.Account)
        .AddSingleton(settings.Delivery)
        .AddSingleton(settings.Scheduler)
        .AddSingleton(settings.Redis)
        .AddSingleton(settings.Pages)
        .AddSingleton(settings.Duties)
        .AddSingleton(TimeZoneInfo.FindSystemTimeZoneById(settings.Organization.TimeZone));

    /// <summary>What is read from files that may change while the house runs.</summary>
    private static IServiceCollection AddForms(this IServiceCollection services, Installation place) => services
        .AddSingleton(place.Forms)
        .AddSingleton<Shelf<Form>>(place.Forms)
        .AddSingleton(place.FormFolder)
        .AddSingleton<VersionBook>()
        .AddSingleton<IncidentBook>()
        .AddSingleton<Restock<Form>>()
        .AddHostedService<ShelfWatch<Form>>();

    private static IServiceCollection AddDuties(this IServiceCollection services, Installation place) => services
        .AddSingleton(place.Duties)
        .AddSingleton<Shelf<Duty>>(place.Duties)
        .AddSingleton(place.DutyFolder)
        .AddSingleton<DutyPlanBook>()
        .AddSingleton<DutyWordBook>()
        .AddSingleton<DutyBook>()
        .AddSingleton<DutyList>()
        .AddSingleton<DutyStanding>()
        .AddSingleton<Restock<Duty>>()
        .AddHostedService<ShelfWatch<Duty>>();

    private static IServiceCollection AddHolidays(this IServiceCollection services, Installation place) => services
        .AddSingleton(place.Holidays)
        .AddSingleton(place.HolidayFolder)
        .AddSingleton(rooms => new HolidayYears(rooms.GetRequiredService<Shelf<HolidayYear>>()))
        .AddSingleton<Planner>()
        .AddSingleton<Restock<HolidayYear>>()
        .AddHostedService<ShelfWatch<HolidayYear>>();

    private static IServiceCollection AddPageLinks(this IServiceCollection services) => services
        .AddSingleton<HouseKey>()
        .AddSingleton(rooms => new PageSeal(rooms.GetRequiredService<HouseKey>().Read(HouseKey.Page)))
        .AddSingleton<PageLinks>()
        .AddSingleton<Rendering>();

    private static IServiceCollection AddBooks(this IServiceCollection services) => services
        .AddSingleton<OfficeBook>()
        .AddSingleton<AnswerBook>()
        .AddSingleton<BodyBook>()
        .AddSingleton<RosterReader>()
        .AddSingleton<RosterBook>()
        .AddSingleton<AudienceBook>()
        .AddSingleton<MeetingBook>()
        .AddSingleton<MeetingTypeBook>()
        .AddSingleton<QuestionBook>()
        .AddSingleton<MandateBook>()
        .AddSingleton<ReceiptBook>()
        .AddSingleton<AttendanceBook>()
        .AddSingleton<RollBook>()
        .AddSingleton<DoorBook>()
        .AddSingleton<BroadcastBook>()
        .AddSingleton<MatterBook>()
        .AddSingleton<DeskBook>()
        .AddSingleton<BriefBook>()
        .AddSingleton<StudyBook>().AddSingleton<StudyFileBook>()
        .AddSingleton<NoteBook>()
        .AddSingleton<ReachBook>()
        .AddSingleton<ConsentBook>()
        .AddSingleton<MemberList>()
        .AddSingleton<MemberBook>()
        .AddSingleton<MemberCards>()
        .AddSingleton<BindingBook>()
        .AddSingleton<CoverageBook>()
        .AddSingleton<SubmissionList>()
        .AddSingleton<OccurrenceList>();
}
