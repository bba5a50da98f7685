using Luzhi.Core;

namespace Luzhi.Bot.Load;

/// <summary>One run: is it the right server, warm up, push, add up.</summary>
internal sealed class LoadRun(LoadPlan plan, Chance chance, TimeProvider clock)
{
    private readonly Crowd crowd = new(plan, chance, clock);
    private readonly ReplyReader reader = new(plan);

    /// <summary>The two questions that tell a wrong address, token or key apart before anybody waits for figures made of refusals.</summary>
    /// <returns>The word for what is wrong, with the status where there is one; null when it may begin.</returns>
    public async Task<(string Fault, int Status)?> ProbeAsync(CancellationToken ct)
    {
        await using var line = new PushLine(plan.Server);
        if (plan.Baseline)
        {
            return await line.AskAsync(crowd.Message(0), ct) is null ? ("unreachable", 0) : null;
        }

        var echo = chance.Hex(8);
        return await line.AskAsync(crowd.Greeting(echo), ct) switch
        {
            null => ("unreachable", 0),
            { Status: 200 } hello when System.Text.Encoding.UTF8.GetString(hello.Body) != echo => ("stranger", 200),
            { Status: 200 } => Fault(reader.Read(await line.AskAsync(crowd.Message(-1 + plan.People), ct))),
            { Status: 401 } => ("token", 401),
            { Status: 503 } => ("closed", 503),
            var other => ("address", other.Status),
        };
    }

    public async Task<LoadFigures> RunAsync(CancellationToken ct)
    {
        var began = clock.GetTimestamp();
        var tallies = await Task.WhenAll(Enumerable.Range(0, plan.Connections).Select(c => PushAsync(c, began, ct)));
        var lasted = clock.GetElapsedTime(began) - plan.Warmup;
        var whole = new Tally();
        foreach (var tally in tallies)
        {
            whole.Add(tally);
        }

        return LoadFigures.Of(whole, lasted);
    }

    private static (string, int)? Fault(Verdict verdict) => verdict switch
    {
        Verdict.Refused refused => ("key", refused.Status),
        Verdict.Rubbish => ("rubbish", 200),
        Verdict.Lost => ("unreachable", 0),
        _ => null,
    };

    private async Task<Tally> PushAsync(int connection, long began, CancellationToken ct)
    {
        // Not on the caller's thread: so many connections are opened side by side.
        await Task.Yield();
        await using var line = new PushLine(plan.Server);
        var tally = new Tally();
        var constant = plan.Baseline ? crowd.Message(0) : null;
        // The probe was number people - 1: everybody begins after it.
        for (var n = (long)plan.People + connection; clock.GetElapsedTime(began) < plan.Warmup + plan.Lasts; n += plan.Connections)
        {
            await PushOneAsync(line, constant ?? crowd.Message(n), n, clock.GetElapsedTime(began) < plan.Warmup ? null : tally, ct);
        }

        return tally;
    }

    /// <param name="line">The connection.</param>
    /// <param name="message">Signed and sealed.</param>
    /// <param name="n">Its number.</param>
    /// <param name="tally">null while it warms up.</param>
    /// <param name="ct">Ends it.</param>
    private async Task PushOneAsync(PushLine line, byte[] message, long n, Tally? tally, CancellationToken ct)
    {
        var sent = clock.GetTimestamp();
        var answer = await line.AskAsync(message, ct);
        var took = clock.GetElapsedTime(sent);
        var verdict = reader.Read(answer);
        tally?.Add(verdict, took);
        if (n * plan.Repeats % 100 < plan.Repeats && verdict is Verdict.Answered)
        {
            tally?.AddRepeat(verdict == reader.Read(await line.AskAsync(message, ct)));
        }

        if (verdict is Verdict.Lost)
        {
            // A server that is down is asked again soon, and not as fast as a loop turns.
            await Task.Delay(TimeSpan.FromMilliseconds(100), clock, ct);
        }
    }
}
