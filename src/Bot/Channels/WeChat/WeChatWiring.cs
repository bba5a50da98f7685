using Luzhi.Bot.Channels.WeChat.Walk;
using Luzhi.Bot.Channels.WeChat.WireIn;
using Luzhi.Bot.Channels.WeChat.WireOut;
using Luzhi.Core.Settings;
using StackExchange.Redis;

namespace Luzhi.Bot.Channels.WeChat;

/// <summary>The channel's line in the list. Needs WeChatSettings, WeChatAccount, OrganizationSettings, Words, Chance and TimeProvider in the container, and takes a Redis if one is there.</summary>
public static class WeChatWiring
{
    private static readonly TimeSpan ConnectPatience = TimeSpan.FromSeconds(5);

    public static IServiceCollection AddWeChat(this IServiceCollection services)
    {
        services.AddHttpClient(Wire.Client, client =>
        {
            client.Timeout = Timeout.InfiniteTimeSpan; // the wire has its own patience, on the house's clock
            client.MaxResponseContentBufferSize = Wire.AnswerAtMost;
        }).ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
        {
            AllowAutoRedirect = false, // a redirect would carry the token elsewhere
            UseCookies = false,
            ConnectTimeout = ConnectPatience,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5), // the platform's addresses change
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(15), // one that the platform closed in the same moment leaves a message unknown
        }).RemoveAllLoggers(); // the factory's own log has the address with the token in it

        CallbackProbe.Wire(services);
        return services
            .AddSingleton<AccountMenu>().AddSingleton<CallbackProbe>().AddSingleton<AccountSteps>().AddSingleton<Templates>().AddSingleton<SiteSteps>().AddSingleton<ConnectionWalk>()
            .AddSingleton<Wire>().AddSingleton(Tokens).AddSingleton<Platform>().AddSingleton<Outcomes>()
            .AddSingleton<Followers>().AddSingleton<SceneCodes>().AddSingleton<WebLogin>().AddSingleton<PageTickets>()
            .AddSingleton<Porch>().AddSingleton<WeChatChannel>()
            .AddSingleton<IChannel>(rooms => rooms.GetRequiredService<WeChatChannel>());
    }

    /// <summary>On the nodes that send: the account's menu is made as configured.</summary>
    public static IServiceCollection AddMenu(this IServiceCollection services, IReadOnlyList<NodeRole> roles) =>
        roles.Contains(NodeRole.Worker) ? services.AddHostedService<MenuAtStart>() : services;

    private static AccessTokens Tokens(IServiceProvider rooms)
    {
        var (settings, redis) = (rooms.GetRequiredService<WeChatSettings>(), rooms.GetService<IConnectionMultiplexer>());
        var shelf = redis is null ? null : new TokenShelf(redis, settings.AppId, rooms.GetRequiredService<ILogger<TokenShelf>>());
        return new AccessTokens(rooms.GetRequiredService<Wire>(), settings, rooms.GetRequiredService<TimeProvider>(), shelf);
    }
}
