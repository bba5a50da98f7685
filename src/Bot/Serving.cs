using Luzhi.Bot.Api;
using Luzhi.Bot.Channels;
using Luzhi.Bot.Channels.BotFramework;
using Luzhi.Bot.Channels.WeChat;
using Luzhi.Bot.Front;
using Luzhi.Bot.OfficeConsole;
using Luzhi.Bot.PhonePages;
using Luzhi.Bot.Simulator;
using Luzhi.Bot.Wiring;
using Luzhi.Bot.Workers;
using Luzhi.Core;
using Luzhi.Core.Settings;
using Luzhi.Scheduler;

namespace Luzhi.Bot;

/// <summary>The web host as a table of contents: what is wired, then what is mapped.</summary>
internal static class Serving
{
    /// <summary>
    /// What is in flight when the house is told to stop is finished: a turn within ten seconds, a send within fifteen, and its acknowledgement.
    /// A supervisor has to wait a little longer before it kills.
    /// </summary>
    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(30);

    /// <param name="tune">For tests: what is registered last holds.</param>
    public static WebApplication Build(Installation place, Action<WebApplicationBuilder>? tune = null)
    {
        // Pages and assets stand beside the program, whatever directory it was started in.
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.ListenSomewhere();
        builder.Logging.KeepQuiet();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = StopWithin);

        var urls = Listen.Urls(builder.Configuration);
        var simulator = SimulatorSetup.IsOn(place.Settings.Simulator, builder.Environment, urls);
        var home = simulator ? place.With(SimulatorSetup.Furnish(place.Settings, Chance.Real, Listen.Shown(builder.Configuration))) : place;
        builder.Services.AddHouse(home).AddRedis(home.Settings.Redis).AddConversations().AddWeChat().AddBotFramework().AddApi(home).AddConsole().AddPhonePages(home).AddHealth(home);
        if (simulator)
        {
            SimulatorSetup.Add(builder.Services, Clock.Real);
        }

        builder.Services.AddDoor(home.Settings.Roles).AddReplay(home.Settings.Roles).AddMenu(home.Settings.Roles).AddScheduler(home.Settings, Environment.MachineName, clockIsPulled: simulator);
#if HANGFIRE
        builder.Services.AddHangfireBoard();
#endif
        tune?.Invoke(builder);

        var app = builder.Build();
        app.MapHealth();
        if (home.Settings.Roles.Contains(NodeRole.Web))
        {
            Open(app, home, simulator);
        }

        return app;
    }

    private static void Open(WebApplication app, Installation home, bool simulator)
    {
        if (simulator)
        {
            app.UseHeldPhones();
        }

        app.UseMethods();
        app.UseSeenInput();
        app.UseRouting();
        app.UseApi();
        app.UseConsole();
        app.UsePhonePages();
        app.MapFrontPage(home, simulator);
        app.MapVerifyFiles(home.House, home.Settings.Account);
        app.MapApi();
        app.MapConsole();
#if HANGFIRE
        app.MapHangfireBoard();
#endif
        app.MapPhonePages();
        foreach (var channel in app.Services.GetServices<IChannel>())
        {
            channel.Map(app);
        }

        if (simulator)
        {
            SimulatorSetup.Map(app);
        }
    }
}
