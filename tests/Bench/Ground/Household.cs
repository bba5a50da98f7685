using Luzhi.Bot;
using Luzhi.Bot.Channels;
using Luzhi.Core.Conversations.Forms;
using Luzhi.Core.Settings;
using Luzhi.Core.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Luzhi.Bench.Ground;

/// <summary>The whole product in this process, over a database of its own: for what is called rather than pushed at.</summary>
internal sealed class Household : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly Installation place;

    private Household(WebApplication app, Installation place) => (this.app, this.place) = (app, place);

    public Database Database => place.Database;

    public IServiceProvider Services => app.Services;

    public T Get<T>() where T : notnull => app.Services.GetRequiredService<T>();

    /// <param name="storage">Migrated.</param>
    /// <param name="roles">What of it runs once it is started.</param>
    /// <param name="platform">Where messages go.</param>
    /// <param name="instead">Takes every message in the platform's place, without any wire.</param>
    public static Household Make(StorageSettings storage, NodeRole[] roles, Uri? platform = null, IChannel? instead = null)
    {
        var house = House.Find(AppContext.BaseDirectory);
        var settings = new AllSettings
        {
            Storage = storage,
            Roles = roles,
            WeChat = new WeChatSettings { AppId = Account.AppId, AppSecret = "secret", Token = Account.Token, EncodingAesKey = Account.AesKey, ApiBaseUrl = platform?.ToString() ?? "http://127.0.0.1:9" },
            Account = new WeChatAccount { Templates = new Dictionary<DoorbellKind, WeChatTemplate> { [DoorbellKind.Default] = new("bench", new Dictionary<string, DoorbellField> { ["thing1"] = DoorbellField.Title }) } },
            // What the machine bears, not what a platform allows.
            Delivery = new DeliverySettings { SendPerSecond = 0, SendAtOnce = 64, ClaimAtMost = 500 },
        };
        var place = new Installation(house, settings, Words.Load(Path.Combine(house.Config, "words.zh-CN.yaml")), FormReader.ReadAll(Path.Combine(house.Config, "forms")));
        var app = Serving.Build(place, builder =>
        {
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            builder.Logging.ClearProviders();
            if (instead is not null)
            {
                builder.Services.RemoveAll<IChannel>();
                builder.Services.AddSingleton(instead);
            }
        });
        return new Household(app, place);
    }

    public Task StartAsync(CancellationToken ct) => app.StartAsync(ct);

    public Task StopAsync(CancellationToken ct) => app.StopAsync(ct);

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        place.Dispose();
    }
}
