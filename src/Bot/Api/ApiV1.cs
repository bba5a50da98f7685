using Luzhi.Bot.Front;
using Luzhi.Core.Settings;
using Microsoft.AspNetCore.Http.Json;

namespace Luzhi.Bot.Api;

/// <summary>/api/v1 as a table of contents.</summary>
internal static class ApiV1
{
    public const string Root = "/api/v1";

    /// <summary>
    /// A roster of fifty thousand rows fits several times. Below the server's own limit, at which it hangs up on whoever is still sending,
    /// so that they never read why.
    /// </summary>
    private const long BodyMost = 16 * 1024 * 1024;

    public static IServiceCollection AddApi(this IServiceCollection services, Installation place)
    {
        var zone = place.Zone;
        services.Configure<JsonOptions>(options => ApiJson.Tune(options.SerializerOptions, zone, place.Words));
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true); // so that Problems can say what was wrong
        services.AddOpenApi("v1", ApiDocument.Describe);
        return services;
    }

    public static void UseApi(this WebApplication app) => app.UseWhen(context => context.Request.Path.StartsWithSegments(Root), api =>
    {
        api.Use((context, next) => Problems.GuardAsync(context, next));
        api.Use((context, next) => context.Request.ContentLength > BodyMost
            ? Problems.WriteAsync(context, 413, context.RequestServices.GetRequiredService<Words>()["api.too_big"])
            : next(context));
        api.UseMiddleware<BearerKeys>();
        api.Use((context, next) => SeenInput.RefuseAsync(context, next));
        api.UseMiddleware<IdempotencyKeys>();
    });

    public static void MapApi(this WebApplication app)
    {
        app.MapOpenApi();
        var api = app.MapGroup(Root);
        RosterApi.Map(api);
        MembersApi.Map(api);
        MeetingsApi.Map(api);
        InvitationsApi.Map(api);
        AttendanceApi.Map(api);
        BroadcastsApi.Map(api);
        StudyApi.Map(api);
        SubmissionsApi.Map(api);
        DutiesApi.Map(api);
    }
}
