using Luzhi.Bot.Channels.BotFramework.WireIn;
using Luzhi.Bot.Channels.BotFramework.WireOut;
using Luzhi.Core.Storage;
using Microsoft.IdentityModel.Protocols;

namespace Luzhi.Bot.Channels.BotFramework;

/// <summary>The channel's line in the list. Needs BotFrameworkSettings, Words, Database and TimeProvider in the container.</summary>
public static class BotFrameworkWiring
{
    public const string Client = "botframework";

    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private const int AnswerAtMost = 1024 * 1024;
    private static readonly TimeSpan ConnectPatience = TimeSpan.FromSeconds(5);

    public static IServiceCollection AddBotFramework(this IServiceCollection services)
    {
        services.AddHttpClient(Client, client =>
        {
            client.Timeout = Timeout.InfiniteTimeSpan; // each call has its own patience, on the house's clock
            client.MaxResponseContentBufferSize = AnswerAtMost;
        }).ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
        {
            AllowAutoRedirect = false, // a redirect would carry the token elsewhere
            UseCookies = false,
            ConnectTimeout = ConnectPatience,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(15), // one that was closed in the same moment leaves a message unknown
        }).RemoveAllLoggers(); // the factory's own log has conversation ids in it

        return services
            .AddSingleton<IDocumentRetriever, KeyDocuments>().AddSingleton<IssuerKeys>().AddSingleton<TokenGate>()
            .AddSingleton<ConnectorTokens>().AddSingleton<Connector>().AddSingleton<Outcomes>().AddSingleton<ReferenceBook>()
            .AddSingleton<Porch>().AddSingleton<BotFrameworkChannel>()
            .AddSingleton<IChannel>(rooms => rooms.GetRequiredService<BotFrameworkChannel>());
    }
}
