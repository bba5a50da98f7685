using System.Net.Http.Headers;
using System.Text.Json;
using Luzhi.Core.Messages;
using Luzhi.Core.Settings;

namespace Luzhi.Bot.Channels.BotFramework.WireOut;

/// <summary>
/// Speaks into a conversation through the channel's Connector, at the service URL that a verified activity named. Never throws for what
/// the network did; logs neither ids nor words.
/// </summary>
public sealed class Connector(IHttpClientFactory http, ConnectorTokens tokens, BotFrameworkSettings settings, TimeProvider clock, ILogger<Connector> log)
{
    private static readonly TimeSpan TypingPatience = TimeSpan.FromSeconds(2);

    internal async Task<ConnectorAnswer> SayAsync(Address to, WireReference reference, Content content, CancellationToken ct)
    {
        var started = clock.GetTimestamp();
        var answer = await SendAsync(reference, Speech.Of(to, reference, content), ct);
        log.LogInformation("Bot Framework {Channel}: {Answer} in {Milliseconds:F0} ms", BotFrameworkChannel.ChannelOf(to), Loggable(answer), clock.GetElapsedTime(started).TotalMilliseconds);
        return answer;
    }

    /// <summary>Only a courtesy: whatever comes of it, the reply follows.</summary>
    internal async Task TypeAsync(Address to, WireReference reference, CancellationToken ct)
    {
        using var patience = new CancellationTokenSource(TypingPatience, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(ct, patience.Token);
        try
        {
            await SendAsync(reference, Speech.Typing(to, reference), both.Token);
        }
        catch (OperationCanceledException)
        {
            log.LogDebug("Typing was not shown in time");
        }
    }

    private async Task<ConnectorAnswer> SendAsync(WireReference reference, object activity, CancellationToken ct)
    {
        // Kept from a verified request, and looked at again: what is in a table may be older than today's rules.
        if (!ServiceUrl.MayBeCalled(reference.ServiceUrl, hereOnly: !settings.Configured))
        {
            return new ConnectorAnswer.Failed(StatusCodes.Status403Forbidden, "service URL", null);
        }

        var body = JsonSerializer.SerializeToUtf8Bytes(activity, JsonSerializerOptions.Web);
        if (!settings.Configured)
        {
            return await PostAsync(reference, body, null, ct);
        }

        var granted = await tokens.GetAsync(null, ct);
        if (granted.Token is not { } token)
        {
            return granted.Failure!;
        }

        var answer = await PostAsync(reference, body, token, ct);
        if (answer is not ConnectorAnswer.Failed { Status: StatusCodes.Status401Unauthorized })
        {
            return answer;
        }

        // Refused before anything was said: trying once more is safe.
        granted = await tokens.GetAsync(token, ct);
        return granted.Token is { } fresh ? await PostAsync(reference, body, fresh, ct) : granted.Failure!;
    }

    private async Task<ConnectorAnswer> PostAsync(WireReference reference, byte[] body, ConnectorToken? token, CancellationToken ct)
    {
        using var patience = new CancellationTokenSource(BotFrameworkWiring.Patience, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(ct, patience.Token);
        try
        {
            using var request = Request(reference, body, token);
            using var answer = await http.CreateClient(BotFrameworkWiring.Client).SendAsync(request, both.Token);
            return Read(answer, await answer.Content.ReadAsByteArrayAsync(both.Token));
        }
        catch (HttpRequestException failure)
        {
            return NeverLeft(failure.HttpRequestError) ? new ConnectorAnswer.Unreachable($"{failure.HttpRequestError}") : new ConnectorAnswer.Silent($"{failure.HttpRequestError}");
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            // Not our patience: the connection's own, so nothing was sent.
            return patience.IsCancellationRequested ? new ConnectorAnswer.Silent("timeout") : new ConnectorAnswer.Unreachable("connect timeout");
        }
    }

    /// <summary>Ids may hold anything, "|" and "/" too: each is escaped. To an activity that is a reply, without one a new word.</summary>
    private static HttpRequestMessage Request(WireReference reference, byte[] body, ConnectorToken? token)
    {
        var reply = reference.Heard is { } heard ? $"/{Uri.EscapeDataString(heard)}" : "";
        var url = $"{reference.ServiceUrl.TrimEnd('/')}/v3/conversations/{Uri.EscapeDataString(reference.Conversation)}/activities{reply}";
        var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token.Value);
        return request;
    }

    private ConnectorAnswer Read(HttpResponseMessage answer, byte[] body)
    {
        var told = Json.Read(body);
        if (answer.IsSuccessStatusCode)
        {
            return new ConnectorAnswer.Taken(told?.Text("id"));
        }

        var code = told is { } root && root.TryGetProperty("error", out var error) && error.ValueKind == JsonValueKind.Object ? error.Text("code") ?? "" : "";
        var after = answer.Headers.RetryAfter is { } wait ? wait.Delta ?? wait.Date - clock.GetUtcNow() : null;
        return new ConnectorAnswer.Failed((int)answer.StatusCode, string.Concat(code.Where(char.IsAsciiLetterOrDigit).Take(64)), after);
    }

    private static bool NeverLeft(HttpRequestError error) => error is
        HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError;

    private static string Loggable(ConnectorAnswer answer) => answer switch
    {
        ConnectorAnswer.Taken => "taken",
        ConnectorAnswer.Failed failed => $"HTTP {failed.Status} {failed.Code}".TrimEnd(),
        ConnectorAnswer.NotUs notUs => $"no token, {notUs.Code}",
        ConnectorAnswer.Unreachable unreachable => $"unreachable, {unreachable.Why}",
        ConnectorAnswer.Silent silent => $"no answer, {silent.Why}",
        _ => "",
    };
}
