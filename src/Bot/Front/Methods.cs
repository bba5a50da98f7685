namespace Luzhi.Bot.Front;

/// <summary>
/// Pages are read and forms are sent; the API changes things too. Anything else is refused here: a page asked by a method it has no
/// handler for is shown all the same, without anything having been looked up for it.
/// </summary>
internal static class Methods
{
    private const string Known = "GET, HEAD, POST, OPTIONS", KnownToApi = "GET, HEAD, POST, OPTIONS, PUT, PATCH, DELETE";

    public static void UseMethods(this WebApplication app) => app.Use((context, next) =>
    {
        var (method, api) = (context.Request.Method, context.Request.Path.StartsWithSegments("/api"));
        if (HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsPost(method) || (api && ChangesOrAsks(method)))
        {
            return next(context);
        }

        context.Response.StatusCode = HttpMethods.IsOptions(method) ? StatusCodes.Status204NoContent : StatusCodes.Status405MethodNotAllowed;
        context.Response.Headers.Allow = api ? KnownToApi : Known;
        return Task.CompletedTask;
    });

    private static bool ChangesOrAsks(string method) =>
        HttpMethods.IsPut(method) || HttpMethods.IsPatch(method) || HttpMethods.IsDelete(method) || HttpMethods.IsOptions(method);
}
