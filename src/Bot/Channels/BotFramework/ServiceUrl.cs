namespace Luzhi.Bot.Channels.BotFramework;

/// <summary>Where a channel wants to be called back. It comes from outside: only what a verified request brought is kept, and nothing but https, or this very machine, is called.</summary>
internal static class ServiceUrl
{
    private const int LengthAtMost = 512;

    /// <param name="hereOnly">Whoever brought it did not prove to be Microsoft: it must be this machine.</param>
    public static bool MayBeCalled(string url, bool hereOnly) =>
        url.Length <= LengthAtMost && Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri is { UserInfo.Length: 0, Query.Length: 0, Fragment.Length: 0 }
        && (uri.IsLoopback ? uri.Scheme is "http" or "https" : uri.Scheme == "https" && !hereOnly);

    /// <summary>As the SDKs compare the claim with the activity: letters large or small, and a slash at the end or none.</summary>
    public static bool Same(string claim, string url) => string.Equals(claim.TrimEnd('/'), url.TrimEnd('/'), StringComparison.OrdinalIgnoreCase);
}
