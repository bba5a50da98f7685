using System.Net;

namespace Luzhi.Bot.Wiring;

/// <summary>Where the house listens: what the framework was told, else http://localhost:5080.</summary>
internal static class Listen
{
    public const string Default = "http://localhost:5080";

    public static WebApplicationBuilder ListenSomewhere(this WebApplicationBuilder builder)
    {
        if (Urls(builder.Configuration).Count == 0)
        {
            builder.WebHost.UseUrls(Default);
        }

        return builder;
    }

    /// <summary>The address to show to a person at this machine.</summary>
    public static string Shown(IConfiguration configuration) =>
        Urls(configuration).FirstOrDefault()?.Replace("//*", "//localhost").Replace("//+", "//localhost").Replace("//0.0.0.0", "//localhost").Replace("//[::]", "//localhost").TrimEnd('/') ?? Default;

    /// <summary>True when nobody outside this machine can reach it.</summary>
    public static bool OnLoopback(IConfiguration configuration) => Urls(configuration).All(IsLoopback);

    private static bool IsLoopback(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && (uri.Host == "localhost" || (IPAddress.TryParse(uri.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip)));

    private static List<string> Urls(IConfiguration configuration) =>
    [
        .. Parts(configuration["urls"]),
        .. Parts(configuration["http_ports"]).Select(port => $"http://*:{port}"),
        .. Parts(configuration["https_ports"]).Select(port => $"https://*:{port}"),
    ];

    private static string[] Parts(string? value) => value?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
}
