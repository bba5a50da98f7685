namespace Luzhi.Bot.Simulator;

/// <summary>What lets the account speak first, and for how long (§7 of the wire).</summary>
public enum WindowKind { Message, Menu, Follow, Scan }

public sealed record Window(DateTimeOffset ClosesAt, int Left);

public sealed record MenuItem(string Id, string Content);

public sealed record NoticeField(string Label, string Value);

/// <summary>What stands in a bubble. <see cref="Kind"/>: text, image, location, msgmenu, news, notice, fault, system.</summary>
public sealed record BubbleContent(string Kind, string Text)
{
    public string? Tail { get; init; }
    public IReadOnlyList<MenuItem>? Items { get; init; }
    public string? Title { get; init; }
    public IReadOnlyList<NoticeField>? Fields { get; init; }
    public string? Url { get; init; }
    public string? MediaId { get; init; }
    public double? Latitude { get; init; }
    public double? Longitude { get; init; }
}

/// <param name="Way">own, passive, session, template, subscription or system.</param>
public sealed record Bubble(long Id, DateTimeOffset At, string Way, BubbleContent Content);

/// <summary>One follower's phone as the platform sees it.</summary>
public sealed class Phone(string openId, string name)
{
    private readonly Dictionary<WindowKind, Window> windows = [];
    private readonly Dictionary<string, int> agreed = new(StringComparer.Ordinal);

    public string OpenId { get; } = openId;
    public string Name { get; } = name;
    public bool Follows { get; set; }
    public bool Refuses { get; set; }
    public DateTimeOffset? FollowedAt { get; set; }
    public string? Scene { get; set; }
    public DateTimeOffset? LastTouchedAt { get; set; }
    public DateTimeOffset? TypingUntil { get; set; }
    public List<Bubble> Bubbles { get; } = [];
    public IReadOnlyDictionary<WindowKind, Window> Windows => windows;

    /// <summary>How many notices of this subscription may still be sent: on the platform every tap counts.</summary>
    public int Agreed(string template) => agreed.GetValueOrDefault(template);

    public void Answer(string template, bool yes) => agreed[template] = yes ? Agreed(template) + 1 : 0;

    public void Use(string template) => agreed[template] = Agreed(template) - 1;

    public void Open(WindowKind kind, DateTimeOffset now, PlatformLimits limits)
    {
        windows[kind] = kind == WindowKind.Message
            ? new Window(now + limits.OpenAfterWords, limits.MessagesAfterWords)
            : new Window(now + limits.OpenAfterTouch, limits.MessagesAfterTouch);
        LastTouchedAt = now;
    }

    public bool AnyOpen(DateTimeOffset now) => windows.Values.Any(w => w.ClosesAt > now);

    /// <summary>The window a session message is taken from: of those with something left, the one that closes first.</summary>
    public WindowKind? ToSpend(DateTimeOffset now)
    {
        var open = windows.Where(w => w.Value.ClosesAt > now && w.Value.Left > 0).OrderBy(w => w.Value.ClosesAt).ToList();
        return open.Count == 0 ? null : open[0].Key;
    }

    public void Spend(WindowKind kind) => windows[kind] = windows[kind] with { Left = windows[kind].Left - 1 };

    public void CloseAll() => windows.Clear();
}
