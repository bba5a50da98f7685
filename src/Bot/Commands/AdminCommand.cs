using System.CommandLine;
using Luzhi.Core;
using Luzhi.Core.Storage;

namespace Luzhi.Bot.Commands;

internal static class AdminCommand
{
    public static Command Make() => new("admin", "后台用户。 People who sign in to the console.")
    {
        Create(),
        Reset(),
    };

    /// <summary>Twelve characters without look-alikes: about 59 bits, and easy to read out over a telephone.</summary>
    public static string MakePassword() => Chance.Real.Code(12);

    private static Command Create()
    {
        var name = Name();
        var create = new Command("create", "新建办公室用户；密码是标准输出的最后一个词。 Create an office user; the password is the last word of stdout.") { name };
        create.SetAction((parsed, ct) => Errand.RunAsync((place, token) => CreateAsync(place, parsed.GetRequiredValue(name), token), ct));
        return create;
    }

    private static Command Reset()
    {
        var name = Name();
        var reset = new Command("password", "重设密码，其他登录随即失效。 Set a new password; every older sign-in ends.") { name };
        reset.SetAction((parsed, ct) => Errand.RunAsync((place, token) => ResetAsync(place, parsed.GetRequiredValue(name), token), ct));
        return reset;
    }

    private static Argument<string> Name() => new("NAME") { Description = "登录名。 The name to sign in with." };

    private static async Task<int> CreateAsync(Installation place, string name, CancellationToken ct)
    {
        var password = MakePassword();
        return await (await OfficeAsync(place, ct)).CreateOfficeAsync(name, password, ct)
            ? Say(place, "commands.admin.created", name, password)
            : Errand.Tell(Errand.Failed, place.Words.Say("commands.admin.taken", ("name", name)));
    }

    private static async Task<int> ResetAsync(Installation place, string name, CancellationToken ct)
    {
        var password = MakePassword();
        return await (await OfficeAsync(place, ct)).SetPasswordAsync(name, password, ct)
            ? Say(place, "commands.admin.reset", name, password)
            : Errand.Tell(Errand.Failed, place.Words.Say("commands.admin.unknown", ("name", name)));
    }

    private static int Say(Installation place, string key, string name, string password)
    {
        Console.WriteLine(place.Words.Say(key, ("name", name), ("password", password)));
        return Errand.Done;
    }

    private static async Task<OfficeBook> OfficeAsync(Installation place, CancellationToken ct) =>
        new(await place.OpenAsync(ct), Wiring.Clock.Real, Chance.Real);
}
