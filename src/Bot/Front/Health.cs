using Luzhi.Bot.Workers;
using Luzhi.Core.Settings;
using Luzhi.Core.Storage;
using Luzhi.Scheduler.Jobs;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Luzhi.Bot.Front;

/// <summary>/health/live: the process answers. /health/ready: it can do its work; what cannot is named.</summary>
internal static class Health
{
    /// <summary>Longer than a round of the door against a platform that hangs, and than the diary keeps a quiet run to itself.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    public static IServiceCollection AddHealth(this IServiceCollection services, Installation place)
    {
        var checks = services.AddHealthChecks().AddCheck<DatabaseHealth>("database").AddCheck<SchedulerHealth>("scheduler");
        if (place.Settings.Roles.Contains(NodeRole.Worker))
        {
            checks.AddCheck<DoorHealth>("door");
        }

        if (place.Settings.Roles.Contains(NodeRole.Web))
        {
            checks.AddCheck<SpoolHealth>("spool");
        }

        return services;
    }

    public static void MapHealth(this WebApplication app)
    {
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false, ResponseWriter = WriteAsync });
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { ResponseWriter = WriteAsync });
    }

    private static Task WriteAsync(HttpContext context, HealthReport report) => context.Response.WriteAsJsonAsync(
        new
        {
            status = Word(report.Status),
            checks = report.Entries.ToDictionary(e => e.Key, e => new { status = Word(e.Value.Status), detail = e.Value.Description }),
        },
        context.RequestAborted);

    private static string Word(HealthStatus status) => status switch
    {
        HealthStatus.Healthy => "healthy",
        HealthStatus.Degraded => "degraded",
        _ => "unhealthy",
    };

    private sealed class DatabaseHealth(Database database) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            await database.AnswersAsync(cancellationToken) ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("数据库连不上");
    }

    /// <summary>Some node's bell has rung lately: without it nothing is announced and nobody reminded.</summary>
    private sealed class SchedulerHealth(JobDiary diary, TimeProvider clock) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            await diary.LastRunAsync(RingBell.Word, cancellationToken) is { } last && clock.GetUtcNow() - last < Patience
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Unhealthy("定时任务没有在跑");
    }

    /// <summary>Waiting pushes are no reason to send this node nothing more; a spool without room is.</summary>
    private sealed class SpoolHealth(Spool spool) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
            spool.Full ? HealthCheckResult.Unhealthy("暂存已满，来信收不下了")
            : spool.Count > 0 ? HealthCheckResult.Degraded($"{spool.Count} 条来信已暂存，等待入库")
            : HealthCheckResult.Healthy());
    }

    private sealed class DoorHealth(Deliver door) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            Task.FromResult(door.SilentFor < Patience ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("发送没有在跑"));
    }
}
