using Luzhi.Bot.Commands;
using Luzhi.Core;
using Luzhi.Core.Office;
using Luzhi.Core.Storage;

namespace Luzhi.Bot;

/// <summary>Tells whoever starts the house how to get in: once in production, at every start in Development.</summary>
internal static class FirstAdmin
{
    public static async Task WelcomeAsync(Installation place, bool development, string url, CancellationToken ct)
    {
        var book = new FirstAdminBook(place.Database, new OfficeBook(place.Database, Wiring.Clock.Real, Chance.Real));
        var chosen = place.Settings.Admin.Password;
        var password = chosen.Length > 0 ? chosen : AdminCommand.MakePassword();
        var made = await book.MakeAsync(password, ct);
        if (development)
        {
            var holds = made || await book.RenewAsync(Password.Hash(password, Chance.Real), ct);
            Say(place, holds ? "commands.admin.development" : "commands.admin.changed", password, url);
        }
        else if (made && chosen.Length == 0)
        {
            Say(place, "commands.admin.first", password, url);
        }
    }

    // To stdout, not to the log: logs are kept and shipped elsewhere.
    private static void Say(Installation place, string key, string password, string url) =>
        Console.WriteLine(place.Words.Say(key, ("name", FirstAdminBook.Name), ("password", password), ("url", url + "/console")));
}
