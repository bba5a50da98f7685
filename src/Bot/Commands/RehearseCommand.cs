using System.CommandLine;
using System.Globalization;
using Luzhi.Bot.Rehearsal;
using Luzhi.Bot.Rehearsal.Report;
using Luzhi.Bot.Wiring;

namespace Luzhi.Bot.Commands;

/// <summary>Lives through a year on a virtual clock, and says what it will be like and whether the house kept its promises.</summary>
internal static class RehearseCommand
{
    public static Command Make()
    {
        var options = new RehearseOptions();
        var rehearse = new Command("rehearse", """
            预演：把一年的履职安排在虚拟时钟上走一遍。真的程序、真的通知和答复，只有公众平台是替身、数据库是临时的；不碰正式数据，不连网络。
            结束时写出 rehearsal.html 和 rehearsal.json：这一年的日历、每人每周几条消息、撞期、谁也收不到的通知、没人答的事，和不该发生的事。
            一切正常，退出码是 0；有不该发生的事，是 1；参数或设置不对，是 2。同一个种子，两次的报告一个字节也不差。
            Live a year of duties on a virtual clock, over a scratch database, and report on it. One seed, the same bytes.

            例 Examples:
              Bot rehearse --from 2027-01-01 --to 2027-12-31
              Bot rehearse --from 2027-01-01 --to 2027-03-31 --count 500 --personas config/rehearsal/personas.hostile.yaml --seed 7
              Bot rehearse --from 2027-01-01 --to 2027-12-31 --journey zhang.chat --member 张建国
            """);
        options.AddTo(rehearse);
        rehearse.SetAction((parsed, ct) => Errand.RunAsync((place, token) => RehearseAsync(place, options, parsed, token), ct));
        return rehearse;
    }

    private static async Task<int> RehearseAsync(Installation place, RehearseOptions options, ParseResult parsed, CancellationToken ct)
    {
        var (order, why) = options.Read(parsed, place);
        if (order is null)
        {
            return Errand.Tell(Errand.BadSettings, why);
        }

        var scratch = Directory.CreateTempSubdirectory("luzhi-rehearsal-").FullName;
        try
        {
            Console.WriteLine(place.Words.Say("rehearse.begin", ("from", $"{order.From:yyyy-MM-dd}"), ("to", $"{order.To:yyyy-MM-dd}"), ("seed", order.Seed)));
            var began = Clock.Real.GetTimestamp();
            var rehearsed = await Rehearsing.RunAsync(place, order, scratch, options.Member(parsed), ct);
            await WriteAsync(place, options, parsed, rehearsed, ct);
            return Say(place, rehearsed.Report, Clock.Real.GetElapsedTime(began));
        }
        finally
        {
            Leave(place, options.Keeps(parsed), scratch);
        }
    }

    private static async Task WriteAsync(Installation place, RehearseOptions options, ParseResult parsed, Rehearsed rehearsed, CancellationToken ct)
    {
        var folder = Directory.CreateDirectory(options.Out(parsed)).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "rehearsal.json"), rehearsed.Report.Json(), ct);
        await File.WriteAllTextAsync(Path.Combine(folder, "rehearsal.html"), new ReportPage(rehearsed.Report, place.Words, place.Zone).Html(), ct);
        if (rehearsed.Journey is { } journey && options.Journey(parsed) is { } file)
        {
            await File.WriteAllTextAsync(file, journey, ct);
            Console.WriteLine(place.Words.Say("rehearse.journey", ("file", file)));
        }

        Console.WriteLine(place.Words.Say("rehearse.written", ("folder", folder)));
    }

    private static int Say(Installation place, YearReport report, TimeSpan took)
    {
        var totals = report.Totals;
        Console.WriteLine(place.Words.Say("rehearse.told", ("people", totals.Members), ("occurrences", totals.Occurrences), ("messages", totals.Messages), ("answered", totals.Answered), ("asked", totals.Asked), ("seconds", took.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture))));
        foreach (var failure in report.Failures.Take(20))
        {
            Console.WriteLine($"✗ {failure.What}");
        }

        Console.WriteLine(place.Words.Say(report.Good ? "rehearse.good" : "rehearse.bad", ("count", report.Failures.Count)));
        return report.Good ? Errand.Done : Errand.Failed;
    }

    private static void Leave(Installation place, bool keep, string scratch)
    {
        if (keep)
        {
            Console.WriteLine(place.Words.Say("rehearse.kept", ("folder", scratch)));
            return;
        }

        Directory.Delete(scratch, recursive: true);
    }
}
