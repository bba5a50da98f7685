using System.Collections.Concurrent;

namespace Luzhi.Bot.Rehearsal;

/// <summary>What the house itself called an error: a rehearsal without assertions failing on it would look away.</summary>
internal sealed class Alarms : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> errors = new();

    public IReadOnlyList<string> All => [.. errors];

    public ILogger CreateLogger(string categoryName) => this;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
        {
            errors.Enqueue($"{formatter(state, exception)} {exception?.GetBaseException().GetType().Name} {exception?.GetBaseException().Message}".TrimEnd());
        }
    }

    public void Dispose() { }
}
