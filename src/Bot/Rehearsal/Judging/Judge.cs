using Luzhi.Core.Duties;
using Luzhi.Core.Duties.Files;
using Luzhi.Core.Meetings;
using Luzhi.Core.Settings;
using Luzhi.Core.Storage;

namespace Luzhi.Bot.Rehearsal.Judging;

/// <summary>Something that must not happen in any year.</summary>
/// <param name="Check">Which of the checks: doubled, missed, after_answer, quiet, to_gone, endless, phones, alarm.</param>
internal sealed record Failure(string Check, string What);

/// <summary>Holds a year against what the house promises. Pure; each check is seen to fail by a test that plants its defect.</summary>
internal sealed class Judge(Evidence year, Words words, TimeZoneInfo zone)
{
    public static IReadOnlyList<string> Checks { get; } = ["doubled", "missed", "after_answer", "quiet", "to_gone", "endless", "phones", "alarm"];

    /// <summary>What is underway at midnight of the last day may end on the first morning after.</summary>
    private static readonly TimeSpan Underway = TimeSpan.FromMinutes(5);

    public IReadOnlyList<Failure> Verdict() =>
        [.. Doubled(), .. Missed(), .. AfterAnswer(), .. Quiet(), .. ToGone(), .. Endless(), .. Phones(), .. year.Alarms.Select(a => new Failure("alarm", a))];

    /// <summary>One occurrence a duty and period, one line a person and matter, one message a notice and line, unless it is marked as a repeat.</summary>
    private IEnumerable<Failure> Doubled()
    {
        foreach (var twice in year.Ledger.Occurrences.GroupBy(o => (o.DutyKey, o.Period)).Where(g => g.Count() > 1))
        {
            yield return Fail("doubled", "occurrence", ("title", twice.First().Title), ("period", twice.Key.Period), ("count", twice.Count()));
        }

        var planned = year.Planned.Select(p => (p.DutyKey, p.Period)).ToHashSet();
        foreach (var more in year.Ledger.Occurrences.Where(o => year.DutyKeys.Contains(o.DutyKey) && !o.Withdrawn && o.DueAt >= year.From && o.DueAt < year.To && !planned.Contains((o.DutyKey, o.Period))))
        {
            yield return Fail("doubled", "unplanned", ("title", more.Title), ("period", more.Period));
        }

        foreach (var twice in year.Ledger.Lines.GroupBy(l => (l.OccurrenceId, l.PersonId, l.About)).Where(g => g.Count() > 1))
        {
            yield return Fail("doubled", "line", ("title", year.Occurrences[twice.Key.OccurrenceId].Title), ("name", year.NameOf(twice.Key.PersonId)));
        }

        foreach (var twice in year.Sent().Where(s => !s.Message.Repeat).GroupBy(s => (s.Message.NoticeId, s.Message.PersonId, s.Message.AssignmentId)).Where(g => g.Count() > 1))
        {
            yield return Fail("doubled", "message", ("title", TitleOf(twice.First().Notice)), ("name", year.NameOf(twice.Key.PersonId)), ("count", twice.Count()));
        }
    }

    /// <summary>What the files plan stands in the ledger, whom a meeting was called for has a line, and every notice that fell due came to an end for everybody it meant.</summary>
    private IEnumerable<Failure> Missed()
    {
        var there = year.Ledger.Occurrences.Select(o => (o.DutyKey, o.Period)).ToHashSet();
        // What cannot be planned in this body (an audience it does not have) the office was told of, and the report lists it.
        var unplannable = year.Ledger.Incidents.Select(i => i.Subject).ToHashSet();
        foreach (var plan in year.Planned.Where(p => p.OpensAt >= year.From && p.OpensAt < year.To && !there.Contains((p.DutyKey, p.Period)) && !unplannable.Contains($"duty:{p.DutyKey}")))
        {
            yield return Fail("missed", "occurrence", ("title", plan.Title), ("period", plan.Period), ("when", Civil.Say(plan.DueAt, year.From, zone)));
        }

        var invited = year.Ledger.Lines.Where(l => year.Occurrences[l.OccurrenceId].MeetingId is not null).Select(l => (year.Occurrences[l.OccurrenceId].MeetingId!.Value, l.PersonId)).ToHashSet();
        foreach (var (meeting, person) in year.Called.SelectMany(c => c.People.Select(p => (c, p))).Where(x => !invited.Contains((x.c.Id, x.p))))
        {
            yield return Fail("missed", "invitation", ("title", meeting.Title), ("name", year.NameOf(person)));
        }

        foreach (var notice in year.Ledger.Notices.Where(n => n.State == "missed" || (n.State == "due" && n.DueAt < year.To - Underway)))
        {
            yield return Fail("missed", "notice", ("title", TitleOf(notice)), ("when", Civil.Say(notice.DueAt, year.From, zone)));
        }

        var written = year.Ledger.Messages.Concat(year.Ledger.Waiting).Select(m => (m.NoticeId, m.AssignmentId)).ToHashSet();
        foreach (var notice in year.Ledger.Notices.Where(n => n.State == "rung" && n.Whom == Whom.Everyone && n.Rung == Rung.Self && n.AssignmentId is null && !year.Occurrences[n.OccurrenceId].Withdrawn))
        {
            foreach (var line in LinesOf(notice).Where(l => !written.Contains((notice.Id, l.Id)) && !RemovedBefore(l.PersonId, notice.RungAt) && year.People[l.PersonId].CreatedAt <= notice.RungAt))
            {
                yield return Fail("missed", "person", ("title", TitleOf(notice)), ("name", year.NameOf(line.PersonId)));
            }
        }
    }

    /// <summary>Nobody who has answered is asked again.</summary>
    private IEnumerable<Failure> AfterAnswer() => year.Sent()
        .Where(s => s.Notice.Whom is Whom.Unanswered or Whom.Unsettled && s.Message.AssignmentId is { } id && year.Lines.TryGetValue(id, out var line) && line.AnsweredAt < s.Message.At && !StillAsked(line))
        .Select(s => Fail("after_answer", "message", ("title", TitleOf(s.Notice)), ("name", year.NameOf(s.Message.PersonId)), ("when", Civil.Say(s.Message.At, year.From, zone))));

    /// <summary>Scheduled notices keep the night, but for a reminder of what begins within three hours.</summary>
    private IEnumerable<Failure> Quiet() => year.Sent()
        .Where(s => !s.Notice.ByHand && s.Notice.Kind is not ("announce" or "moved" or "withdrawn") && s.Message.Route != "passive")
        .Where(s => year.Quiet.NextAllowed(s.Message.At) != s.Message.At && s.Message.At - s.Notice.DueAt < TimeSpan.FromMinutes(1))
        .Where(s => year.Occurrences[s.Notice.OccurrenceId].DueAt is not { } starts || starts - s.Notice.DueAt > QuietHours.Near)
        .Select(s => Fail("quiet", "message", ("title", TitleOf(s.Notice)), ("name", year.NameOf(s.Message.PersonId)), ("when", Civil.Say(s.Message.At, year.From, zone))));

    private IEnumerable<Failure> ToGone()
    {
        var absences = year.Unfollowed.ToLookup(a => a.PersonId);
        foreach (var (message, notice) in year.Sent())
        {
            if (absences[message.PersonId ?? 0].Any(a => a.From < message.At && (a.To is null || a.To > message.At)))
            {
                yield return Fail("to_gone", "unfollowed", ("title", TitleOf(notice)), ("name", year.NameOf(message.PersonId)), ("when", Civil.Say(message.At, year.From, zone)));
            }
            else if (RemovedBefore(message.PersonId, message.At))
            {
                yield return Fail("to_gone", "removed", ("title", TitleOf(notice)), ("name", year.NameOf(message.PersonId)), ("when", Civil.Say(message.At, year.From, zone)));
            }
        }
    }

    /// <summary>What was asked and is past its time is answered, excused or written down as overdue; nothing waits at the door that nobody will fetch.</summary>
    private IEnumerable<Failure> Endless()
    {
        foreach (var line in year.Ledger.Lines.Where(l => l.State is AssignmentState.Due or AssignmentState.Notified or AssignmentState.Seen))
        {
            var occurrence = year.Occurrences[line.OccurrenceId];
            if (occurrence is { Withdrawn: false, Asked: true, DueAt: { } due } && due < year.To - Underway && !RemovedBefore(line.PersonId, due) && occurrence.Secrecy != Secrecy.Offline)
            {
                yield return Fail("endless", "line", ("title", occurrence.Title), ("name", year.NameOf(line.PersonId)), ("state", line.State.ToString().ToLowerInvariant()));
            }
        }

        foreach (var stuck in year.Ledger.Waiting.Where(w => w.Outcome != "held" && w.At < year.To - Underway))
        {
            yield return Fail("endless", "outbox", ("key", stuck.Key), ("state", stuck.Outcome));
        }
    }

    /// <summary>What the ledger says was sent is what came to the phones, no more and no less.</summary>
    private IEnumerable<Failure> Phones()
    {
        var sent = year.Ledger.Messages.Count(m => m.Outcome == "sent" && m.Route is "session" or "doorbell" or "subscription");
        if (sent != year.Arrivals)
        {
            yield return Fail("phones", "count", ("ledger", sent), ("phones", year.Arrivals));
        }
    }

    /// <summary>A question about a meeting is no answer to it.</summary>
    private static bool StillAsked(LedgerLine line) =>
        line is { Invitation: InvitationState.Asked or InvitationState.Pending } or { State: not (AssignmentState.Answered or AssignmentState.Done or AssignmentState.Excused) };

    private IEnumerable<LedgerLine> LinesOf(LedgerNotice notice) => linesOf[notice.OccurrenceId];

    private readonly ILookup<long, LedgerLine> linesOf = year.Ledger.Lines.ToLookup(l => l.OccurrenceId);

    private bool RemovedBefore(long? person, DateTimeOffset? at) => person is { } id && year.People[id].RemovedAt is { } gone && gone <= at;

    private string TitleOf(LedgerNotice notice) => year.Occurrences[notice.OccurrenceId].Title;

    private Failure Fail(string check, string what, params ReadOnlySpan<(string, object?)> places) => new(check, words.Say($"rehearse.failed.{check}_{what}", places));
}
