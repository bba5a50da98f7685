using Luzhi.Core.Messages;
using Luzhi.Core.Settings;

namespace Luzhi.Core.Duties;

/// <summary>What a study assignment says in the chat: short, with the way to the text. Pure. What it says otherwise, a broadcast says.</summary>
/// <param name="linked">Whether members' phones reach their own pages; else the text itself is sent.</param>
public sealed class StudyPlan(Words words, TimeZoneInfo zone, bool linked)
{
    private const int LinkMost = 500;
    private const int LeastMost = 5000;

    private readonly BroadcastPlan broadcasts = new(words, zone);

    /// <param name="files">How many papers go with it.</param>
    public Notice Told(Study study, Broadcast broadcast, int files, DateTimeOffset now)
    {
        var notice = broadcasts.Told(broadcast, now);
        notice.Text = words.Say("study.told",
            ("see", linked ? words["study.see"] : study.Text), ("files", Files(files)), ("ask", Ask(study)), ("by", By(study.DueAt, now)), ("title", study.Title));
        notice.Doorbell = BroadcastPlan.Bell(broadcast, words["study.hint"]);
        return notice;
    }

    public Notice Chased(Study study, Broadcast broadcast, string? said, DateTimeOffset now)
    {
        var notice = broadcasts.Chased(broadcast, said, now);
        notice.Text = words.Say("study.chase",
            ("see", linked ? "\n" + words["study.see"] : ""), ("ask", Ask(study)), ("by", By(study.DueAt, now)), ("said", said ?? words["broadcast.chase_said"]), ("title", study.Title));
        notice.Doorbell = BroadcastPlan.Bell(broadcast, broadcasts.ChaseHint(broadcast, said, "study.hint", now));
        return notice;
    }

    public IReadOnlyList<Fault> Faults(StudyDraft draft, IReadOnlyCollection<string> forms, DateTimeOffset now) =>
    [
        .. broadcasts.Faults(draft.AsBroadcast(), forms, now),
        .. draft.Link is { } link && !IsWebAddress(link) ? [new Fault("link", words["study.fault.link"])] : Array.Empty<Fault>(),
        .. draft.Least is < 0 or > LeastMost ? [new Fault("least", words.Say("study.fault.least", ("most", LeastMost)))] : Array.Empty<Fault>(),
    ];

    public static bool IsWebAddress(string link) =>
        link.Length <= LinkMost && Uri.TryCreate(link, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https";

    private string Files(int count) => count == 0 ? "" : "\n" + words.Say(linked ? "study.files" : "study.files_not", ("count", count));

    private string By(DateTimeOffset? due, DateTimeOffset now) => due > now ? words.Say("study.by", ("when", Civil.Say(due.Value, now, zone))) : "";

    private string Ask(Study study) => study.Ask switch
    {
        "read" => words["study.ask.read"],
        "text" => words.Say("study.ask.text", ("least", study.Least is > 0 ? words.Say("study.least", ("least", study.Least)) : "")),
        _ => words["study.ask.form"],
    };
}

/// <summary>What a secretary has written so far.</summary>
public sealed record StudyDraft(
    string Title, string Text, string Audience, DateTimeOffset? DueAt = null, string Ask = "text", int? Least = null, string? Link = null, Secrecy Secrecy = Secrecy.Open)
{
    public NewBroadcast AsBroadcast() => new(Title, Text, Audience, DueAt, Ask, Secrecy);
}
