using System.CommandLine;
using Luzhi.Bot.Wiring;
using Luzhi.Core;
using Luzhi.Core.Storage;

namespace Luzhi.Bot.Commands;

internal static class ServeCommand
{
    public static Command Make()
    {
        var serve = new Command("serve", "启动：微信接入、后台、接口、定时任务（默认命令）。 Run everything: the WeChat endpoint, console, API, jobs (the default).");
        serve.SetAction((_, ct) => RunAsync(ct));
        return serve;
    }

    public static Task<int> RunAsync(CancellationToken ct) => Errand.RunAsync(ServeAsync, ct);

    private static async Task<int> ServeAsync(Installation place, CancellationToken ct)
    {
        await new BodyBook(await place.OpenAsync(ct)).OpenAsync(place.Settings.Organization.Name, ct);
        await using var app = Serving.Build(place);
        if (place.Settings.Crash.At is { Length: > 0 } at)
        {
            if (app.Environment.IsProduction())
            {
                return Errand.Tell(Errand.BadSettings, place.Words["commands.serve.crash"]);
            }

            Checkpoint.Set(at);
        }

        await FirstAdmin.WelcomeAsync(place, app.Environment.IsDevelopment(), Listen.Shown(app.Configuration), ct);
        await app.RunAsync();
        return Errand.Done;
    }
}
