namespace Luzhi.Bot.Channels.WeChat.WireOut;

/// <summary>The platform as the account sees it: every call with its token, and once more with a new one when the platform would not take it.</summary>
public sealed class Platform(Wire wire, AccessTokens tokens)
{
    public Task<PlatformAnswer> PostAsync(string path, object body, CancellationToken ct) =>
        CallAsync(token => wire.PostAsync(path, $"?access_token={Uri.EscapeDataString(token)}", body, ct), ct);

    public Task<PlatformAnswer> GetAsync(string path, string query, CancellationToken ct) =>
        CallAsync(token => wire.GetAsync(path, $"?access_token={Uri.EscapeDataString(token)}&{query}", ct), ct);

    private async Task<PlatformAnswer> CallAsync(Func<string, Task<PlatformAnswer>> call, CancellationToken ct)
    {
        var granted = await tokens.GetAsync(null, ct);
        if (granted.Token is not { } token)
        {
            return granted.Failure!;
        }

        var answer = await call(token.Value);
        if (answer is not PlatformAnswer.Coded { Code: 40001 or 40014 or 42001 })
        {
            return answer;
        }

        // Refused before anything was done: trying once more is safe even for what may not be done twice.
        granted = await tokens.GetAsync(token, ct);
        return granted.Token is { } fresh ? await call(fresh.Value) : granted.Failure!;
    }
}
