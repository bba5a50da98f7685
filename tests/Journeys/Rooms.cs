using System.Net.Http.Headers;
using Luzhi.Bot;
using Luzhi.Bot.Channels;
using Luzhi.Bot.Channels.BotFramework;
using Luzhi.Bot.Rehearsal;
using Luzhi.Bot.Simulator;
using Luzhi.Core.Conversations;
using Luzhi.Core.Conversations.Forms;
using Luzhi.Core.Duties.Files;
using Luzhi.Core.Settings;
using Luzhi.Core.Storage;
using Luzhi.Scheduler.Engines;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Words = Luzhi.Core.Settings.Words;

namespace Luzhi.Journeys;

/// <summary>The product as it wires itself, with four things of ours: the clock, chance, the way to the platform, and nothing running by itself.</summary>
internal sealed class Rooms : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly Installation place;
    private readonly HttpClient porch;
    private readonly SteppedEngine engine;

    private Rooms(WebApplication app, Installation place, OfficeDesk desk, Stage stage)
    {
        (this.app, this.place, Desk) = (app, place, desk);
        porch = app.GetTestClient();
        engine = Backstage.Engine(app.Services, stage.Platform, stage.Clock);
    }

    public OfficeDesk Desk { get; }

    public IServiceProvider Services => app.Services;

    public static async Task<Rooms> OpenAsync(Stage stage, CancellationToken ct)
    {
        var house = House.Find(AppContext.BaseDirectory);
        var settings = new AllSettings { Organization = new OrganizationSettings { PublicUrl = "https://luzhi.invalid" }, Storage = stage.Storage, WeChat = stage.Wire, BotFramework = stage.WebChat.Settings, Account = stage.Account, Simulator = new SimulatorSettings { Enabled = false } };
        var forms = Forms(house);
        var place = new Installation(house, settings, Words.Load(Path.Combine(house.Config, "words.zh-CN.yaml")), forms, duties: Duties(house, [.. forms.All.Select(f => f.Id)]));
        await place.OpenAsync(ct);
        var app = Serving.Build(place, builder => Tune(builder, stage, place.Words));
        await app.StartAsync(ct);
        return new Rooms(app, place, await SitDownAsync(app, ct), stage);
    }

    /// <summary>Those that are shipped, and those that only stories know; all are off until a story switches one on.</summary>
    private static DutyShelf Duties(House house, IReadOnlyCollection<string> forms) => new(
        from folder in new[] { Path.Combine(house.Config, "duties"), Path.Combine(Stories.Folder, "duties") }
        from duty in DutyReader.ReadAll(folder, forms).All
        select duty with { On = false });

    public async Task<PorchAnswer> PushAsync(PorchCall call, CancellationToken ct)
    {
        using var content = new ByteArrayContent(call.Body);
        content.Headers.ContentType = new MediaTypeHeaderValue(call.ContentType, "utf-8");
        using var answer = await porch.PostAsync(new Uri("/wechat" + call.Query, UriKind.Relative), content, ct);
        return new PorchAnswer((int)answer.StatusCode, await answer.Content.ReadAsByteArrayAsync(ct));
    }

    /// <summary>What a Bot Framework channel posts, with the token that proves it.</summary>
    public async Task<int> PostAsync(string activity, string token, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/messages") { Content = new StringContent(activity, System.Text.Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await porch.SendAsync(request, ct);
        return (int)answer.StatusCode;
    }

    /// <summary>The way of a browser to the house.</summary>
    public HttpMessageHandler Web() => app.GetTestServer().CreateHandler();

    public Task RunUntilAsync(DateTimeOffset instant, CancellationToken ct) => engine.RunUntilAsync(instant, ct);

    /// <summary>The secretary's key is new at every opening: only its hash is kept.</summary>
    private static async Task<OfficeDesk> SitDownAsync(WebApplication app, CancellationToken ct)
    {
        var client = app.GetTestClient();
        var key = await app.Services.GetRequiredService<OfficeBook>().CreateKeyAsync("秘书", [], ct);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return new OfficeDesk(client);
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        place.Dispose();
    }

    /// <summary>What is shipped, and the form of every type of question, which is not.</summary>
    private static FormShelf Forms(House house) => new([.. FormReader.ReadAll(Path.Combine(house.Config, "forms")).All, .. FormReader.ReadAll(house.Path("tests/Journeys/forms")).All]);

    private static void Tune(WebApplicationBuilder builder, Stage stage, Words words)
    {
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders().AddProvider(stage.Passed);
        Backstage.Dress(builder, stage.Clock, stage.Chance, stage.Platform);
        builder.Services.AddHttpClient(BotFrameworkWiring.Client).ConfigurePrimaryHttpMessageHandler(() => new WebChatHandler(stage.WebChat));
        Around<IChannel>(builder.Services, inner => new WatchedChannel(inner, stage.Passed));
        Around<Dialogue>(builder.Services, inner => new Dialogue([.. inner.Flows.Select(flow => new WatchedFlow(flow, stage.Passed))], inner.Forms, words));
    }

    private static void Around<T>(IServiceCollection services, Func<T, T> around) where T : class
    {
        foreach (var real in services.Where(service => service.ServiceType == typeof(T)).ToList())
        {
            services.Remove(real);
            services.Add(real.Watched(around));
        }
    }
}
