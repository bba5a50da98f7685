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
    /// The door. Every node has one, to say whom a message would reach; its loops run only where the node has the role worker. Stands on
    /// the channels, Database, Words, DeliverySettings, TimeProvider and Chance.
    /// </summary>
    public static IServiceCollection AddDoor(this IServiceCollection services, IReadOnlyList<NodeRole> roles)
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
        return roles.Contains(NodeRole.Worker) ? services.AddHostedService(place => place.GetRequiredService<Deliver>()) : services;
    }

    /// <summary>Never the same twice: after a restart the leases of the one before are another's, and run out.</summary>
    private static string Worker(Chance chance) => $"{Environment.MachineName}:{chance.Hex(4)}";
}
