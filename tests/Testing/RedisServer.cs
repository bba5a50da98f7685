using System.Globalization;

namespace Luzhi.Testing;

/// <summary>One Redis for the whole test process, empty, on a free port of the loopback. Tests share it: keep to keys of your own.</summary>
public static class RedisServer
{
    private static readonly Lazy<Task<string>> Started = new(StartAsync);

    /// <returns>The connection string.</returns>
    public static Task<string> RunningAsync()
    {
        if (Program is null)
        {
            Missing.Skip("Redis");
        }

        return Started.Value;
    }

    private static string? Program => Missing.Find("redis-server");

    private static async Task<string> StartAsync()
    {
        var folder = await ServerProcess.MakeFolderAsync("redis");
        for (var tries = 1; ; tries++)
        {
            var port = ServerProcess.FreePort().ToString(CultureInfo.InvariantCulture);
            try
            {
                await ServerProcess.StartAsync(folder, "Ready to accept connections",
                    Program!, "--bind", "127.0.0.1", "--port", port, "--dir", folder, "--save", "", "--appendonly", "no");
                return $"127.0.0.1:{port}";
            }
            catch (InvalidOperationException) when (tries < 5)
            {
                // Somebody else took the port between our look and its start.
            }
        }
    }
}
