using Luzhi.Core.Duties;
using Luzhi.Core.Duties.Files;
using Luzhi.Core.Duties.Planning;

namespace Luzhi.Scheduler.Calendar;

/// <summary>When a duty speaks, to whom, and until when it is worth saying.</summary>
internal static class NoticeTimes
{
    private const string Opens = "opens", Told = "duty", Chased = "chase";

    /// <summary>After the due day a word is still worth hearing for so long.</summary>
    private static readonly TimeSpan LateLives = TimeSpan.FromDays(7);

    /// <remarks>
    /// A notice that would come before it opens is dropped. Of two that would ring at one instant for the same people one is sent: the one that
    /// opens it, else the later one in the file, which knows more.
    /// </remarks>
    public static IReadOnlyList<PlannedNotice> Of(Duty duty, DateTimeOffset opens, DateTimeOffset due, PlanFacts facts) =>
    [
        .. duty.Notices.Select(n => Notice(duty, n, opens, due, facts)).Concat(duty.Ladder.Select(step => Step(step, due, facts)))
            .Where(n => n.DueAt >= opens)
            .GroupBy(n => (n.DueAt, n.To))
            .Select(same => same.FirstOrDefault(n => n.Kind == Told) ?? same.Last())
            .OrderBy(n => n.DueAt).ThenBy(n => n.To),
    ];

    private static PlannedNotice Notice(Duty duty, DutyNotice notice, DateTimeOffset opens, DateTimeOffset due, PlanFacts facts)
    {
        var at = notice.At is { } moment ? Instant(moment, due, facts.Zone) : opens;
        var chases = notice.At is not null && Asks(duty);
        var hour = notice.Time is { } time ? $"@{time:HH\\:mm}" : "";
        var rings = OnTheHour(at, notice.Time, facts.Zone);
        return Made((notice.At?.ToString() ?? Opens) + hour, notice.At is null && rings < opens ? opens : rings, due, notice.Text, Rung.Self, chases, facts);
    }

    private static PlannedNotice Step(LadderStep step, DateTimeOffset due, PlanFacts facts) =>
        Made($"{step.At}:{step.To.ToString().ToLowerInvariant()}", Instant(step.At, due, facts.Zone), due, step.Text, step.To, chases: true, facts);

    private static PlannedNotice Made(string key, DateTimeOffset at, DateTimeOffset due, string text, Rung to, bool chases, PlanFacts facts)
    {
        var rings = at < due ? facts.Quiet.Allowed(at, due) : facts.Quiet.NextAllowed(at);
        return new PlannedNotice(key, chases ? Chased : Told, rings, rings < due ? due : rings + LateLives, text, to, chases ? Whom.Unanswered : Whom.Everyone);
    }

    /// <summary>Somebody has to do something, and until then is reminded; who is only told has nothing to answer.</summary>
    private static bool Asks(Duty duty) => duty.Ask is not null || duty.Items.Count > 0;

    private static DateTimeOffset Instant(Moment moment, DateTimeOffset due, TimeZoneInfo zone) =>
        moment.After ? moment.Distance.After(due, zone) : moment.Distance.Before(due, zone);

    private static DateTimeOffset OnTheHour(DateTimeOffset at, TimeOnly? hour, TimeZoneInfo zone) =>
        hour is { } time ? Civil.Instant(TimeZoneInfo.ConvertTime(at, zone).Date + time.ToTimeSpan(), zone) : at;
}
