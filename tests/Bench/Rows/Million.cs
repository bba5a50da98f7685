using System.Globalization;
using System.Runtime.CompilerServices;
using Luzhi.Bench.Ground;
using Luzhi.Core.Storage;

namespace Luzhi.Bench.Rows;

/// <summary>Ten times the people: the time, and what the sending process held at most. Each in a process of its own.</summary>
internal sealed class Million : IRow
{
    public string Name => "million";

    public async IAsyncEnumerable<Figure> MeasureAsync(Site site, [EnumeratorCancellation] CancellationToken ct)
    {
        var few = site.Size(100_000);
        var small = new List<double>();
        for (var round = 0; round < Math.Min(3, site.Options.Rounds); round++)
        {
            small.Add((await SendAsync(site, few, ct)).Seconds);
        }

        var (seconds, memory) = await SendAsync(site, few * 10, ct);
        yield return new Figure($"broadcast to {few * 10:#,0} / to {few:#,0}, time", seconds / Figure.Median(small), Goal.Most(11, " ×"), $"once {Figure.Text(seconds)} s, median of {small.Count} {Figure.Text(Figure.Median(small))} s");
        yield return new Figure($"memory of the process that sends to {few * 10:#,0}", memory, Goal.Most(600, " MB"), "most it ever held");
    }

    private static async Task<(double Seconds, double Memory)> SendAsync(Site site, int people, CancellationToken ct)
    {
        var storage = await site.DatabaseAsync(Provider.Postgres, ct);
        await Roll.FillAsync(storage, people, ct);
        var log = site.Log("send");
        double seconds, memory;
        await using (var child = await Child.StartAsync(log, null, new Dictionary<string, string>(), "dotnet", Path.Combine(AppContext.BaseDirectory, "Bench.dll"), Fanout.Word, storage.ConnectionString))
        {
            while (!child.Said.Contains('\n', StringComparison.Ordinal))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), site.Clock, ct);
                if (!child.Alive)
                {
                    throw new InvalidOperationException($"the sending process ended: {child.Said}");
                }
            }

            (seconds, memory) = (double.Parse(child.Said, CultureInfo.InvariantCulture), child.PeakMemory);
        }

        await site.Postgres.DropAsync(storage);
        return (seconds, memory);
    }
}
