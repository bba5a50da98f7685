using System.Net.Http.Headers;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Luzhi.Bot.Simulator;

/// <summary>The product's real porch, reached over loopback as the platform would reach it.</summary>
internal sealed class HttpPorch(HttpClient http, IServer server)
{
    public async Task<PorchAnswer> PushAsync(PorchCall call, CancellationToken ct)
    {
        using var content = new ByteArrayContent(call.Body);
        content.Headers.ContentType = new MediaTypeHeaderValue(call.ContentType, "utf-8");
        using var answer = await http.PostAsync(new Uri(Own() + "/wechat" + call.Query), content, ct);
        return new PorchAnswer((int)answer.StatusCode, await answer.Content.ReadAsByteArrayAsync(ct));
    }

    /// <summary>Asked at each push: only a started server knows its port.</summary>
    private string Own() => server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault()?.TrimEnd('/')
        ?? throw new HttpRequestException("the server does not listen yet");
}
