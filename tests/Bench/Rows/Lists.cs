using System.Runtime.CompilerServices;
using Luzhi.Bench.Ground;
using Luzhi.Bot.Load;
using Luzhi.Core;
using Luzhi.Core.Storage;

namespace Luzhi.Bench.Rows;

/// <summary>The pages a secretary lives in and what a member asks most, after years of a large body, against a hundredth of it.</summary>
internal sealed class Lists : IRow
{
    private static readonly Goal Goal = Goal.Most(1.5, " ×");

    private static readonly string[] Pages =
    [
        "/console", "/console/members", "/console/members?name=委员1", "/console/members/7", "/console/units", "/console/units/1",
        "/console/meetings", "/console/meetings/20", "/console/broadcasts", "/console/broadcasts/180", "/console/study",
        "/console/deliveries", "/console/deliveries?show=gone", "/console/deliveries?show=waiting", "/console/deliveries?person=7", "/console/deliveries/calls",
        "/console/deliveries/missed", "/console/leaves", "/console/questions", "/console/attendance", "/console/settings/audit",
    ];

    public string Name => "lists";

    public async IAsyncEnumerable<Figure> MeasureAsync(Site site, [EnumeratorCancellation] CancellationToken ct)
    {
        var people = site.Size(50_000);
        await using var large = await HouseAsync(site, people, ct);
        await using var small = await HouseAsync(site, people / 100, ct);
        var rounds = site.Options.Rounds * 2 + 1;
        foreach (var page in Pages)
        {
            var (many, few) = (new List<double>(), new List<double>());
            for (var round = 0; round < rounds; round++)
            {
                few.Add(await small.Secretary.OpenAsync(page, ct));
                many.Add(await large.Secretary.OpenAsync(page, ct));
            }

            yield return Between($"{page}, {people:#,0} people and ten million duties / 1 % of that", many, few);
        }

        var (mine, theirs) = (new List<double>(), new List<double>());
        for (var round = 0; round < site.Options.Rounds; round++)
        {
            theirs.Add(await small.MineAsync(site, ct));
            mine.Add(await large.MineAsync(site, ct));
        }

        yield return Between("我的 in the chat, the same / 1 %", mine, theirs);
    }

    private static Figure Between(string what, List<double> many, List<double> few) =>
        new(what, Figure.Median(many) / Figure.Median(few), Goal, $"median {Figure.Text(Figure.Median(many))} against {Figure.Text(Figure.Median(few))} ms of {many.Count}");

    private static async Task<House> HouseAsync(Site site, int people, CancellationToken ct)
    {
        var storage = await site.DatabaseAsync(Provider.Postgres, ct);
        await Past.FillAsync(storage, people, ct);
        var server = await BotServer.StartAsync(site, storage, core: null, ct);
        var secretary = new Secretary(server.Address, site.Clock);
        await secretary.SignInAsync(ct);
        return new House(server, secretary);
    }

    private sealed record House(BotServer Server, Secretary Secretary) : IAsyncDisposable
    {
        /// <summary>One member after another on one connection, so that nobody waits for anybody.</summary>
        public async Task<double> MineAsync(Site site, CancellationToken ct)
        {
            var plan = new LoadPlan
            {
                Server = new Uri(Server.Address, "/wechat"),
                AppId = Account.AppId,
                Token = Account.Token,
                AesKey = Account.AesKey,
                People = 90,
                Connections = 1,
                Text = "我的",
                Warmup = TimeSpan.FromSeconds(1),
                Lasts = TimeSpan.FromSeconds(1),
            };
            return (await new LoadRun(plan, Chance.Real, site.Clock).RunAsync(ct)).Median;
        }

        public async ValueTask DisposeAsync()
        {
            Secretary.Dispose();
            await Server.DisposeAsync();
        }
    }
}
