using Luzhi.Bot.Simulator;
using Luzhi.Core;
using Luzhi.Core.Settings;
using Luzhi.Core.Storage;
using Luzhi.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Luzhi.Bot.Tests.Simulator;

/// <summary>The simulator on a server of its own, without the product: the porch is the test's.</summary>
internal sealed class PageHost : IAsyncDisposable
{
    private readonly WebApplication app;

    private PageHost(WebApplication app) => this.app = app;

    public HttpClient Http { get; private set; } = null!;

    public Platform Platform => app.Services.GetRequiredService<Platform>();

    public ShiftedClock Clock => app.Services.GetRequiredService<ShiftedClock>();

    public AllSettings Settings => app.Services.GetRequiredService<AllSettings>();

    /// <summary>A real port on loopback instead of a server without one: for a browser.</summary>
    public static Task<PageHost> OnLoopbackAsync(Database database, TimeProvider real, House house) =>
        StartAsync(database, real, house, web => web.UseUrls("http://127.0.0.1:0"));

    public static Task<PageHost> StartAsync(Database database, TimeProvider real, House house) =>
        StartAsync(database, real, house, web => web.UseTestServer());

    private static async Task<PageHost> StartAsync(Database database, TimeProvider real, House house, Action<IWebHostBuilder> listen)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        listen(builder.WebHost);
        builder.Services.AddSingleton(database).AddSingleton(Chance.Seeded(3)).AddSingleton(SimulatorSetup.Furnish(new AllSettings(), Chance.Seeded(4), "http://localhost:5080"));
        builder.Services.AddSingleton(house).AddSingleton(RealWords()).AddSingleton(new OrganizationSettings()).AddSingleton(Some.Zone).AddSingleton<RosterBook>();
        SimulatorSetup.Add(builder.Services, real);
        var host = new PageHost(builder.Build());
        host.Platform.Porch = (_, _) => Task.FromResult(Stage.Ok("success"));
        SimulatorSetup.Map(host.app);
        await host.app.StartAsync();
        host.Http = host.app.Services.GetRequiredService<IServer>() is TestServer server ? server.CreateClient() : new HttpClient { BaseAddress = new Uri(host.app.Urls.Single()) };
        return host;
    }

    private static Words RealWords() => Words.Load(Path.Combine(House.Find(AppContext.BaseDirectory).Config, "words.zh-CN.yaml"));

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await app.DisposeAsync();
    }
}
