using System.Globalization;
using System.Net;
using Luzhi.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Luzhi.Bench.Ground;

/// <summary>Kestrel that answers everything with the same seven bytes: as fast as an answer can be here.</summary>
internal sealed class BareServer : IAsyncDisposable
{
    public const string Word = "bare";

    private static readonly byte[] Constant = "success"u8.ToArray();

    private readonly Child child;

    private BareServer(Child child, int port) => (this.child, Address) = (child, new Uri($"http://127.0.0.1:{port}/"));

    public Uri Address { get; }

    public static async Task<BareServer> StartAsync(Site site, int core, CancellationToken ct)
    {
        var port = ServerProcess.FreePort();
        var self = Path.Combine(AppContext.BaseDirectory, "Bench.dll");
        var server = new BareServer(await Child.StartAsync(site.Log(Word), core, new Dictionary<string, string>(), "dotnet", self, Word, $"{port}"), port);
        using var http = new HttpClient();
        while (true)
        {
            try
            {
                await http.GetAsync(server.Address, ct);
                return server;
            }
            catch (HttpRequestException) when (server.child.Alive)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20), site.Clock, ct);
            }
        }
    }

    public static async Task<int> ServeAsync(string port, CancellationToken ct)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, int.Parse(port, CultureInfo.InvariantCulture)));
        await using var app = builder.Build();
        app.Run(context =>
        {
            context.Response.ContentLength = Constant.Length;
            return context.Response.Body.WriteAsync(Constant, context.RequestAborted).AsTask();
        });
        await app.StartAsync(ct);
        await app.WaitForShutdownAsync(ct);
        return 0;
    }

    public ValueTask DisposeAsync() => child.DisposeAsync();
}
