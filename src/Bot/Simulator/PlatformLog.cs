namespace Luzhi.Bot.Simulator;

/// <summary>One line of what went over the wire: no words, no names.</summary>
/// <param name="Route">The platform's address, or "push …" for what it pushed.</param>
public sealed record LogLine(long Id, DateTimeOffset At, string Route, string? OpenId, int Errcode, string Note);

/// <summary>The last lines only: it is for looking at, not for keeping.</summary>
internal sealed class PlatformLog
{
    private const int Kept = 400;
    private readonly Queue<LogLine> lines = new();
    private long last;

    public IReadOnlyList<LogLine> Lines => [.. lines];

    public void Add(DateTimeOffset at, string route, string? openId, int errcode, string note)
    {
        lines.Enqueue(new LogLine(++last, at, route, openId, errcode, note));
        if (lines.Count > Kept)
        {
            lines.Dequeue();
        }
    }
}
