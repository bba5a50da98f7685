using System.CommandLine;
using Luzhi.Bot.Load;
using Luzhi.Bot.Wiring;
using Luzhi.Core;
using Microsoft.AspNetCore.Connections;

namespace Luzhi.Bot.Commands;

/// <summary>Pushes at a running server as the platform does, and says how it bore it.</summary>
internal static class BenchCommand
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(2);

    public static Command Make()
    {
        var options = new BenchOptions();
        var bench = new Command("bench", """
            压测：像公众平台那样，向一台运行着的服务器推送签了名、加了密的消息，量它答得多快、有没有答错。
            会在那台服务器的数据库里留下以 oBench 开头的关注者和往来消息，请用一台试验的服务器，不要对着正式的数据库压。
            Token、EncodingAESKey、AppId 不写就用本机设置里的（WeChat__Token 等），必须与那台服务器相同。
            全部及时答对，退出码是 0；有被拒绝、看不懂、没答或超过 5 秒的，是 1；参数或设置不对，是 2。
            Push signed safe-mode messages at a running server as the platform does, and measure. It leaves followers oBench… in that server's database.

            例 Examples:
              Bot bench                                        本机 5080 端口，1000 人，16 个连接，10 秒
              Bot bench http://127.0.0.1:5080 --people 10000 --seconds 30 --text 我的
              Bot bench --platform 5091 --platform-delay 50    同时扮演公众平台；那台服务器要用 WeChat__ApiBaseUrl=http://127.0.0.1:5091 启动
              Bot bench --json > figures.json
            """);
        options.AddTo(bench);
        bench.SetAction((parsed, ct) => Errand.RunAsync((place, token) => BenchAsync(place, options.Read(parsed, place.Settings.WeChat, place.Words), token), ct));
        return bench;
    }

    private static async Task<int> BenchAsync(Installation place, (LoadPlan? Plan, IReadOnlyList<string> Faults) read, CancellationToken ct)
    {
        if (read.Plan is not { } plan)
        {
            return Errand.Tell(Errand.BadSettings, string.Join('\n', read.Faults));
        }

        try
        {
            await using var platform = plan.Platform is { } port ? await StandIn.OpenAsync(port, plan.PlatformDelay, Chance.Real, Clock.Real, ct) : null;
            return await BenchAsync(place, plan, platform, ct);
        }
        catch (IOException taken) when (taken.InnerException is AddressInUseException)
        {
            return Errand.Tell(Errand.Failed, place.Words.Say("bench.port_taken", ("port", plan.Platform)));
        }
    }

    private static async Task<int> BenchAsync(Installation place, LoadPlan plan, StandIn? platform, CancellationToken ct)
    {
        var run = new LoadRun(plan, Chance.Real, Clock.Real);
        if (await run.ProbeAsync(ct) is var (fault, status))
        {
            return Errand.Tell(Errand.Failed, place.Words.Say($"bench.fault.{fault}", ("server", plan.Server), ("status", status)));
        }

        if (!plan.Json)
        {
            Console.WriteLine(place.Words.Say("bench.begin", ("seconds", (plan.Warmup + plan.Lasts).TotalSeconds)));
        }

        var figures = await run.RunAsync(ct);
        await (platform?.SettleAsync(Quiet, plan.Wait, ct) ?? Task.CompletedTask);
        figures = figures with { Platform = platform?.Received };
        Console.WriteLine(plan.Json ? figures.Json(plan) : string.Join('\n', figures.Lines(plan, place.Words)));
        return figures.Clean ? Errand.Done : Errand.Tell(Errand.Failed, place.Words["bench.unclean"]);
    }
}
