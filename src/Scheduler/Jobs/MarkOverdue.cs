using Luzhi.Core.Storage;

namespace Luzhi.Scheduler.Jobs;

/// <summary>Writes into the ledger that a duty's instant has passed without an answer. The answer may still come, and is late then.</summary>
public sealed class MarkOverdue(OverdueBook book, TimeProvider clock) : IJob
{
    /// <summary>After the first look of this process, and once a day for what was taken back meanwhile, everything is looked at.</summary>
    private static readonly TimeSpan WholeLook = TimeSpan.FromDays(1);

    private DateTimeOffset wholeAt = DateTimeOffset.UnixEpoch;

    private DateTimeOffset since = DateTimeOffset.UnixEpoch;

    public string Name => "mark-overdue";

    public DateTimeOffset Next(DateTimeOffset last) => last.AddSeconds(30);

    public async Task<DateTimeOffset?> DueAsync(DateTimeOffset last, CancellationToken ct) => await book.NextAsync(last, ct);

    public async Task<int> RunAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (now - wholeAt >= WholeLook)
        {
            (wholeAt, since) = (now, DateTimeOffset.UnixEpoch);
        }

        var marked = await book.MarkAsync(since, now, ct);
        // Two nodes' clocks may differ a little, and a meeting may be committed a moment after its instant.
        since = now.AddMinutes(-10);
        return marked;
    }
}
