using Hangfire;
using Hangfire.Dashboard;
using Luzhi.Bot.OfficeConsole;
using Luzhi.Scheduler.Engines;

namespace Luzhi.Bot.Front;

/// <summary>Hangfire's dashboard at /hangfire, behind the console's sign-in, for the office only. Only in a build that has Hangfire, and only while it is the engine.</summary>
internal static class HangfireBoard
{
    public static IServiceCollection AddHangfireBoard(this IServiceCollection services) => services.AddHangfire(_ => { });

    public static void MapHangfireBoard(this WebApplication app)
    {
        if (app.Services.GetRequiredService<IJobEngine>() is not HangfireEngine engine)
        {
            return;
        }

        var options = new DashboardOptions { AppPath = "/console", Authorization = [new OfficeLooks()], DisplayStorageConnectionString = false, DashboardTitle = "履职 · 定时任务" };
        app.MapHangfireDashboard("/hangfire", options, engine.Storage).RequireAuthorization(ConsoleSetup.Scheme);
    }

    private sealed class OfficeLooks : IDashboardAuthorizationFilter
    {
        public bool Authorize(DashboardContext context) => SignedIn.From(context.GetHttpContext().User) is { IsOffice: true };
    }
}
