using System.Text.Json.Nodes;

namespace Luzhi.Bot.Simulator;

/// <summary>So many calls a day of each kind, by the platform's own day.</summary>
internal sealed class DailyQuotas(Desk desk)
{
    private const int WhereNoneIsNamed = 100_000;
    private static readonly TimeSpan Beijing = TimeSpan.FromHours(8);

    private readonly Dictionary<string, int> spent = [];
    private DateOnly day;

    /// <summary>Counts the call.</summary>
    public bool UsedUp(string route)
    {
        var today = DateOnly.FromDateTime(desk.Now.ToOffset(Beijing).DateTime);
        if (today != day)
        {
            spent.Clear();
            day = today;
        }

        var used = spent.GetValueOrDefault(route);
        spent[route] = used + 1;
        return desk.Account.Limits.Daily.TryGetValue(route, out var most) && used >= most;
    }

    public PlatformAnswer Say(PlatformCall call)
    {
        if (!call.TryRead(out var body) || body.Text("cgi_path") is not { } route)
        {
            return Errors.Argument;
        }

        var (most, used) = (desk.Account.Limits.Daily.GetValueOrDefault(route, WhereNoneIsNamed), spent.GetValueOrDefault(route));
        return PlatformAnswer.Json(new JsonObject { ["quota"] = new JsonObject { ["daily_limit"] = most, ["used"] = used, ["remain"] = Math.Max(0, most - used) } });
    }

    public PlatformAnswer Clear()
    {
        spent.Clear();
        return PlatformAnswer.Ok;
    }
}
