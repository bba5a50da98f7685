using Luzhi.Bot.Front;
using Luzhi.Bot.Wiring;

namespace Luzhi.Bot;

/// <summary>The web host as a table of contents: what is wired, then what is mapped.</summary>
internal static class Serving
{
    public static WebApplication Build(Installation place, Action<WebApplicationBuilder>? tune = null)
    {
        // Pages and assets stand beside the program, whatever directory it was started in.
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory }).ListenSomewhere();
        builder.Logging.KeepQuiet();
        builder.Services.AddHouse(place);
        builder.Services.AddHealth();
        tune?.Invoke(builder);

        var app = builder.Build();
        app.MapFrontPage();
        app.MapHealth();
        return app;
    }
}
