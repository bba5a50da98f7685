namespace Luzhi.Bot.Wiring;

/// <summary>Where the house listens: what the framework was told, else http://localhost:5080.</summary>
internal static class Listen
{
    public const string Default = "http://localhost:5080";

    public static void ListenSomewhere(this WebApplicationBuilder builder)
    {
        if (Urls(builder.Configuration).Length == 0)
        {
            builder.WebHost.UseUrls(Default);
        }
    }

    /// <summary>The address to show to a person at this machine.</summary>
    public static string Shown(IConfiguration configuration) =>
        Urls(configuration).Split(';')[0]
            .Replace("//*", "//localhost").Replace("//+", "//localhost").Replace("//0.0.0.0", "//localhost").Replace("//[::]", "//localhost").TrimEnd('/');

    /// <summary>All of them, separated by semicolons. Ports count only where no address is named, as in the framework.</summary>
    public static string Urls(IConfiguration configuration) => configuration["urls"] is { Length: > 0 } urls
        ? urls
        : string.Join(';', [.. Ports(configuration["http_ports"], "http"), .. Ports(configuration["https_ports"], "https")]);

    private static IEnumerable<string> Ports(string? ports, string scheme) =>
        (ports ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(port => $"{scheme}://*:{port}");
}
