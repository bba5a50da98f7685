using Luzhi.Scheduler.Engines;

namespace Luzhi.Testing;

/// <summary>The house's stepped clock, which starts on a Monday morning unless a test says otherwise.</summary>
public sealed class ManualClock(DateTimeOffset? start = null) : SteppedClock(start ?? Some.Monday);
