using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Luzhi.Bot.Tests.Crash;

/// <summary>The built house in a process of its own, started again after each death at the same address, over the same data.</summary>
internal sealed class HouseProcess : IAsyncDisposable
{
    private const int Killed = 128 + 9;
    private static readonly TimeSpan StartAtMost = TimeSpan.FromSeconds(60);

    private readonly IReadOnlyDictionary<string, string> environment;
    private readonly HttpClient http;
    private readonly ConcurrentQueue<string> said = new();
    private Process? process;
    private TaskCompletionSource up = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public HouseProcess(IReadOnlyDictionary<string, string> environment)
    {
        this.environment = environment;
        Url = $"http://127.0.0.1:{FreePort().ToString(CultureInfo.InvariantCulture)}";
        http = new HttpClient { BaseAddress = new Uri(Url), Timeout = TimeSpan.FromSeconds(30) };
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Kill();
    }

    public string Url { get; }

    public bool Alive => process is { HasExited: false };

    /// <summary>How long the last start took until it answered.</summary>
    public TimeSpan Started { get; private set; }

    /// <summary>The last things it said, for whoever has to find out what went wrong.</summary>
    public string Said => string.Join('\n', said.TakeLast(60));

    /// <summary>Completes as soon as the house answers; at once while it does.</summary>
    public Task UpAsync(CancellationToken ct) => up.Task.WaitAsync(ct);

    /// <param name="dieAt">Where it is to kill itself; null for nowhere.</param>
    public async Task StartAsync(string? dieAt = null)
    {
        var began = Stopwatch.GetTimestamp();
        process = Process.Start(How(dieAt))!;
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.ErrorDataReceived += (_, line) => Hear(line.Data);
        process.EnableRaisingEvents = true;
        Down();
        var life = process;
        process.Exited += (_, _) =>
        {
            if (life == process)
            {
                Down();
            }
        };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        if (await AnswersAsync(process))
        {
            Started = Stopwatch.GetElapsedTime(began);
            up.TrySetResult();
        }
    }

    /// <summary>kill -9, from outside.</summary>
    public async Task KillAsync()
    {
        Kill();
        await process!.WaitForExitAsync();
    }

    /// <summary>SIGTERM, as a supervisor stops it.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> StopAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{process!.Id}"])!;
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    /// <returns>Whether it killed itself within the time.</returns>
    public async Task<bool> DiesAsync(TimeSpan within)
    {
        try
        {
            using var patience = new CancellationTokenSource(within);
            await process!.WaitForExitAsync(patience.Token);
            return process.ExitCode == Killed;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (process is { HasExited: false })
        {
            await KillAsync();
        }

        process?.Dispose();
        http.Dispose();
    }

    private ProcessStartInfo How(string? dieAt)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Bot.dll"), "serve"])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Path.GetTempPath(),
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        start.Environment["ASPNETCORE_URLS"] = Url;
        start.Environment["Crash__At"] = dieAt ?? "";
        return start;
    }

    /// <summary>Who waits already goes on waiting; who comes now waits too.</summary>
    private void Down()
    {
        if (up.Task.IsCompleted)
        {
            up = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <returns>False when it died before it answered.</returns>
    private async Task<bool> AnswersAsync(Process house)
    {
        using var patience = new CancellationTokenSource(StartAtMost);
        while (!house.HasExited)
        {
            try
            {
                using var answer = await http.GetAsync("/health/live", patience.Token);
                return true;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), RunningHouse.RealClock, patience.Token);
            }
        }

        return false;
    }

    private void Kill()
    {
        try
        {
            process?.Kill();
        }
        catch (InvalidOperationException)
        {
            // It has gone by itself, or never came.
        }
    }

    private void Hear(string? line)
    {
        if (line is not null)
        {
            said.Enqueue(line);
        }
    }

    /// <summary>Free a moment ago, and nobody but us takes ports by asking for any.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
