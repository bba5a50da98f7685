namespace Luzhi.Core.Conversations.Secretary;

/// <summary>What a secretary should know in the morning: the meetings of today and tomorrow, what is in hand, what needs a person.</summary>
public static class Brief
{
    /// <summary>So near to its instant somebody who has not answered should be chased.</summary>
    private static readonly TimeSpan Near = TimeSpan.FromHours(48);

    public static string Of(Clerk clerk)
    {
        var (words, today) = (clerk.Words, clerk.Facts.LocalNow.Date);
        var head = words.Say("desk.today.head", ("day", Forms.Days.Say(DateOnly.FromDateTime(today), "", DateOnly.FromDateTime(today))));
        List<string> lines = [Day(clerk, "desk.today.today", today), Day(clerk, "desk.today.tomorrow", today.AddDays(1))];
        lines.AddRange(Numbers(clerk));
        var all = clerk.Numbers.All.ToList();
        lines.Add(all.Count == 0 ? words["desk.nothing_in_hand"] : words["desk.in_hand"]);
        lines.AddRange(all.Select(clerk.Line));
        var due = Due(clerk);
        return Sheet.Fit(head, lines, due.Count == 0 ? words["desk.how"] : words.Say("desk.today.chase", ("numbers", string.Join('、', due)), ("first", due[0])), words);
    }

    /// <summary>A morning without any of this needs no message.</summary>
    public static bool HasSomething(Clerk clerk) =>
        clerk.Desk.Matters.Count > 0 || clerk.Desk.Brief is { Answers: > 0 } or { Questions: > 0 } or { Leaves: > 0 } or { Unreached: > 0 };

    private static string Day(Clerk clerk, string key, DateTime day)
    {
        var meetings = clerk.Desk.Begun.Concat(clerk.Desk.Matters).Where(m => m.Kind == MatterKind.Meeting && TimeZoneInfo.ConvertTime(m.When!.Value, clerk.Facts.Zone).Date == day).ToList();
        return clerk.Words.Say(key) + (meetings.Count == 0 ? clerk.Words["desk.today.none"] : string.Concat(meetings.Select(m => "\n" + clerk.Words.Say("desk.today.meeting",
            ("time", TimeZoneInfo.ConvertTime(m.When!.Value, clerk.Facts.Zone).ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture)),
            ("place", m.Place.Length > 0 ? m.Place : clerk.Words["meeting.place_open"]), ("people", m.People), ("attending", m.Attending),
            ("leave", m.Leave), ("pending", m.Pending), ("title", m.Title)))));
    }

    private static IEnumerable<string> Numbers(Clerk clerk)
    {
        if (clerk.Desk.Brief is not { } brief)
        {
            return [];
        }

        (string Key, int Count)[] counts = [("answers", brief.Answers), ("questions", brief.Questions), ("leaves", brief.Leaves), ("unreached", brief.Unreached)];
        return counts.Where(c => c.Count > 0).Select(c => clerk.Words.Say("desk.today." + c.Key, ("count", c.Count)));
    }

    private static List<int> Due(Clerk clerk) =>
    [
        .. clerk.Numbers.All.Where(i => i.Matter is { Mine: true, Asks: true, Pending: > 0, When: { } when } && (i.Matter.Kind == MatterKind.Broadcast || when > clerk.Facts.Now)
            && when - clerk.Facts.Now <= Near && !i.Matter.ChasedAlready(clerk.Facts)).Select(i => i.Number),
    ];
}
