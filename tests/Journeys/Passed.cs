using System.Collections.Concurrent;
using Luzhi.Core.Storage;
using Luzhi.Journeys.Reading;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Luzhi.Journeys;

/// <summary>
/// What a story really went through: flows that took a message, outcomes of the channel, jobs that did something, forms that were saved.
/// A story names what it is the golden case of; it is held to that here.
/// </summary>
internal sealed class Passed : ILoggerProvider, ILogger
{
    private readonly ConcurrentDictionary<string, bool> went = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> errors = new();
    private readonly List<IReadOnlyList<string>> expected = [];
    private readonly List<(Step Step, string Word)> promised = [];

    public void Flow(string name) => went[$"流程:{name}"] = true;

    public void Outcome(string name) => went[$"结果:{name}"] = true;

    public void Promise(Step step) => promised.AddRange(step.Names.Select(word => (step, word)));

    public async Task ReadAsync(Database database, CancellationToken ct)
    {
        await using var db = database.Open();
        foreach (var job in await db.JobRuns.Where(run => run.Did > 0).Select(run => run.Job).Distinct().ToListAsync(ct))
        {
            went[$"任务:{job}"] = true;
        }

        foreach (var form in await db.Submissions.Select(submission => submission.Form).Distinct().ToListAsync(ct))
        {
            went[$"表单:{form}"] = true;
        }
    }

    public void Check()
    {
        if (promised.FirstOrDefault(p => !went.ContainsKey(p.Word)) is { Step: { } step } broken)
        {
            throw step.Wrong($"这个故事没有经过“{broken.Word}”。经过的有：{string.Join('、', went.Keys.Order(StringComparer.Ordinal))}");
        }
    }

    /// <summary>What the house itself calls an error is one, even where the phones show nothing of it, unless the story expects it.</summary>
    public void CheckLog(Step step)
    {
        while (errors.TryDequeue(out var error))
        {
            if (!expected.Any(fragments => Fragments.Missing(error, fragments) is null))
            {
                throw step.Wrong($"程序记下了错误（如果应该有，下一行写：报警 …）：{error}");
            }
        }
    }

    /// <summary>An error that must have been logged by now; when it is logged again later, that is part of the story.</summary>
    public void Expect(Step step)
    {
        if (!errors.Any(error => Fragments.Missing(error, step.Fragments) is null))
        {
            throw step.Wrong($"没有报这样的警。报过的有：{string.Join('\n', errors)}");
        }

        expected.Add(step.Fragments);
    }

    public ILogger CreateLogger(string categoryName) => this;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
        {
            errors.Enqueue($"{formatter(state, exception)} {exception}");
        }
    }

    public void Dispose() { }
}
