using System.CommandLine;
using System.Data.Common;
using Luzhi.Core;
using Luzhi.Core.Settings;
using Luzhi.Core.Storage;

namespace Luzhi.Bot.Commands;

internal static class CheckCommand
{
    public static Command Make()
    {
        var check = new Command("check", "检查设置、数据库、时区、微信配置；密钥不显示。 Check settings, database, time zone, WeChat; secrets are not shown.");
        check.SetAction((_, ct) => Errand.RunAsync(CheckAsync, ct));
        return check;
    }

    private static async Task<int> CheckAsync(Installation place, CancellationToken ct)
    {
        var findings = new List<Finding>(InstallationCheck.Look(place)) { await DatabaseAsync(place, ct) };
        foreach (var finding in findings)
        {
            Console.WriteLine($"{Mark(finding.Grade)} {finding.Text}");
        }

        var bad = findings.Count(f => f.Grade == Grade.Bad);
        Console.WriteLine(place.Words.Say(bad == 0 ? "commands.check.good" : "commands.check.bad", ("count", bad)));
        return bad == 0 ? Errand.Done : Errand.BadSettings;
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

    private static string Mark(Grade grade) => grade switch { Grade.Good => "√", Grade.Warning => "!", _ => "×" };
}
