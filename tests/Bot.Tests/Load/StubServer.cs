using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Luzhi.Bot.Tests.Load;

/// <summary>A server that gives the platform's echo back, and answers pushes however the test likes.</summary>
internal sealed class StubServer(WebApplication app) : IAsyncDisposable
{
    public Uri Address => new(new Uri(app.Urls.First()), "/wechat");

    public static async Task<StubServer> StartAsync(RequestDelegate answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        app.Run(context => context.Request.Query.TryGetValue("echostr", out var echo) ? context.Response.WriteAsync(echo.ToString()) : answer(context));
        await app.StartAsync();
        return new StubServer(app);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
