using Luzhi.Bot.Channels;
using Luzhi.Core;
using Luzhi.Core.Messages;
using Luzhi.Core.Settings;
using Luzhi.Core.Storage;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Luzhi.Bot.Workers;

internal static class DoorSetup
{
    /// <summary>
    /// The door of this node, without its loops: for journeys, and for commands that send nothing. Stands on the channels, Database, Words,
    /// TimeProvider and Chance.
    /// </summary>
    public static IServiceCollection AddDoor(this IServiceCollection services)
    {
        services.TryAddSingleton<Wake>();
        services.TryAddSingleton<Outbox>();
        services.TryAddSingleton<IncidentBook>();
        services.AddSingleton<Backoff>();
        services.AddSingleton(place => new Gates(
            place.GetServices<IChannel>(), place.GetRequiredService<DeliverySettings>(), place.GetRequiredService<IncidentBook>(), place.GetRequiredService<TimeProvider>()));
        services.AddSingleton(place => place.GetRequiredService<Gates>().Rights);
        services.AddSingleton<Attempt>();
        services.AddSingleton(place => ActivatorUtilities.CreateInstance<Deliver>(place, Worker(place.GetRequiredService<Chance>())));
        return services;
    }

    /// <summary>The door with its loops, on a node that has the role worker.</summary>
    public static IServiceCollection AddDoorLoops(this IServiceCollection services) =>
        services.AddHostedService(place => place.GetRequiredService<Deliver>());

    /// <summary>Never the same twice: after a restart the leases of the one before are another's, and run out.</summary>
    private static string Worker(Chance chance) => $"{Environment.MachineName}:{chance.Hex(4)}";
}
