using System.Net.Http.Headers;
using Luzhi.Bot;
using Luzhi.Bot.Workers;
using Luzhi.Core.Conversations.Forms;
using Luzhi.Core.Duties.Files;
using Luzhi.Core.Messages;
using Luzhi.Core.Settings;
using Luzhi.Core.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Luzhi.Bot.Tests;

/// <summary>The whole product, listening on a port of its own over a database of its own.</summary>
internal sealed class RunningHouse : IAsyncDisposable
{
    private readonly FreshDatabase fresh;
    private readonly Installation place;
    private readonly WebApplication app;

    private RunningHouse(FreshDatabase fresh, Installation place, WebApplication app) => (this.fresh, this.place, this.app) = (fresh, place, app);

    public static CancellationToken Ct => CancellationToken.None;

    public Database Database => fresh.Database;

    public IServiceProvider Services => app.Services;

    /// <summary>Knows no key.</summary>
    public HttpClient Stranger => new() { BaseAddress = new Uri(app.Urls.First()) };

    public static async Task<RunningHouse> StartAsync(Provider provider, Func<AllSettings, AllSettings>? adjust = null, DutyShelf? duties = null)
    {
        var fresh = await FreshDatabase.CreateAsync(provider);
        var settings = new AllSettings { Storage = fresh.Settings, Simulator = new SimulatorSettings { Enabled = false } };
        var house = House.Find(AppContext.BaseDirectory);
        var place = new Installation(house, adjust?.Invoke(settings) ?? settings, Words.Load(Path.Combine(house.Config, "words.zh-CN.yaml")),
            FormReader.ReadAll(Path.Combine(house.Config, "forms")), fresh.Database, duties);
        await place.OpenAsync(Ct);
        var app = Serving.Build(place, builder =>
        {
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            builder.Logging.ClearProviders();
        });
        await app.StartAsync(Ct);
        return new RunningHouse(fresh, place, app);
    }

    public static TimeProvider RealClock => Wiring.Clock.Real;

    public T Get<T>() where T : notnull => Services.GetRequiredService<T>();

    /// <summary>What a porch hands in, without the porch.</summary>
    public Task<Heard> HearAsync(Inbound inbound) => Get<Converse>().HearAsync(inbound, Ct);

    /// <summary>Waits for something that the house does by itself to be true in the database.</summary>
    public async Task UntilAsync(Func<LuzhiDb, Task<bool>> holds)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        for (var moment = TimeSpan.FromMilliseconds(50); ; await Task.Delay(moment, RealClock, patience.Token))
        {
            await using var db = Database.Open();
            if (await holds(db))
            {
                return;
            }
        }
    }

    /// <summary>A client with a new key; full rights without scopes.</summary>
    public async Task<HttpClient> ClientAsync(params string[] scopes)
    {
        var client = Stranger;
        var key = await Services.GetRequiredService<OfficeBook>().CreateKeyAsync("测试", scopes, Ct);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync(Ct);
        await app.DisposeAsync();
        place.Dispose();
        await fresh.DisposeAsync();
    }
}
