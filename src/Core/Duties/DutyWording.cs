using Luzhi.Core.Duties.Files;
using Luzhi.Core.Duties.Planning;
using Luzhi.Core.Messages;
using Luzhi.Core.Settings;

namespace Luzhi.Core.Duties;

/// <summary>How an occurrence comes to be put: as planned, after its time had passed unheard, or because a person calls for it now.</summary>
public enum Call { Planned, Late, ByHand }

/// <summary>Makes of what was planned the notices that are pinned: in the file's words, else in the house's own. Pure.</summary>
public sealed class DutyWording(Words words)
{
    /// <summary>What is told after its time is still worth hearing for so long.</summary>
    private static readonly TimeSpan LateLives = TimeSpan.FromDays(7);

    /// <remarks>
    /// Where it is put after its opening, whoever owes it hears so now, once, with the first of what would have been said; of the rest only what
    /// still lies ahead.
    /// </remarks>
    public IReadOnlyList<Notice> Notices(Duty duty, PlannedOccurrence plan, QuietHours quiet, Call call, DateTimeOffset now)
    {
        var opening = plan.Notices.Where(n => n.To == Rung.Self).MinBy(n => n.DueAt);
        return [.. plan.Notices.Where(n => n == opening || n.DueAt > now).Select(n => Pinned(duty, plan, n, n == opening && n.DueAt <= now ? Told(n, quiet, call, now) : n, call))];
    }

    private static PlannedNotice Told(PlannedNotice opening, QuietHours quiet, Call call, DateTimeOffset now)
    {
        var at = call == Call.ByHand ? now : quiet.NextAllowed(now);
        return opening with { DueAt = at, ExpiresAt = opening.ExpiresAt > at ? opening.ExpiresAt : at + LateLives };
    }

    private Notice Pinned(Duty duty, PlannedOccurrence plan, PlannedNotice planned, PlannedNotice told, Call call) => new()
    {
        Kind = planned.To == Rung.Self ? planned.Kind : "ladder",
        UniqueKey = planned.Key,
        DueAt = told.DueAt,
        ExpiresAt = told.ExpiresAt,
        Text = Text(duty, planned) + (call == Call.Late ? "\n" + words["duty.late"] : ""),
        Doorbell = Messages.Pinned.Write(new Doorbell("broadcast", plan.Title, plan.DueAt, null, null, words[Hint(duty, planned)])),
        Choices = planned.To != Rung.Self || Choice(duty) is not { } choice ? null : Messages.Pinned.Write<IReadOnlyList<Choice>>([choice]),
        Whom = planned.Whom,
        Rung = planned.To,
        ByHand = call == Call.ByHand,
        State = "due",
    };

    private string Text(Duty duty, PlannedNotice planned) => planned switch
    {
        { Text.Length: > 0 } => planned.Text,
        { To: not Rung.Self } => words["duty.ladder"],
        { Kind: "chase" } => words["duty.chase"],
        _ => words.Say("duty.told", ("say", duty.Say)),
    };

    /// <summary>Words are answered as they are; what is ticked or filled in begins with a 1.</summary>
    private Choice? Choice(Duty duty) => duty.Ask switch
    {
        null or "text" => null,
        "read" => new Choice("1", words["duty.choice.read"]),
        _ => new Choice("1", words["duty.choice.form"]),
    };

    private static string Hint(Duty duty, PlannedNotice planned) =>
        planned.To != Rung.Self ? "duty.hint.ladder" : duty.Ask switch
        {
            null => "duty.hint.told",
            "read" or "text" => "duty.hint.ask",
            _ => "duty.hint.form",
        };
}
