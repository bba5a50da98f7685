using Luzhi.Core.Office;

namespace Luzhi.Bot.Api;

/// <summary>Which scope opens an endpoint; any one of them does.</summary>
internal sealed record Needs(params string[] AnyOf)
{
    public bool OpenTo(ApiKey key) => AnyOf.Any(scope => Scope.Allows(key.Scopes, scope));
}

internal static class NeedsEndpoint
{
    public static RouteHandlerBuilder Needs(this RouteHandlerBuilder endpoint, params string[] anyOf) => endpoint.WithMetadata(new Needs(anyOf));

    /// <summary>The key this request was let in with.</summary>
    public static ApiKey Key(this HttpContext context) => (ApiKey)context.Items[typeof(ApiKey)]!;

    /// <summary>Who did it, for the audit trail.</summary>
    public static string Actor(this HttpContext context) => $"api:{context.Key().Name}";
}
