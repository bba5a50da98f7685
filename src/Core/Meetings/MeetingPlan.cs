using Luzhi.Core.Duties;
using Luzhi.Core.Messages;
using Luzhi.Core.Settings;

namespace Luzhi.Core.Meetings;

/// <summary>What is to be said about a meeting, to whom and when. Pure: the same meeting at the same instant plans the same notices.</summary>
public sealed class MeetingPlan(Words words, QuietHours quiet)
{
    /// <summary>A notice lives at least so long, so that one due at the last moment is not too late before the bell hears of it.</summary>
    private static readonly TimeSpan Least = TimeSpan.FromMinutes(1);

    /// <summary>A correction is still worth hearing by whoever is already on the way.</summary>
    private static readonly TimeSpan CorrectionLives = TimeSpan.FromDays(1);

    /// <summary>Announced to everyone now, and reminded of at every offset that is still to come.</summary>
    public IReadOnlyList<Notice> Announced(Meeting meeting, DateTimeOffset now) =>
        [Announcement(meeting, now, Whom.Everyone), .. Reminders(meeting, now)];

    /// <summary>
    /// After a move: who was told hears what changed (the answer given stands, and the choices are there again); who was not told yet is
    /// invited to the meeting as it is now; the reminders are counted from the new start.
    /// </summary>
    public IReadOnlyList<Notice> Moved(Meeting meeting, DateTimeOffset now) =>
        [Move(meeting, now), Announcement(meeting, now, Whom.Untold), .. Reminders(meeting, now)];

    /// <summary>For people who were invited after the announcement: it goes to whoever was not told yet.</summary>
    public Notice Late(Meeting meeting, DateTimeOffset now)
    {
        var notice = Announcement(meeting, now, Whom.Untold);
        notice.UniqueKey = $"announce:late-{now.ToUnixTimeMilliseconds()}:{meeting.Version}";
        return notice;
    }

    /// <summary>Once more to those who have not answered.</summary>
    /// <param name="said">What the secretary wrote for it.</param>
    public Notice Chased(Meeting meeting, string said, int times, DateTimeOffset now) => new()
    {
        Kind = "chase",
        UniqueKey = $"chase:{times}:{meeting.Version}",
        DueAt = now,
        ExpiresAt = Expiry(meeting, now),
        Text = Text("meeting.chase", meeting, now).Replace("{said}", said, StringComparison.Ordinal),
        Doorbell = Bell("reminder", meeting, "meeting.hint.answer"),
        Choices = Choices(),
        Whom = Whom.Unanswered,
        ByHand = true,
        State = "due",
    };

    /// <summary>A correction to those who were told, and to nobody else.</summary>
    public Notice Withdrawn(Meeting meeting, DateTimeOffset now)
    {
        var expires = meeting.StartsAt > now + CorrectionLives ? meeting.StartsAt : now + CorrectionLives;
        return ByHand(meeting, now, "withdrawn", Whom.Told, "meeting.withdrawn", "meeting.hint.withdrawn", choices: false, expires);
    }

    private Notice Announcement(Meeting meeting, DateTimeOffset now, Whom whom) =>
        ByHand(meeting, now, "announce", whom, "meeting.announce", "meeting.hint.answer", choices: true, Expiry(meeting, now));

    private Notice Move(Meeting meeting, DateTimeOffset now) =>
        ByHand(meeting, now, "moved", Whom.Told, "meeting.moved", "meeting.hint.changed", choices: true, Expiry(meeting, now));

    private IEnumerable<Notice> Reminders(Meeting meeting, DateTimeOffset now)
    {
        // Two offsets that meet at one instant (P1D PT24H, or both moved to the end of the quiet hours) remind once.
        var due = MeetingTimes.Offsets(meeting.Reminders)
            .Select(o => (Offset: o, Planned: o.Before(meeting.StartsAt, quiet.Zone)))
            .Where(o => o.Planned > now)
            .Select(o => (o.Offset, At: quiet.Allowed(o.Planned, meeting.StartsAt)))
            .DistinctBy(o => o.At);
        return due.SelectMany(o => new[]
        {
            Reminder(meeting, now, o.Offset, o.At, Whom.Attending, "attending", choices: false),
            Reminder(meeting, now, o.Offset, o.At, Whom.Unsettled, "unsettled", choices: true),
        });
    }

    /// <summary>A countdown's reminder that is rung late after all: with the days that are left by then.</summary>
    public void Recount(Notice reminder, Meeting meeting, DateTimeOffset now)
    {
        var group = reminder.Whom == Whom.Attending ? "attending" : "unsettled";
        (reminder.Text, reminder.Doorbell) = (ReminderText(meeting, now, now, group), ReminderBell(meeting, now, group));
    }

    private Notice Reminder(Meeting meeting, DateTimeOffset now, Offset offset, DateTimeOffset at, Whom whom, string group, bool choices) => new()
    {
        Kind = "reminder",
        UniqueKey = $"reminder:{offset.Text}:{group}:{meeting.Version}",
        DueAt = at,
        ExpiresAt = Expiry(meeting, at),
        Text = ReminderText(meeting, now, at, group),
        Doorbell = ReminderBell(meeting, at, group),
        Choices = choices ? Choices() : null,
        Whom = whom,
        State = "due",
    };

    private Notice ByHand(Meeting meeting, DateTimeOffset now, string kind, Whom whom, string text, string hint, bool choices, DateTimeOffset expires) => new()
    {
        Kind = kind,
        UniqueKey = $"{kind}:{meeting.Version}",
        DueAt = now,
        ExpiresAt = expires,
        Text = Text(text, meeting, now),
        Doorbell = Bell(kind == "announce" ? "meeting" : kind, meeting, words[hint]),
        Choices = choices ? Choices() : null,
        Whom = whom,
        ByHand = true,
        State = "due",
    };

    private static DateTimeOffset Expiry(Meeting meeting, DateTimeOffset due) =>
        meeting.StartsAt > due + Least ? meeting.StartsAt : due + Least;

    /// <summary>The member's {name} stays a place: it is filled at the door, for each one.</summary>
    private string Text(string key, Meeting meeting, DateTimeOffset now) => words.Say(key,
        ("when", Civil.Say(meeting.StartsAt, now, quiet.Zone)),
        ("place", PlaceOf(meeting)),
        ("title", meeting.Title));

    private string PlaceOf(Meeting meeting) => meeting.Place.Length > 0 ? meeting.Place : words["meeting.place_open"];

    /// <param name="kind">The word under which config/wechat.yaml names the template.</param>
    private string Bell(string kind, Meeting meeting, string hint) =>
        Pinned.Write(new Doorbell(kind, meeting.Title, meeting.StartsAt, PlaceOf(meeting), null, hint));

    private string ReminderText(Meeting meeting, DateTimeOffset now, DateTimeOffset at, string group) =>
        Text($"meeting.{(meeting.Countdown ? "countdown" : "reminder")}.{group}", meeting, now).Replace("{left}", Left(meeting, at, "meeting.countdown.days"), StringComparison.Ordinal);

    private string ReminderBell(Meeting meeting, DateTimeOffset at, string group) => Bell("reminder", meeting, meeting.Countdown
        ? words.Say($"meeting.countdown.hint.{group}", ("left", Left(meeting, at, "meeting.countdown.hint.days")))
        : words[group == "attending" ? "meeting.hint.attending" : "meeting.hint.answer"]);

    /// <summary>By the calendar on the wall: what is said at nine holds all day, also when the bell comes hours late.</summary>
    private string Left(Meeting meeting, DateTimeOffset at, string manyDays)
    {
        var days = (Wall(meeting.StartsAt) - Wall(at)).Days;
        return days switch
        {
            0 => words["meeting.countdown.today"],
            1 => words["meeting.countdown.tomorrow"],
            _ => words.Say(manyDays, ("days", days)),
        };
    }

    private DateTime Wall(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, quiet.Zone).Date;

    private string Choices() => Pinned.Write<IReadOnlyList<Choice>>(
        [new("1", words["meeting.choice.attend"]), new("2", words["meeting.choice.leave"]), new("3", words["meeting.choice.ask"])]);
}
