namespace Luzhi.Bot.Wiring;

internal static class Logs
{
    /// <summary>
    /// The framework logs every request with its query, where the platform puts openids, and every outgoing address, where our token stands:
    /// by default only its warnings are kept. <c>Logging__LogLevel__…</c> of the environment still wins.
    /// </summary>
    public static void KeepQuiet(this ILoggingBuilder logging)
    {
        foreach (var category in new[] { "Microsoft.AspNetCore", "System.Net.Http", "Quartz" })
        {
            logging.Services.Configure<LoggerFilterOptions>(options => options.Rules.Insert(0, new LoggerFilterRule(null, category, LogLevel.Warning, null)));
        }
    }
}
