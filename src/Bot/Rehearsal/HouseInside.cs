using Luzhi.Bot.Simulator;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;

namespace Luzhi.Bot.Rehearsal;

/// <summary>A server without a socket: what the platform pushes goes to the product's own pipeline and its answer comes back, one call after the other.</summary>
internal sealed class HouseInside : IServer
{
    private Func<FeatureCollection, Task>? process;

    public IFeatureCollection Features { get; } = new FeatureCollection();

    public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken) where TContext : notnull
    {
        process = features => ProcessAsync(application, features);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() { }

    public async Task<PorchAnswer> PushAsync(PorchCall call, CancellationToken ct)
    {
        using var answer = new MemoryStream();
        var body = new StreamResponseBodyFeature(answer);
        var response = new HttpResponseFeature();
        var features = new FeatureCollection();
        features.Set<IHttpRequestFeature>(Request(call));
        features.Set<IHttpResponseFeature>(response);
        features.Set<IHttpResponseBodyFeature>(body);
        await (process ?? throw new InvalidOperationException("the house is not open"))(features).WaitAsync(ct);
        await body.CompleteAsync();
        return new PorchAnswer(response.StatusCode, answer.ToArray());
    }

    private static HttpRequestFeature Request(PorchCall call) => new()
    {
        Method = HttpMethods.Post,
        Scheme = "http",
        Protocol = "HTTP/1.1",
        Path = Luzhi.Bot.Channels.WeChat.WireIn.Porch.Path,
        QueryString = call.Query,
        Headers = new HeaderDictionary { ["Content-Type"] = call.ContentType, ContentLength = call.Body.Length },
        Body = new MemoryStream(call.Body, writable: false),
    };

    private static async Task ProcessAsync<TContext>(IHttpApplication<TContext> application, FeatureCollection features) where TContext : notnull
    {
        var context = application.CreateContext(features);
        Exception? fault = null;
        try
        {
            await application.ProcessRequestAsync(context);
        }
        catch (Exception broken)
        {
            fault = broken;
            throw;
        }
        finally
        {
            application.DisposeContext(context, fault);
        }
    }
}
