using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Luzhi.Bot.Front;
using Luzhi.Bot.Letters;
using Luzhi.Bot.Lists;
using Luzhi.Bot.PhonePages;
using Luzhi.Bot.Wiring;
using Luzhi.Core.Storage;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Luzhi.Bot.OfficeConsole;

/// <summary>The secretary's pages: Razor Pages under /console, signed in by cookie, nothing loaded from elsewhere.</summary>
public static class ConsoleSetup
{
    public const string Scheme = "console";

    // Pages carry no inline script or style and load nothing from elsewhere: what is injected cannot run.
    private const string ContentPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    public static IServiceCollection AddConsole(this IServiceCollection services)
    {
        services.AddRazorPages(options =>
        {
            options.RootDirectory = "/";
            options.Conventions.AuthorizeFolder("/Console", Scheme);
            options.Conventions.AllowAnonymousToPage("/Console/SignIn");
            options.AddPhoneRoutes();
            options.Conventions.AddPageRoute("/Console/WriteStudy", "/console/study/new");
            options.Conventions.AddPageRoute("/Console/MemberForm", "/console/members/{id:long}/edit");
            options.Conventions.ConfigureFilter(new AutoValidateAntiforgeryTokenAttribute());
        }).AddMvcOptions(options => options.ModelBinderProviders.Insert(0, new SeenTextBinding())).AddApplicationPart(typeof(ConsoleSetup).Assembly);
        // Chinese stays readable in the source of a page; what is markup is still escaped.
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        services.Configure<RouteOptions>(options => options.LowercaseUrls = true);
        services.AddAntiforgery(options => (options.Cookie.Name, options.Cookie.SameSite) = ("luzhi.form", SameSiteMode.Strict));
        // The phone pages sign in by a cookie of their own: what the console forbids is forbidden by the console's.
        services.AddAuthentication(options => options.DefaultForbidScheme = Scheme).AddCookie(Scheme, Cookie);
        services.AddAuthorizationBuilder().AddPolicy(Scheme, policy => policy.AddAuthenticationSchemes(Scheme).RequireAuthenticatedUser());
        services.AddDataProtection().SetApplicationName("luzhi");
        services.AddSingleton<IXmlRepository, CookieKeys>();
        services.AddOptions<KeyManagementOptions>().Configure<IXmlRepository>((options, keys) => options.XmlRepository = keys);
        services.AddSingleton<SignInBook>().AddSingleton<StaffBook>().AddSingleton<StaffPhones>().AddSingleton<AuditBook>().AddSingleton<CallBook>().AddSingleton<TodayBook>().AddSingleton<DeliveryBook>().AddSingleton<DiagnosisBook>().AddSingleton<PersonBook>();
        services.AddSingleton<CallSheet>().AddSingleton<UnitBook>().AddSingleton<LinkBook>().AddSingleton<DutyOverview>().AddSingleton<DutyPlans>().AddSingleton<CalendarFeed>().AddSingleton<PlaceBook>().AddSingleton<SettingShelf>();
        services.TryAddSingleton<IncidentBook>();
        services.TryAddSingleton(all => new JobDiary(all.GetRequiredService<Database>(), Environment.MachineName));
        services.AddSingleton<BindingCoverage>().AddSingleton<MemberPhones>().AddSingleton<UnitList>().AddSingleton<PersonTimeline>();
        services.AddSingleton<RequestBook>().AddSingleton<OwnData>().AddSingleton<Erasure>();
        services.AddSingleton<LetterWords>().AddSingleton<LetterPrinter>().AddSingleton<LetterDesk>().AddLists();
        services.AddSingleton<MeetingTalks>();
        services.AddSingleton<InvitationCode>().AddSingleton<UnitScope>().AddSingleton<ConsoleClock>().AddSingleton<ConsoleText>();
        return services;
    }

    public static void MapConsole(this WebApplication app)
    {
        app.MapRazorPages();
        app.MapLists();
        app.MapStudyFiles();
        app.MapGet("/calendar/{token}.ics", async (string token, CalendarFeed feed, CancellationToken ct) =>
            await feed.TextAsync(token, ct) is { } text ? Results.Text(text, "text/calendar; charset=utf-8") : Results.NotFound()).AllowAnonymous().ExcludeFromDescription();
        app.MapGet("/console/assets/{name}", Asset).AllowAnonymous().ExcludeFromDescription();
    }

    /// <summary>Headers for every page of the console, whatever it answers.</summary>
    public static void UseConsole(this WebApplication app)
    {
        app.Use(Headers);
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAntiforgery();
    }

    private static Task Headers(HttpContext context, RequestDelegate next)
    {
        if (context.Request.Path.StartsWithSegments("/console"))
        {
            var headers = context.Response.Headers;
            headers.ContentSecurityPolicy = ContentPolicy;
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "same-origin";
            // At the start of the answer: a page with a form has its own from the form token.
            context.Response.OnStarting(() =>
            {
                headers.CacheControl = headers.CacheControl.Count > 0 ? headers.CacheControl : "no-store";
                return Task.CompletedTask;
            });
        }

        return next(context);
    }

    private static void Cookie(CookieAuthenticationOptions options)
    {
        // Really passed, not pulled forward at the simulator: pulling the clock must not throw anybody out.
        options.TimeProvider = Clock.Real;
        options.LoginPath = "/console/signin";
        options.Events.OnRedirectToAccessDenied = context =>
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        };
        options.Cookie.Name = "luzhi.console";
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.ExpireTimeSpan = TimeSpan.FromHours(10);
        options.SlidingExpiration = true;
        options.Events.OnValidatePrincipal = async context =>
        {
            // Asked at every request: a disabled person or a changed password must not live on in an old cookie.
            var book = context.HttpContext.RequestServices.GetRequiredService<SignInBook>();
            if (SignedIn.From(context.Principal!) is not { } staff
                || !await book.StillHoldsAsync(staff.Id, SignedIn.StampOf(context.Principal!), context.HttpContext.RequestAborted))
            {
                context.RejectPrincipal();
            }
        };
    }

    private static IResult Asset(string name, HttpContext context)
    {
        var type = Path.GetExtension(name) switch { ".css" => "text/css; charset=utf-8", ".js" => "text/javascript; charset=utf-8", _ => null };
        var stream = type is null ? null : Assembly.GetExecutingAssembly().GetManifestResourceStream($"console/{name}");
        return stream is null ? Results.NotFound() : Results.Stream(stream, type);
    }
}
