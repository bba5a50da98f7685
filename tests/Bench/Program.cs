using Luzhi.Bench;
using Luzhi.Bench.Ground;
using Luzhi.Bench.Rows;
using Luzhi.Bot.Wiring;

// The table of contents: every row of figures. `--quick` is smaller and shorter, `--only a,b` some rows alone, `--rounds n` more or fewer of them.
IRow[] rows =
[
    new Inbound(),
    new Lists(),
];

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};

return args is [BareServer.Word, var port]
    ? await BareServer.ServeAsync(port, stop.Token)
    : await Run.AllAsync(rows, args, Clock.Real, stop.Token);
