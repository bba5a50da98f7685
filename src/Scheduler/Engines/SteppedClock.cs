namespace Luzhi.Scheduler.Engines;

/// <summary>
/// A clock that stands still until somebody moves it: the stepped engine's, and every test's. Timers fire in order of their instants, each seeing
/// its own instant as now.
/// </summary>
public class SteppedClock(DateTimeOffset start) : TimeProvider
{
    private readonly Lock gate = new();
    private readonly List<Timer> timers = [];
    private TaskCompletionSource changed = NewSignal();
    private DateTimeOffset now = start;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>UTC, so that code which quietly relies on the machine's own zone is found out.</summary>
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
        {
            return now.ToUniversalTime();
        }
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    public void Advance(TimeSpan by) => SetNow(GetUtcNow() + by);

    /// <summary>Moves to an instant and fires what falls due on the way. Backwards it only sets the clock, as an operator might.</summary>
    public void SetNow(DateTimeOffset instant)
    {
        while (TakeDue(instant) is { } timer)
        {
            timer.Fire();
        }

        lock (gate)
        {
            now = instant;
        }
    }

    /// <summary>Completes when at least <paramref name="count"/> timers are waiting: the fact to await before advancing under a background loop.</summary>
    public async Task WaitedOnAsync(int count, CancellationToken ct = default)
    {
        while (true)
        {
            Task next;
            lock (gate)
            {
                if (timers.Count >= count)
                {
                    return;
                }

                next = changed.Task;
            }

            await next.WaitAsync(ct);
        }
    }

    private Timer? TakeDue(DateTimeOffset limit)
    {
        lock (gate)
        {
            var first = timers.MinBy(timer => timer.Due);
            if (first is null || first.Due > limit)
            {
                return null;
            }

            now = first.Due > now ? first.Due : now;
            first.Reschedule();
            return first;
        }
    }

    private void Signal()
    {
        changed.TrySetResult();
        changed = NewSignal();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private sealed class Timer(SteppedClock clock, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan period;

        public DateTimeOffset Due { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock.gate)
            {
                this.period = period;
                clock.timers.Remove(this);
                if (dueTime > TimeSpan.Zero)
                {
                    Due = clock.now + dueTime;
                    clock.timers.Add(this);
                    clock.Signal();
                    return true;
                }

                if (dueTime == Timeout.InfiniteTimeSpan)
                {
                    return true;
                }

                Due = clock.now;
                clock.timers.Add(this);
                Reschedule();
            }

            Fire();
            return true;
        }

        /// <summary>Called under the gate, as the timer fires.</summary>
        public void Reschedule()
        {
            clock.timers.Remove(this);
            if (period > TimeSpan.Zero)
            {
                Due = clock.now + period;
                clock.timers.Add(this);
            }

            clock.Signal();
        }

        public void Fire() => callback(state);

        public void Dispose()
        {
            lock (clock.gate)
            {
                clock.timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
