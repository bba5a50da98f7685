using Luzhi.Core.Conversations.Language;
using Luzhi.Core.Duties;
using Luzhi.Core.Meetings;

namespace Luzhi.Core.Conversations.Secretary;

/// <summary>改期 N 周五下午三点 二楼: a meeting at another time, in another place, or both.</summary>
public sealed class Moving : IErrand
{
    private const int PlaceAtMost = 100;

    public DeskVerb Verb => DeskVerb.Move;

    public Turn? Begin(Clerk clerk, DeskCommand command)
    {
        if (clerk.Meant(command.Number, m => m is { Mine: true, Kind: MatterKind.Meeting }) is not { } matter)
        {
            return clerk.Which(command.Number);
        }

        if (Refusal(clerk, matter) is { } refusal)
        {
            return clerk.Say(refusal);
        }

        return Said(clerk, new Draft { Verb = Verb, Ref = matter.Ref }, matter, command.Rest);
    }

    public Turn ReadBack(Clerk clerk, Draft draft)
    {
        if (clerk.Numbers.Find(draft.Ref) is not { } matter || Refusal(clerk, matter) is not null)
        {
            return clerk.Which(null);
        }

        if (draft.When <= clerk.Facts.Now)
        {
            return clerk.Wait(draft with { Wanting = true }, clerk.Words.Say("meeting.fault.start_past", ("when", clerk.When(draft.When.Value))));
        }

        return clerk.Wait(draft with { Wanting = false }, clerk.Words.Say("desk.move.read_back",
            ("matter", $"「{matter.Title}」"), ("when", Changed(clerk, draft.When is { } at ? clerk.When(at) : null, clerk.When(matter.When!.Value))),
            ("place", Changed(clerk, draft.Place, Place(clerk, matter))), ("told", matter.People)));
    }

    public Turn Confirmed(Clerk clerk, Draft draft) =>
        clerk.Numbers.Find(draft.Ref) is { } matter && Refusal(clerk, matter) is null && !(draft.When <= clerk.Facts.Now)
            ? clerk.Do(new DeskAct.Move(matter.Id, new MeetingEdit(StartsAt: draft.When, Place: draft.Place)),
                clerk.Words.Say("desk.move.done", ("matter", $"「{matter.Title}」"), ("when", clerk.When(draft.When ?? matter.When!.Value)), ("place", draft.Place ?? Place(clerk, matter))))
            : ReadBack(clerk, draft);

    public Turn Amend(Clerk clerk, Draft draft) => clerk.Wait(draft with { Wanting = true }, clerk.Words["desk.move.how"]);

    public Turn Amended(Clerk clerk, Draft draft, string said) =>
        clerk.Numbers.Find(draft.Ref) is { } matter ? Said(clerk, draft, matter, said) : clerk.Which(null);

    private Turn Said(Clerk clerk, Draft draft, Matter matter, string said)
    {
        var now = TimeZoneInfo.ConvertTime(matter.When!.Value, clerk.Facts.Zone);
        var moment = Moment.In(Plain.Of(said), DateOnly.FromDateTime(clerk.Facts.LocalNow.DateTime));
        var place = AsWritten(moment.Rest, said);
        if (moment.Unclear || place.Length > PlaceAtMost || moment is { Day: null, Time: null, Rest: "" })
        {
            return clerk.Wait(draft with { Wanting = true }, clerk.Words["desk.move.how"]);
        }

        var when = moment is { Day: null, Time: null } ? draft.When : Civil.Instant(
            (moment.Day ?? DateOnly.FromDateTime(now.DateTime)).ToDateTime(moment.Time ?? TimeOnly.FromDateTime(now.DateTime)), clerk.Facts.Zone);
        return ReadBack(clerk, draft with { When = when, Place = place.Length > 0 ? place : draft.Place });
    }

    /// <summary>The place in the secretary's own spelling: B座, not b座.</summary>
    private static string AsWritten(string place, string said) =>
        said.IndexOf(place, StringComparison.OrdinalIgnoreCase) is >= 0 and var at ? said.Substring(at, place.Length) : place;

    private static string Changed(Clerk clerk, string? now, string before) =>
        now is null || now == before ? clerk.Words.Say("desk.move.same", ("now", before)) : clerk.Words.Say("desk.move.changed", ("now", now), ("before", before));

    private static string Place(Clerk clerk, Matter matter) => matter.Place.Length > 0 ? matter.Place : clerk.Words["meeting.place_open"];

    private static string? Refusal(Clerk clerk, Matter matter) => matter switch
    {
        { Kind: not MatterKind.Meeting } => clerk.Words.Say("desk.move.no_meeting", ("matter", clerk.Named(matter))),
        { Sealed: true } => clerk.Words["desk.sealed"],
        { Mine: false } => clerk.Words.Say("desk.not_yours", ("matter", clerk.Named(matter))),
        _ => null,
    };
}
