using System.Text.Json;
using Luzhi.Core;
using Luzhi.Core.Settings;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Luzhi.Bot.Api;

/// <summary>What goes wrong leaves as problem+json, in words the reader can act on; never a stack trace.</summary>
internal static partial class Problems
{
    public const string ContentType = "application/problem+json";

    /// <summary>Runs the rest of the pipeline; whatever it throws, or ends in without a word, becomes a problem.</summary>
    public static async Task GuardAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
            if (context.Response is { HasStarted: false, StatusCode: >= 400, ContentType: null })
            {
                await WriteAsync(context, context.Response.StatusCode, null);
            }
        }
        catch (Exception wrong) when (!context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
        {
            await WriteAsync(context, wrong);
        }
    }

    public static Task WriteAsync(HttpContext context, int status, string? detail, IReadOnlyDictionary<string, string[]>? errors = null)
    {
        var words = context.RequestServices.GetRequiredService<Words>();
        var problem = new ProblemDetails { Status = status, Title = Title(words, status), Detail = detail, Type = "about:blank" };
        if (errors is not null)
        {
            problem.Extensions["errors"] = errors;
        }

        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(problem, ApiJson.Plain, ContentType, context.RequestAborted);
    }

    /// <summary>The fields that have to be there and are not.</summary>
    public static IReadOnlyList<Fault> Blank(Words words, params ReadOnlySpan<(string Field, string? Text)> required)
    {
        var blank = new List<Fault>();
        foreach (var (field, text) in required)
        {
            blank.AddRange(string.IsNullOrWhiteSpace(text) ? [new Fault(field, words["api.required"])] : []);
        }

        return blank;
    }

    /// <summary>One field is missing or wrong.</summary>
    public static ProblemHttpResult Wrong(string field, string text, Words words) => TypedResults.Problem(
        text, statusCode: 422, title: Title(words, 422), type: "about:blank",
        extensions: new Dictionary<string, object?> { ["errors"] = new Dictionary<string, string[]> { [field] = [text] } });

    private static Task WriteAsync(HttpContext context, Exception wrong)
    {
        var words = context.RequestServices.GetRequiredService<Words>();
        switch (wrong)
        {
            case FaultsException faults:
                return WriteAsync(context, Status(faults), faults.Message, Grouped(faults.Faults));
            case BadHttpRequestException { InnerException: JsonException json }:
                return WriteJsonAsync(context, json, words);
            case BadHttpRequestException bad:
                return WriteAsync(context, bad.StatusCode, words[bad.StatusCode == 413 ? "api.too_big" : "api.unreadable"]);
            default:
                Failed(context.RequestServices.GetRequiredService<ILogger<ProblemDetails>>(), context.Request.Method, context.GetEndpoint()?.DisplayName, wrong);
                return WriteAsync(context, 500, words["api.failed"]);
        }
    }

    /// <summary>A fault of "state" is not in what was sent: it stands against how the thing is now.</summary>
    private static int Status(FaultsException faults) => faults.Faults.Any(f => f.Field == "state") ? 409 : 422;

    private static Dictionary<string, string[]> Grouped(IEnumerable<Fault> faults) =>
        faults.GroupBy(f => f.Field).ToDictionary(g => g.Key, g => g.Select(f => f.Text).ToArray());

    private static Task WriteJsonAsync(HttpContext context, JsonException json, Words words)
    {
        var field = json.Path?.TrimStart('$').TrimStart('.') ?? "";
        if (json.InnerException is JsonException || field.Length == 0)
        {
            return WriteAsync(context, 400, words.Say("api.malformed", ("line", json.LineNumber + 1), ("byte", json.BytePositionInLine + 1)));
        }

        var text = json is UnreadableException own ? own.Message : words.Say("api.field", ("field", field));
        return WriteAsync(context, 422, text, new Dictionary<string, string[]> { [field] = [text] });
    }

    private static string Title(Words words, int status) =>
        words[status is 400 or 401 or 403 or 404 or 405 or 409 or 413 or 415 or 422 or 429 ? $"api.title.{status}" : status < 500 ? "api.title.400" : "api.title.500"];

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Endpoint} failed")]
    private static partial void Failed(ILogger logger, string method, string? endpoint, Exception exception);
}
