using Luzhi.Core.Settings;
using StackExchange.Redis;

namespace Luzhi.Bot.Wiring;

internal static class RedisWiring
{
    /// <summary>What several nodes share while it is hot. Nothing depends on it: not configured, it is not in the container; down, it is done without.</summary>
    public static IServiceCollection AddRedis(this IServiceCollection services, RedisSettings settings) =>
        settings.ConnectionString.Length == 0 ? services : services.AddSingleton<IConnectionMultiplexer>(_ => ConnectionMultiplexer.Connect(Patient(settings)));

    /// <summary>A Redis that is down at the start is no reason not to start; it is taken up when it comes.</summary>
    private static ConfigurationOptions Patient(RedisSettings settings)
    {
        var options = ConfigurationOptions.Parse(settings.ConnectionString);
        options.AbortOnConnectFail = false;
        return options;
    }
}
