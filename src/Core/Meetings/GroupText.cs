using Luzhi.Core.Duties;
using Luzhi.Core.Settings;

namespace Luzhi.Core.Meetings;

/// <summary>Words for a group chat, where no account speaks: to be copied and pasted by hand. No reason, no phone, nobody's answer.</summary>
public sealed class GroupText(Words words, TimeZoneInfo zone)
{
    public string Notice(Meeting meeting, DateTimeOffset now) => words.Say("sheets.notice", Places(meeting, now));

    /// <summary>Names and nothing else: whom the secretary chose to name before the group.</summary>
    public string Waiting(Meeting meeting, IReadOnlyList<string> names, DateTimeOffset now) =>
        words.Say("sheets.waiting", [.. Places(meeting, now), ("names", string.Join('、', names)), ("count", names.Count)]);

    private (string, object?)[] Places(Meeting meeting, DateTimeOffset now) =>
    [
        ("title", meeting.Title),
        ("when", Civil.Say(meeting.StartsAt, now, zone)),
        ("place", meeting.Place.Length > 0 ? meeting.Place : words["meeting.place_open"]),
    ];
}
