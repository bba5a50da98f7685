using Luzhi.Core;
using Luzhi.Core.Settings;
using Luzhi.Core.Storage;

namespace Luzhi.Bot.Simulator;

/// <summary>The simulator's three lines in the table of contents: is it on, enlist it, map it.</summary>
public static class SimulatorSetup
{
    private const string KeyLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    /// <summary>On by default only where nobody else can reach it: in Development, listening on loopback alone.</summary>
    public static bool IsOn(SimulatorSettings settings, IHostEnvironment environment, string urls) =>
        settings.Enabled ?? (environment.IsDevelopment() && urls.Split(';').All(OnLoopback));

    /// <summary>
    /// The settings with an account to speak as. A configured one is left as it is; without an AppId it is the simulator's own,
    /// whose secrets are new at each start: they are good for this process alone.
    /// </summary>
    /// <param name="address">Where this server listens, e.g. http://localhost:5080.</param>
    public static AllSettings Furnish(AllSettings settings, Chance chance, string address) => settings.WeChat.Configured ? settings : settings with
    {
        Organization = settings.Organization.PublicUrl.Length > 0 ? settings.Organization : settings.Organization with { PublicUrl = address },
        WeChat = settings.WeChat with
        {
            AppId = "wx5edc0a7e1b24f638",
            AppSecret = chance.Hex(16),
            Token = chance.Hex(12),
            EncodingAesKey = string.Concat(chance.Bytes(43).Select(b => KeyLetters[b % KeyLetters.Length])),
            ApiBaseUrl = address + PlatformEndpoints.Path,
            OpenBaseUrl = address + PlatformEndpoints.Path,
        },
        Account = settings.Account with
        {
            Templates = settings.Account.Templates.Count > 0 ? settings.Account.Templates : PlatformTemplate.Chosen,
            Subscriptions = settings.Account.Subscriptions.Count > 0 ? settings.Account.Subscriptions : PlatformTemplate.Subscribed,
            Menu = settings.Account.Menu.Count > 0 ? settings.Account.Menu : SampleMenu,
        },
    };

    /// <summary>What the simulator's own account shows below the chat, where wechat.yaml has no menu.</summary>
    private static IReadOnlyList<MenuButton> SampleMenu { get; } =
        [new("我的"), new("履职", Buttons: [new("报一次活动", Key: "汇报"), new("撤回汇报", Key: "撤销")]), new("帮助")];

    /// <summary>Needs Database, Chance and the furnished AllSettings in the container; puts the shifted clock there as its TimeProvider.</summary>
    public static void Add(IServiceCollection services, TimeProvider real)
    {
        services.AddSingleton(new ShiftedClock(real));
        services.AddSingleton<TimeProvider>(s => s.GetRequiredService<ShiftedClock>());
        services.AddSingleton<SimulatorBook>();
        services.AddSingleton<SimulatorJournal>();
        services.AddSingleton(Make);
        services.AddSingleton<PhoneEndpoints>();
        services.AddSingleton<SampleBook>();
        services.AddSingleton<SampleBody>();
        services.AddHostedService<SimulatorWork>();
        services.AddHttpClient<HttpPorch>().ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false });
    }

    public static void Map(WebApplication app)
    {
        var platform = app.Services.GetRequiredService<Platform>();
        platform.Porch ??= app.Services.GetRequiredService<HttpPorch>().PushAsync;
        HeldPhones.Map(app, platform);
        PlatformEndpoints.Map(app, platform);
        PhonePage.Map(app);
        app.Services.GetRequiredService<PhoneEndpoints>().Map(app);
    }

    private static bool OnLoopback(string url) => Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.IsLoopback;

    private static Platform Make(IServiceProvider services)
    {
        var settings = services.GetRequiredService<AllSettings>();
        return new Platform(AccountOf(settings), services.GetRequiredService<ShiftedClock>(), services.GetRequiredService<Chance>(), services.GetRequiredService<SimulatorJournal>().Keep)
        {
            PushMode = settings.WeChat.EncodingAesKey.Length > 0 ? PushMode.Safe : PushMode.Plain,
        };
    }

    /// <summary>The account as the platform would have it, where the product is told of it so.</summary>
    internal static PlatformAccount AccountOf(AllSettings settings)
    {
        var wechat = settings.WeChat;
        return new PlatformAccount
        {
            AppId = wechat.AppId,
            AppSecret = wechat.AppSecret,
            Token = wechat.Token,
            EncodingAesKey = wechat.EncodingAesKey,
            WebHost = Uri.TryCreate(settings.Organization.PublicUrl, UriKind.Absolute, out var front) ? front.Authority : "",
            Templates = [.. settings.Account.Templates.Select(t => PlatformTemplate.Of(t.Key, t.Value))],
            Subscriptions = [.. settings.Account.Subscriptions.Select(s => PlatformSubscription.Of(s.Key, s.Value))],
        };
    }
}
