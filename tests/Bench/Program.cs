using System.Globalization;
using Luzhi.Bench;
using Luzhi.Bench.Ground;
using Luzhi.Bench.Rows;
using Luzhi.Bot.Wiring;
using Luzhi.Core.Settings;
using Luzhi.Core.Storage;

// The table of contents: every row of figures. `--quick` is smaller and shorter, `--only a,b` some rows alone, `--rounds n` more or fewer of them.
// `fill CONNECTION n` puts the years of a body of n members into an empty PostgreSQL database, to look at a slow page in peace.
IRow[] rows =
[
    new Inbound(),
    new Fanout(),
    new Door(),
    new Million(),
    new Roster(),
    new Lists(),
    new Restart(),
];

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};

switch (args)
{
    case [BareServer.Word, var port]:
        return await BareServer.ServeAsync(port, stop.Token);
    case [Fanout.Word, var connection]:
        return await Fanout.SendOnceAsync(connection, stop.Token);
    case ["fill", var connection, var people]:
        var storage = new StorageSettings { Provider = Provider.Postgres, ConnectionString = connection };
        using (var database = new Database(storage))
        {
            await new Migrator(database).RunAsync(stop.Token);
        }

        await Past.FillAsync(storage, int.Parse(people, CultureInfo.InvariantCulture), stop.Token);
        return 0;
    default:
        return await Run.AllAsync(rows, args, Clock.Real, stop.Token);
}
