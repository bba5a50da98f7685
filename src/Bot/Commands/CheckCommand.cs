using System.CommandLine;
using System.Data.Common;
using Luzhi.Bot.Channels.WeChat.Walk;
using Luzhi.Core.Storage;

namespace Luzhi.Bot.Commands;

internal static class CheckCommand
{
    public static Command Make()
    {
        var offline = new Option<bool>("--offline") { Description = "只查本机，不连公众平台。 Only this machine, without asking the platform." };
        var check = new Command("check", "检查设置、数据库，并走一遍与公众平台的连接：每项一行，说明下一步做什么；密钥不显示。 Check settings and database and walk the connection to the platform; says what to do next.") { offline };
        check.SetAction((parsed, ct) => Errand.RunAsync((place, token) => CheckAsync(place, parsed.GetValue(offline), token), ct));
        return check;
    }

    private static async Task<int> CheckAsync(Installation place, bool offline, CancellationToken ct)
    {
        var bad = 0;
        await foreach (var finding in FindingsAsync(place, offline, ct))
        {
            bad += finding.Grade == Grade.Bad ? 1 : 0;
            Console.WriteLine($"{finding.Mark} {finding.Text}");
        }

        Console.WriteLine(place.Words.Say(bad == 0 ? "commands.check.good" : "commands.check.bad", ("count", bad)));
        return bad == 0 ? Errand.Done : Errand.BadSettings;
    }

    private static async IAsyncEnumerable<Finding> FindingsAsync(Installation place, bool offline, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var finding in InstallationCheck.Look(place))
        {
            yield return finding;
        }

        var database = await DatabaseAsync(place, ct);
        yield return database;
        await foreach (var finding in DutiesAsync(place, database, ct))
        {
            yield return finding;
        }

        if (offline || !place.Settings.WeChat.Configured)
        {
            yield break;
        }

        await using var wire = Errand.Wire(place);
        await foreach (var finding in wire.GetRequiredService<ConnectionWalk>().WalkAsync(ct))
        {
            yield return finding;
        }
    }

    private static async IAsyncEnumerable<Finding> DutiesAsync(
        Installation place, Finding database, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        if (database.Grade != Grade.Good)
        {
            yield break;
        }

        await using var rooms = Errand.Wire(place);
        await foreach (var finding in ActivatorUtilities.CreateInstance<DutyFindings>(rooms).LookAsync(ct))
        {
            yield return finding;
        }
    }

    private static async Task<Finding> DatabaseAsync(Installation place, CancellationToken ct)
    {
        try
        {
            await place.OpenAsync(ct);
            return new(Grade.Good, place.Words["commands.check.database"]);
        }
        catch (Exception wrong) when (wrong is DbException or MigrationException or IOException or UnauthorizedAccessException)
        {
            return new(Grade.Bad, place.Words.Say("commands.check.database_bad", ("why", wrong.Message)));
        }
    }
}
