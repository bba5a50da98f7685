using Luzhi.Bot.Channels.WeChat.WireOut;
using Luzhi.Bot.Simulator;
using Luzhi.Core;
using Luzhi.Scheduler;
using Luzhi.Scheduler.Engines;
using Platform = Luzhi.Bot.Simulator.Platform;

namespace Luzhi.Bot.Rehearsal;

/// <summary>
/// What makes the product a thing to be played with: its own wiring, with the clock, chance and the way to the platform taken from outside and
/// nothing running by itself. Journeys and rehearsals stand on it.
/// </summary>
internal static class Backstage
{
    public static void Dress(WebApplicationBuilder builder, TimeProvider clock, Chance chance, Platform platform)
    {
        builder.Services.AddSingleton(clock);
        builder.Services.AddSingleton(chance);
        builder.Services.AddHttpClient(Wire.Client).ConfigurePrimaryHttpMessageHandler(() => new PlatformHandler(platform));
        foreach (var loop in builder.Services.Where(RunsByItself).ToList())
        {
            builder.Services.Remove(loop);
        }
    }

    /// <summary>The jobs of the house with the door among them, and whoever else acts by the same clock.</summary>
    public static SteppedEngine Engine(IServiceProvider house, Platform platform, SteppedClock clock, params IReadOnlyList<IJob> others)
    {
        var door = ActivatorUtilities.CreateInstance<DoorStep>(house, platform);
        return new SteppedEngine(new JobList([.. house.GetRequiredService<JobList>(), door, .. others]), house.GetRequiredService<JobRunner>(), clock, clock.SetNow);
    }

    /// <summary>Workers and engine of our own assemblies; the web server itself is the framework's and stays.</summary>
    private static bool RunsByItself(ServiceDescriptor service) => service.ServiceType == typeof(IHostedService)
        && (service.ImplementationType?.Assembly ?? service.ImplementationFactory?.Method.Module.Assembly)?.GetName().Name is "Bot" or "Scheduler";
}
