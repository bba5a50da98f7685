namespace Luzhi.Scheduler.Tests;

/// <summary>A job that does what a test says, every two seconds unless told otherwise.</summary>
internal sealed class Told(string name, Func<CancellationToken, Task<int>> run, TimeSpan? every = null) : IJob
{
    public string Name => name;

    public DateTimeOffset Next(DateTimeOffset last) => last + (every ?? TimeSpan.FromSeconds(2));

    public Task<int> RunAsync(CancellationToken ct) => run(ct);
}

/// <summary>Counts, and completes when a number is reached: the fact to await.</summary>
internal sealed class Counter(int goal)
{
    private readonly TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int count;
    private int inside;

    public int Count => count;

    /// <summary>Two were at it at the same time.</summary>
    public bool Overlapped { get; private set; }

    public Task Reached => reached.Task.WaitAsync(TimeSpan.FromSeconds(60));

    public async Task<int> HitAsync(CancellationToken ct)
    {
        Overlapped |= Interlocked.Increment(ref inside) > 1;
        await Task.Yield();
        if (Interlocked.Increment(ref count) >= goal)
        {
            reached.TrySetResult();
        }

        Interlocked.Decrement(ref inside);
        ct.ThrowIfCancellationRequested();
        return 1;
    }
}
