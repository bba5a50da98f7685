using Luzhi.Core;
using Luzhi.Core.Storage;

namespace Luzhi.Bot.Wiring;

/// <summary>What every room stands on.</summary>
internal static class HouseWiring
{
    public static IServiceCollection AddHouse(this IServiceCollection services, Installation place) => services
        .AddSingleton(place)
        .AddSingleton(place.House)
        .AddSingleton(place.Words)
        .AddSingleton(place.Settings)
        .AddSingleton(place.Settings.Organization)
        .AddSingleton(place.Settings.Delivery)
        .AddSingleton(place.Database)
        .AddSingleton(Chance.Real)
        .AddSingleton(Clock.Real)
        .AddSingleton<OfficeBook>();
}
