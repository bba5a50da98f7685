namespace Luzhi.Bot.Simulator;

/// <summary>
/// Real time plus a shift that somebody pulled: what is due tomorrow can be lived today. A timer that falls due inside the
/// pulled span fires at once; it never fires twice for one pull.
/// </summary>
public sealed class ShiftedClock(TimeProvider real) : TimeProvider
{
    private readonly Lock gate = new();
    private readonly HashSet<ShiftedTimer> timers = [];
    private TimeSpan shift;

    public TimeSpan Shift
    {
        get
        {
            lock (gate)
            {
                return shift;
            }
        }
    }

    public override long TimestampFrequency => real.TimestampFrequency;

    public override TimeZoneInfo LocalTimeZone => real.LocalTimeZone;

    public override DateTimeOffset GetUtcNow() => real.GetUtcNow() + Shift;

    /// <summary>Not shifted: it measures how long something really took.</summary>
    public override long GetTimestamp() => real.GetTimestamp();

    /// <summary>Forward only: a clock that went back would make the past happen again.</summary>
    public void Pull(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        List<ShiftedTimer> running;
        lock (gate)
        {
            shift += by;
            running = [.. timers];
        }

        running.ForEach(timer => timer.Wind());
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new ShiftedTimer(this, real, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private void Keep(ShiftedTimer timer, bool running)
    {
        lock (gate)
        {
            _ = running ? timers.Add(timer) : timers.Remove(timer);
        }
    }

    private sealed class ShiftedTimer : ITimer
    {
        private readonly ShiftedClock clock;
        private readonly TimerCallback callback;
        private readonly object? state;
        private readonly ITimer inner;
        private readonly Lock gate = new();
        private DateTimeOffset? due;
        private TimeSpan period;

        public ShiftedTimer(ShiftedClock clock, TimeProvider real, TimerCallback callback, object? state)
        {
            (this.clock, this.callback, this.state) = (clock, callback, state);
            inner = real.CreateTimer(_ => Ring(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (gate)
            {
                this.period = period;
                due = dueTime == Timeout.InfiniteTimeSpan ? null : clock.GetUtcNow() + dueTime;
            }

            clock.Keep(this, due is not null);
            return Wind();
        }

        /// <summary>Sets the real timer to what is left until the due instant, as the clock stands now.</summary>
        public bool Wind()
        {
            lock (gate)
            {
                var left = due - clock.GetUtcNow();
                return inner.Change(left is null ? Timeout.InfiniteTimeSpan : left > TimeSpan.Zero ? left.Value : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
            }
        }

        public void Dispose()
        {
            clock.Keep(this, false);
            inner.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            clock.Keep(this, false);
            return inner.DisposeAsync();
        }

        private void Ring()
        {
            bool again;
            lock (gate)
            {
                if (due is null || due > clock.GetUtcNow())
                {
                    Wind(); // the real timer may ring a hair early
                    return;
                }

                again = period > TimeSpan.Zero;
                due = again ? clock.GetUtcNow() + period : null;
                Wind();
            }

            clock.Keep(this, again);
            callback(state);
        }
    }
}
