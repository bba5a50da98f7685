using System.Threading.RateLimiting;
using Luzhi.Core.Office;
using Luzhi.Core.Settings;
using Luzhi.Core.Storage;

namespace Luzhi.Bot.Api;

/// <summary>Lets in who carries a key that may do this. Who fails again and again from one address waits.</summary>
internal sealed class BearerKeys(RequestDelegate next, OfficeBook office, Words words) : IDisposable
{
    private readonly PartitionedRateLimiter<string> failures = PartitionedRateLimiter.Create<string, string>(address =>
        RateLimitPartition.GetFixedWindowLimiter(address, _ => new FixedWindowRateLimiterOptions { PermitLimit = 30, Window = TimeSpan.FromMinutes(1) }));

    public async Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<Needs>() is not { } needs)
        {
            await next(context);
            return;
        }

        if (await FindAsync(context) is not { } key)
        {
            await RefuseAsync(context);
            return;
        }

        if (!needs.OpenTo(key))
        {
            await Problems.WriteAsync(context, 403, words.Say("api.scope", ("scopes", string.Join(' ', needs.AnyOf))));
            return;
        }

        await office.NoteUseAsync(key, context.RequestAborted);
        context.Items[typeof(ApiKey)] = key;
        await next(context);
    }

    public void Dispose() => failures.Dispose();

    private async Task<ApiKey?> FindAsync(HttpContext context)
    {
        const string scheme = "Bearer ";
        var header = context.Request.Headers.Authorization.ToString();
        return header.StartsWith(scheme, StringComparison.OrdinalIgnoreCase)
            ? await office.FindKeyAsync(header[scheme.Length..].Trim(), context.RequestAborted)
            : null;
    }

    private Task RefuseAsync(HttpContext context)
    {
        using var lease = failures.AttemptAcquire(context.Connection.RemoteIpAddress?.ToString() ?? "");
        if (!lease.IsAcquired)
        {
            context.Response.Headers.RetryAfter = "60";
            return Problems.WriteAsync(context, 429, words["api.slow_down"]);
        }

        context.Response.Headers.WWWAuthenticate = "Bearer realm=\"luzhi\"";
        return Problems.WriteAsync(context, 401, words[context.Request.Headers.Authorization.Count == 0 ? "api.no_key" : "api.bad_key"]);
    }
}
