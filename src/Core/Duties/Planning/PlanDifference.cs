using Luzhi.Core.Settings;

namespace Luzhi.Core.Duties.Planning;

public enum PlanChangeKind { Added, Moved, Worded, Dropped }

/// <summary>One thing that a changed file, calendar or meeting makes different, in words that the office reads before it takes effect.</summary>
/// <param name="Periods">The occurrences it is about; the same change of wording in a whole year is told once.</param>
public sealed record PlanChange(PlanChangeKind Kind, IReadOnlyList<string> Periods, string Text);

/// <summary>What stands for the future against what is planned anew. Pure: nothing is changed by looking.</summary>
public static class PlanDifference
{
    /// <param name="standing">What is in the ledger, or what the file said before. Only what has not opened: an edit never rewrites the past.</param>
    /// <param name="planned">The same stretch of time by the new file.</param>
    /// <returns>Nothing where nothing would change; else in the order of the days.</returns>
    public static IReadOnlyList<PlanChange> Of(
        IReadOnlyList<PlannedOccurrence> standing, IReadOnlyList<PlannedOccurrence> planned, DateTimeOffset now, TimeZoneInfo zone, Words words)
    {
        string When(DateTimeOffset at) => Civil.Say(at, now, zone);
        var pairs = standing.Join(planned, one => (one.DutyKey, one.Period), other => (other.DutyKey, other.Period), (one, other) => (Was: one, Is: other)).ToList();
        var (kept, still) = (pairs.Select(p => p.Was).ToHashSet(), pairs.Select(p => p.Is).ToHashSet());
        var changes = planned.Where(p => !still.Contains(p))
            .Select(p => (At: p.DueAt, Change: Change(PlanChangeKind.Added, p, words.Say("difference.added", Named(p, ("due", When(p.DueAt)), ("opens", When(p.OpensAt)))))))
            .Concat(standing.Where(p => !kept.Contains(p)).Select(p => (At: p.DueAt, Change: Change(PlanChangeKind.Dropped, p, words.Say("difference.dropped", Named(p, ("due", When(p.DueAt))))))))
            .Concat(pairs.SelectMany(pair => Moves(pair.Was, pair.Is, words, When).Select(change => (At: pair.Is.DueAt, Change: change))));
        return [.. changes.OrderBy(c => c.At).Select(c => c.Change), .. Worded(pairs, words)];
    }

    private static IEnumerable<PlanChange> Moves(PlannedOccurrence was, PlannedOccurrence @is, Words words, Func<DateTimeOffset, string> when)
    {
        if (was.DueAt != @is.DueAt)
        {
            yield return Change(PlanChangeKind.Moved, @is, words.Say("difference.due", Named(@is, ("was", when(was.DueAt)), ("is", when(@is.DueAt)))));
        }

        if (was.OpensAt != @is.OpensAt)
        {
            yield return Change(PlanChangeKind.Moved, @is, words.Say("difference.opens", Named(@is, ("was", when(was.OpensAt)), ("is", when(@is.OpensAt)))));
        }

        // Where the day itself moves, its notices go with it: that need not be said of each.
        foreach (var (one, other) in was.DueAt == @is.DueAt ? Same(was, @is).Where(n => n.Was.DueAt != n.Is.DueAt && n.Is.DueAt != @is.OpensAt) : [])
        {
            yield return Change(PlanChangeKind.Moved, @is, words.Say("difference.notice", Named(@is, ("was", when(one.DueAt)), ("is", when(other.DueAt)))));
        }

        foreach (var added in @is.Notices.ExceptBy(was.Notices.Select(n => n.Key), n => n.Key))
        {
            yield return Change(PlanChangeKind.Added, @is, words.Say("difference.notice_added", Named(@is, ("is", when(added.DueAt)))));
        }

        foreach (var gone in was.Notices.ExceptBy(@is.Notices.Select(n => n.Key), n => n.Key))
        {
            yield return Change(PlanChangeKind.Dropped, @is, words.Say("difference.notice_dropped", Named(@is, ("was", when(gone.DueAt)))));
        }
    }

    /// <summary>Titles and texts are the file's, the same in every period: a change of them is told once.</summary>
    private static IEnumerable<PlanChange> Worded(List<(PlannedOccurrence Was, PlannedOccurrence Is)> pairs, Words words)
    {
        var titles = pairs.Where(p => p.Was.Title != p.Is.Title).Select(p => (p.Is.Period, Key: "difference.title", Was: p.Was.Title, Is: p.Is.Title));
        var texts = pairs.SelectMany(p => Same(p.Was, p.Is).Where(n => n.Was.Text != n.Is.Text).Select(n => (p.Is.Period, Key: "difference.text", Was: n.Was.Text, Is: n.Is.Text)));
        return titles.Concat(texts).GroupBy(w => (w.Key, w.Was, w.Is)).Select(same => new PlanChange(
            PlanChangeKind.Worded, [.. same.Select(w => w.Period)], words.Say(same.Key.Key, ("was", same.Key.Was), ("is", same.Key.Is), ("count", same.Count()))));
    }

    private static IEnumerable<(PlannedNotice Was, PlannedNotice Is)> Same(PlannedOccurrence was, PlannedOccurrence @is) =>
        was.Notices.Join(@is.Notices, one => one.Key, other => other.Key, (one, other) => (one, other));

    private static PlanChange Change(PlanChangeKind kind, PlannedOccurrence about, string text) => new(kind, [about.Period], text);

    private static (string, object?)[] Named(PlannedOccurrence about, params (string, object?)[] places) => [("title", about.Title), ("period", about.Period), .. places];
}
