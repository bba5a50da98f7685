using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Luzhi.Bench.Ground;
using Luzhi.Core.Storage;

namespace Luzhi.Bench.Rows;

/// <summary>A roster of fifty thousand by the shipped command, from the file to the commit; and once more the same, which must change nothing.</summary>
internal sealed class Roster : IRow
{
    public string Name => "roster";

    public async IAsyncEnumerable<Figure> MeasureAsync(Site site, [EnumeratorCancellation] CancellationToken ct)
    {
        var people = site.Size(50_000);
        var file = Path.Combine(site.Folder, "roster.csv");
        await File.WriteAllTextAsync(file, Csv(people), ct);
        var read = site.Clock.GetTimestamp();
        await File.ReadAllTextAsync(file, ct);
        var reading = site.Clock.GetElapsedTime(read).TotalSeconds;
        foreach (var provider in (Provider[])[Provider.Postgres, Provider.Sqlite])
        {
            var environment = Account.Environment(await site.DatabaseAsync(provider, ct), 0);
            var (seconds, memory, said) = await ImportAsync(site, environment, file, ct);
            var (again, _, saidAgain) = await ImportAsync(site, environment, file, ct);
            yield return new Figure($"roster of {people:#,0} rows, {provider}", seconds, Goal.Most(60, " s"), $"reading the file alone {Figure.Text(reading)} s; the same file again {Figure.Text(again)} s; {said.Trim()} {saidAgain.Trim()}");
            yield return new Figure($"its memory, {provider}", memory, Goal.Most(400, " MB"), "most it ever held");
        }
    }

    private static async Task<(double Seconds, double Memory, string Said)> ImportAsync(Site site, Dictionary<string, string> environment, string file, CancellationToken ct)
    {
        var began = site.Clock.GetTimestamp();
        await using var child = await Child.StartAsync(site.Log("import"), null, environment, "dotnet", BotServer.Dll, "import", "roster", file);
        var memory = 0.0;
        while (child.Alive)
        {
            memory = Math.Max(memory, child.PeakMemory);
            await Task.Delay(TimeSpan.FromMilliseconds(20), site.Clock, ct);
        }

        var took = site.Clock.GetElapsedTime(began).TotalSeconds;
        return child.Said.Contains("未导入 0 行", StringComparison.Ordinal) ? (took, memory, child.Said.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1]) : throw new InvalidOperationException($"the import went wrong: {child.Said}");
    }

    private static string Csv(int people)
    {
        var text = new StringBuilder("姓名,手机,绑定码,政治面貌,界别,专委会,委员组,职务,任期起\n");
        for (var n = 0; n < people; n++)
        {
            text.Append(CultureInfo.InvariantCulture, $"委员{n},13{n + 100_000_000:D9},B{n:D7},{(n % 3 == 0 ? "中共党员" : "群众")},界别{n % 30},专委会{n % 20},第{n % 20 % 3 + 1}组,委员,2023-01-15\n");
        }

        return text.ToString();
    }
}
