using System.CommandLine;
using Luzhi.Core.Storage;

namespace Luzhi.Bot.Commands;

internal static class MigrateCommand
{
    public static Command Make()
    {
        var migrate = new Command("migrate", "只把数据库升级到当前版本。 Bring the database up to date, and nothing else.");
        migrate.SetAction((_, ct) => Errand.RunAsync(MigrateAsync, ct));
        return migrate;
    }

    private static async Task<int> MigrateAsync(Installation place, CancellationToken ct)
    {
        var applied = await new Migrator(place.Database).RunAsync(ct);
        Console.WriteLine(applied.Count == 0 ? place.Words["commands.migrate.current"] : place.Words.Say("commands.migrate.applied", ("names", string.Join("、", applied))));
        return Errand.Done;
    }
}
