using System.Reflection;
using Luzhi.Bot.OfficeConsole;
using Luzhi.Bot.Wiring;
using Luzhi.Core.PhonePages;
using Luzhi.Core.Settings;
using Luzhi.Core.Storage;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Luzhi.Bot.PhonePages;

/// <summary>Members' phone pages: Razor Pages under /m, each tied to its addressee, nothing loaded from elsewhere.</summary>
public static class PagesSetup
{
    public const string Scheme = "phone";

    private const string ContentPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    internal static IServiceCollection AddPhonePages(this IServiceCollection services, Installation place)
    {
        services.AddAuthentication().AddCookie(Scheme, options => Cookie(options, place.Settings));
        services.AddSingleton<PageBook>().AddSingleton<PageCodes>().AddSingleton<PageTalk>().AddSingleton<PhoneDoor>().AddSingleton<PageAnswers>().AddSingleton<PageText>();
        services.AddSingleton<AttachmentBook>().AddSingleton<Uploads>().AddSingleton<PageForm>().AddSingleton<NamesBook>();
        return services;
    }

    /// <summary>One form page, reached in three ways.</summary>
    public static void AddPhoneRoutes(this RazorPagesOptions options)
    {
        options.Conventions.AddPageRoute("/Pages/Form", "/m/i/{item}/form");
        options.Conventions.AddPageRoute("/Pages/Form", "/m/form/{open}");
    }

    /// <summary>Who it is must be known before the form token is checked: it names them.</summary>
    public static void UsePhonePages(this WebApplication app) => app.UseWhen(IsPhonePage, pages => pages.Use(async (context, next) =>
    {
        Room(context);
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = ContentPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        context.Response.OnStarting(() =>
        {
            headers.CacheControl = headers.CacheControl.Count > 0 ? headers.CacheControl : "no-store";
            return Task.CompletedTask;
        });
        if (await context.AuthenticateAsync(Scheme) is { Succeeded: true, Principal: { } somebody })
        {
            context.User = somebody;
        }

        await next(context);
    }));

    public static void MapPhonePages(this WebApplication app)
    {
        app.MapGet("/m", (HttpContext context) => Results.Redirect(context.Request.PathBase + "/m/me")).ExcludeFromDescription();
        app.MapGet("/m/assets/{name}", Asset).AllowAnonymous().ExcludeFromDescription();
        app.MapGet("/m/file/{id:long}", FileAsync).ExcludeFromDescription();
        app.MapGet("/console/files/{id:long}", OfficeFileAsync).RequireAuthorization(ConsoleSetup.Scheme).ExcludeFromDescription();
    }

    public static bool Secure(OrganizationSettings organization, HttpRequest request) =>
        request.IsHttps || organization.PublicUrl.StartsWith("https:", StringComparison.OrdinalIgnoreCase);

    private static bool IsPhonePage(HttpContext context) => context.Request.Path.StartsWithSegments("/m");

    /// <summary>A form may bring a few files of the size that is allowed; nothing larger is read at all.</summary>
    private static void Room(HttpContext context)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = (3L * context.RequestServices.GetRequiredService<Uploads>().BytesAtMost) + (1 << 20);
        }
    }

    /// <summary>One's own files, and nobody else's.</summary>
    private static async Task<IResult> FileAsync(HttpContext context, long id, AttachmentBook book, CancellationToken ct) =>
        PhoneSession.From(context.User) is { } session && await book.FindAsync(id, ct) is { } file && file.PersonId == session.PersonId
            ? Uploads.Give(context, file)
            : Results.NotFound();

    /// <summary>The office's alone, and on the trail.</summary>
    private static async Task<IResult> OfficeFileAsync(HttpContext context, long id, AttachmentBook book, OfficeBook trail, CancellationToken ct)
    {
        if (SignedIn.From(context.User) is not { IsOffice: true } staff || await book.FindAsync(id, ct) is not { } file)
        {
            return Results.NotFound();
        }

        await trail.AuditLookAsync(staff.Name, "file.see", $"person:{file.PersonId}", ct);
        return Uploads.Give(context, file);
    }

    private static void Cookie(CookieAuthenticationOptions options, AllSettings settings)
    {
        // Really passed, not pulled forward at the simulator: pulling the clock must not throw anybody out.
        options.TimeProvider = Clock.Real;
        options.Cookie.Name = "luzhi.phone";
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = settings.Organization.PublicUrl.StartsWith("https:", StringComparison.OrdinalIgnoreCase) ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        options.ExpireTimeSpan = settings.Pages.SessionLives;
        options.SlidingExpiration = true;
        options.Events.OnRedirectToLogin = context => Refuse(context, StatusCodes.Status401Unauthorized);
        options.Events.OnRedirectToAccessDenied = context => Refuse(context, StatusCodes.Status403Forbidden);
        options.Events.OnValidatePrincipal = async context =>
        {
            // Asked at every request: a phone that was unbound, or a person who left, must not live on in an old cookie.
            var book = context.HttpContext.RequestServices.GetRequiredService<PageBook>();
            if (PhoneSession.From(context.Principal!) is not { } session
                || await book.HolderAsync(session.ContactId, session.PersonId, context.HttpContext.RequestAborted) is null)
            {
                context.RejectPrincipal();
            }
        };
    }

    private static Task Refuse(RedirectContext<CookieAuthenticationOptions> context, int status)
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }

    private static IResult Asset(string name)
    {
        var type = Path.GetExtension(name) switch { ".css" => "text/css; charset=utf-8", ".js" => "text/javascript; charset=utf-8", _ => null };
        var stream = type is null ? null : Assembly.GetExecutingAssembly().GetManifestResourceStream($"pages/{name}");
        return stream is null ? Results.NotFound() : Results.Stream(stream, type);
    }
}
