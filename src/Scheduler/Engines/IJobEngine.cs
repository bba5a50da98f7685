using Microsoft.Extensions.Hosting;

namespace Luzhi.Scheduler.Engines;

/// <summary>Who runs the jobs: it owns when to look and, among several nodes, who does. What a run is, is the <see cref="JobRunner"/>'s.</summary>
public interface IJobEngine : IHostedService, IAsyncDisposable;
