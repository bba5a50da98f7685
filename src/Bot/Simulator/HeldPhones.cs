using System.Net.Mime;
using System.Text;
using System.Text.Encodings.Web;

namespace Luzhi.Bot.Simulator;

/// <summary>
/// Opens the house's pages as from one of the phones on the shelf. A browser cannot be WeChat's, so the address says which phone is held:
/// under /simulator/as/OPENID every page is the same page, with cookies of its own and the name that WeChat's browser gives itself.
/// </summary>
internal static class HeldPhones
{
    private const string Prefix = "/simulator/as";
    private const string Browser = " MicroMessenger/8.0.50 (simulator)";

    /// <summary>Before the routes are matched.</summary>
    public static void UseHeldPhones(this WebApplication app) => app.Use((context, next) =>
    {
        var request = context.Request;
        if (request.Path.StartsWithSegments(Prefix, out var rest) && rest.Value!.Split('/', 3) is ["", { Length: > 0 } phone, var page] && page.StartsWith("m/", StringComparison.Ordinal))
        {
            request.PathBase = request.PathBase.Add($"{Prefix}/{phone}");
            request.Path = "/" + page;
            request.Headers.UserAgent += Browser;
        }

        return next(context);
    });

    public static void Map(IEndpointRouteBuilder routes, Platform platform) => routes.MapGet(PlatformEndpoints.Path + "/connect/oauth2/authorize", (HttpContext context) =>
    {
        var pass = platform.Authorize(PhoneIn(context.Request.Query["redirect_uri"]), context.Request.QueryString.Value ?? "");
        return pass.Location is { } location
            ? Results.Redirect(location)
            : Results.Content($"<!doctype html><meta charset=\"utf-8\"><title>微信</title><p>{HtmlEncoder.Default.Encode(pass.Refusal!)}</p>", MediaTypeNames.Text.Html, Encoding.UTF8, StatusCodes.Status400BadRequest);
    }).ExcludeFromDescription();

    /// <summary>Whose browser asks: the address that it wants to come back to says it.</summary>
    private static string? PhoneIn(string? back)
    {
        var from = back?.IndexOf(Prefix + "/", StringComparison.Ordinal) ?? -1;
        return from < 0 ? null : back![(from + Prefix.Length + 1)..].Split('/')[0];
    }
}
