using System.Globalization;
using Luzhi.Bench.Ground;

namespace Luzhi.Bench;

/// <summary>One row of the table, or several that are measured together. It measures what it is compared with in the same run.</summary>
internal interface IRow
{
    /// <summary>For --only.</summary>
    string Name { get; }

    IAsyncEnumerable<Figure> MeasureAsync(Site site, CancellationToken ct);
}

/// <summary>Every row in turn. One that breaks is told and the next begins.</summary>
internal static class Run
{
    private const int AllReached = 0, SomeMissed = 1, SomeBroken = 2, Misunderstood = 3;

    public static async Task<int> AllAsync(IReadOnlyList<IRow> rows, string[] args, TimeProvider clock, CancellationToken ct)
    {
        if (Options.Read(args, [.. rows.Select(row => row.Name)]) is not { } options)
        {
            Console.Error.WriteLine($"usage: Bench [--quick] [--rounds n] [--only {string.Join(',', rows.Select(row => row.Name))}]");
            return Misunderstood;
        }

        await using var site = await Site.OpenAsync(options, clock);
        foreach (var line in Machine.Lines(site))
        {
            Console.WriteLine(line);
        }

        var (began, missed, broken) = (clock.GetTimestamp(), 0, 0);
        foreach (var row in rows.Where(row => options.Wants(row.Name)))
        {
            try
            {
                await foreach (var figure in row.MeasureAsync(site, ct))
                {
                    Console.WriteLine(figure);
                    missed += figure.Reached ? 0 : 1;
                }
            }
            catch (Exception fault) when (!ct.IsCancellationRequested)
            {
                Console.WriteLine($"broken   {row.Name}: {fault.Message}");
                Console.Error.WriteLine(fault);
                broken++;
            }
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{missed} missed, {broken} broken, in {clock.GetElapsedTime(began).TotalMinutes:0.0} minutes"));
        return broken > 0 ? SomeBroken : missed > 0 ? SomeMissed : AllReached;
    }
}
