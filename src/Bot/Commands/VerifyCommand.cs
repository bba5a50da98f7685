using System.CommandLine;
using Luzhi.Core.Storage;

namespace Luzhi.Bot.Commands;

internal static class VerifyCommand
{
    public static Command Make()
    {
        var verify = new Command("verify", "核对台账：应到人数、答复、待发与已发记录是否相符。 Check the ledger's invariants: tallies, answers, outbox and deliveries.");
        verify.SetAction((_, ct) => Errand.RunAsync(VerifyAsync, ct));
        return verify;
    }

    private static async Task<int> VerifyAsync(Installation place, CancellationToken ct)
    {
        var broken = 0;
        foreach (var (rule, rows) in await new Verification(await place.OpenAsync(ct)).RunAsync(ct))
        {
            broken += rows > 0 ? 1 : 0;
            Console.WriteLine(place.Words.Say(rows == 0 ? "commands.verify.holds" : "commands.verify.broken", ("rule", place.Words[$"commands.verify.rule.{rule}"]), ("rows", rows)));
        }

        Console.WriteLine(place.Words.Say(broken == 0 ? "commands.verify.good" : "commands.verify.bad", ("count", broken)));
        return broken == 0 ? Errand.Done : Errand.Failed;
    }
}
