using System.Security.Cryptography;
using System.Text;
using Luzhi.Core.Messages;
using Luzhi.Core.Office;
using Luzhi.Core.Settings;
using Luzhi.Core.Storage;

namespace Luzhi.Bot.Api;

/// <summary>The same POST under the same Idempotency-Key is done once and answered alike; see <see cref="AnswerBook"/> for why it holds.</summary>
internal sealed class IdempotencyKeys(RequestDelegate next, AnswerBook answers, Words words, Wake wake)
{
    public const string Header = "Idempotency-Key";
    private const int LengthMost = 255;

    public async Task InvokeAsync(HttpContext context)
    {
        var given = context.Request.Headers[Header];
        if (given.Count == 0 || !HttpMethods.IsPost(context.Request.Method) || context.Items[typeof(ApiKey)] is not ApiKey key)
        {
            await next(context);
            return;
        }

        if (given is not [{ Length: > 0 and <= LengthMost } text])
        {
            await Problems.WriteAsync(context, 400, words.Say("api.idempotency.bad", ("most", LengthMost)));
            return;
        }

        var hash = await HashAsync(context);
        var answer = await answers.OnceAsync(key.Id, text, hash, ct => RunAsync(context), context.RequestAborted);
        wake.Nudge(); // what the work put into the outbox is visible to the door only now
        await (answer is null ? Problems.WriteAsync(context, 422, words["api.idempotency.other"]) : GiveAsync(context, answer));
    }

    private async Task<Answer> RunAsync(HttpContext context)
    {
        var wire = context.Response.Body;
        using var kept = new MemoryStream();
        context.Response.Body = kept;
        try
        {
            await Problems.GuardAsync(context, next);
            return new Answer(context.Response.StatusCode, Encoding.UTF8.GetString(kept.ToArray()));
        }
        finally
        {
            context.Response.Body = wire;
        }
    }

    private static async Task GiveAsync(HttpContext context, Answer answer)
    {
        context.Response.StatusCode = answer.Status;
        context.Response.ContentLength = null;
        if (answer.Body.Length > 0)
        {
            context.Response.ContentType = answer.Status >= 400 ? Problems.ContentType : "application/json; charset=utf-8";
            await context.Response.WriteAsync(answer.Body, context.RequestAborted);
        }
    }

    private static async Task<string> HashAsync(HttpContext context)
    {
        var request = context.Request;
        request.EnableBuffering();
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        sha.AppendData(Encoding.UTF8.GetBytes($"{request.Path}{request.QueryString}\n"));
        var buffer = new byte[16 * 1024];
        for (int read; (read = await request.Body.ReadAsync(buffer, context.RequestAborted)) > 0;)
        {
            sha.AppendData(buffer, 0, read);
        }

        request.Body.Position = 0;
        return Convert.ToHexStringLower(sha.GetHashAndReset());
    }
}
