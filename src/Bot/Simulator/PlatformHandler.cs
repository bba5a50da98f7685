using System.Net;
using System.Net.Http.Headers;

namespace Luzhi.Bot.Simulator;

/// <summary>The platform behind an HttpClient of the same process: for journeys and tests that need no port.</summary>
public sealed class PlatformHandler(Platform platform) : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var path = request.RequestUri!.AbsolutePath;
        var start = new[] { "/cgi-bin", "/wxaapi", "/sns" }.Max(family => path.IndexOf(family, StringComparison.Ordinal));
        var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        var call = new PlatformCall(request.Method.Method, start < 0 ? path : path[start..], request.RequestUri.Query, body);
        var answer = await platform.CallAsync(call, cancellationToken);
        if (answer.Cut)
        {
            throw new HttpRequestException(HttpRequestError.ResponseEnded, "the platform cut the connection");
        }

        var content = new ByteArrayContent(answer.Body);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(answer.ContentType);
        return new HttpResponseMessage((HttpStatusCode)answer.Status) { Content = content, RequestMessage = request };
    }
}
