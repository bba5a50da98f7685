using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Luzhi.Core.Settings;

namespace Luzhi.Bot.Channels.WeChat.WireOut;

/// <summary>
/// One HTTP call to the platform, bounded in time and size, never throwing for what the network did. Its log has the path without the
/// query and the platform's code: no token, no openid, no words.
/// </summary>
public sealed partial class Wire(IHttpClientFactory http, WeChatSettings settings, TimeProvider clock, ILogger<Wire> log)
{
    public const string Client = "wechat";
    public const int AnswerAtMost = 1024 * 1024;

    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public Task<PlatformAnswer> GetAsync(string path, string query, CancellationToken ct) => CallAsync(HttpMethod.Get, path, query, null, ct);

    public Task<PlatformAnswer> PostAsync(string path, string query, object body, CancellationToken ct) =>
        CallAsync(HttpMethod.Post, path, query, Encoding.UTF8.GetBytes(WireJson.Write(body)), ct);

    private async Task<PlatformAnswer> CallAsync(HttpMethod method, string path, string query, byte[]? body, CancellationToken ct)
    {
        var started = clock.GetTimestamp();
        var answer = await ExchangeAsync(method, path + query, body, ct);
        log.LogInformation("WeChat {Method} {Path}: {Answer} in {Milliseconds:F0} ms", method, path, Loggable(answer), clock.GetElapsedTime(started).TotalMilliseconds);
        return answer;
    }

    private async Task<PlatformAnswer> ExchangeAsync(HttpMethod method, string pathAndQuery, byte[]? body, CancellationToken ct)
    {
        using var patience = new CancellationTokenSource(Patience, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(ct, patience.Token);
        try
        {
            using var request = Request(method, pathAndQuery, body);
            using var response = await http.CreateClient(Client).SendAsync(request, both.Token);
            return response.IsSuccessStatusCode ? Read(await response.Content.ReadAsByteArrayAsync(both.Token)) : Said((int)response.StatusCode);
        }
        catch (HttpRequestException failure)
        {
            return NeverLeft(failure.HttpRequestError) ? new PlatformAnswer.Unreachable($"{failure.HttpRequestError}") : new PlatformAnswer.Silent($"{failure.HttpRequestError}");
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            // Not our patience: the connection's own, so nothing was sent.
            return patience.IsCancellationRequested ? new PlatformAnswer.Silent("timeout") : new PlatformAnswer.Unreachable("connect timeout");
        }
    }

    private HttpRequestMessage Request(HttpMethod method, string pathAndQuery, byte[]? body)
    {
        var request = new HttpRequestMessage(method, settings.ApiBaseUrl.TrimEnd('/') + pathAndQuery);
        if (body is not null)
        {
            // As bytes of known length: the platform's front refuses chunked bodies.
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        }

        return request;
    }

    private static bool NeverLeft(HttpRequestError error) => error is
        HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError;

    /// <summary>A gateway that gave up waiting does not know either.</summary>
    private static PlatformAnswer Said(int status) => status == StatusCodes.Status504GatewayTimeout ? new PlatformAnswer.Silent("504") : new PlatformAnswer.Failed(status);

    private static PlatformAnswer Read(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement.Clone();
            if (root.ValueKind != JsonValueKind.Object)
            {
                return new PlatformAnswer.Silent("not the platform's JSON");
            }

            return root.TryGetProperty("errcode", out var code)
                ? int.TryParse(code.ToString(), out var number) ? new PlatformAnswer.Coded(number, Message(root), root) : new PlatformAnswer.Silent("errcode is no number")
                : new PlatformAnswer.Coded(0, "", root);
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            return new PlatformAnswer.Silent("not JSON");
        }
    }

    private static string Message(JsonElement root)
    {
        var message = root.TryGetProperty("errmsg", out var text) ? text.ToString() : "";
        return string.Concat(message.Where(c => !char.IsControl(c)).Take(300));
    }

    private static string Loggable(PlatformAnswer answer) => answer switch
    {
        PlatformAnswer.Coded coded => $"{coded.Code} {Rid().Match(coded.Message).Value}".TrimEnd(),
        PlatformAnswer.Failed failed => $"HTTP {failed.Status}",
        PlatformAnswer.Unreachable unreachable => $"unreachable, {unreachable.Why}",
        PlatformAnswer.Silent silent => $"no answer, {silent.Why}",
        _ => "",
    };

    /// <summary>The platform's own number of the call, to ask its openapi/rid/get about.</summary>
    [GeneratedRegex(@"rid: ?[0-9A-Za-z\-]{1,64}")]
    private static partial Regex Rid();
}
