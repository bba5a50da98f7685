namespace Luzhi.Bot.Simulator;

/// <summary>The platform's addresses on this server: a thin coat over <see cref="Platform.CallAsync"/>.</summary>
internal static class PlatformEndpoints
{
    public const string Path = "/simulator/platform";
    private const int LargestBody = 10 << 20;

    public static void Map(IEndpointRouteBuilder routes, Platform platform) =>
        routes.Map(Path + "/{**rest}", context => AnswerAsync(context, platform)).ExcludeFromDescription();

    private static async Task AnswerAsync(HttpContext context, Platform platform)
    {
        var request = context.Request;
        using var body = new MemoryStream();
        if (request.ContentLength is not > LargestBody)
        {
            await request.Body.CopyToAsync(body, context.RequestAborted);
        }

        var path = request.Path.Value![Path.Length..];
        var answer = await platform.CallAsync(new PlatformCall(request.Method, path, request.QueryString.Value ?? "", body.ToArray()), context.RequestAborted);
        if (answer.Cut)
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = answer.ContentType;
        await context.Response.Body.WriteAsync(answer.Body, context.RequestAborted);
    }
}
