using System.Diagnostics;

namespace Luzhi.Bot.Tests.Commands;

/// <summary>The executable itself, run to its end as an operator runs it.</summary>
internal sealed record BotCommand(int ExitCode, string Out, string Error)
{
    public string LastWord => Out.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries)[^1];

    public static Task<BotCommand> RunAsync(FreshDatabase fresh, params string[] words) => WithAsync(
        new() { ["Storage__Provider"] = fresh.Settings.Provider.ToString().ToLowerInvariant(), ["Storage__ConnectionString"] = fresh.Settings.ConnectionString }, words);

    public static async Task<BotCommand> WithAsync(Dictionary<string, string> environment, params string[] words)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Bot.dll"), .. words])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(), // it must not matter
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return new BotCommand(process.ExitCode, await output, await error);
    }
}
