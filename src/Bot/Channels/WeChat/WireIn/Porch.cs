using System.Text;
using Luzhi.Bot.Workers;
using Luzhi.Core;
using Luzhi.Core.Conversations;
using Luzhi.Core.Messages;
using Luzhi.Core.Settings;

namespace Luzhi.Bot.Channels.WeChat.WireIn;

/// <summary>GET and POST /wechat: caps, lets the gatekeeper verify and open, reads what is meant, has it heard, and answers in kind.</summary>
public sealed class Porch(WeChatSettings settings, WeChatAccount account, Words words, Chance chance, TimeProvider clock, ILogger<Porch> log)
{
    public const string Path = "/wechat";

    /// <summary>Several times the largest push the platform makes (a text in compatible mode).</summary>
    public const int BodyAtMost = 256 * 1024;

    private readonly Gatekeeper gatekeeper = new(settings, clock);
    private readonly PassiveReply reply = new(text => Keywords.AsCard(account, text, words), settings.Token, chance, clock);

    public void Map(IEndpointRouteBuilder routes)
    {
        if (settings.Configured)
        {
            Open(routes.MapGet(Path, Greet));
            Open(routes.MapPost(Path, (HttpContext context, Converse converse) => ReceiveAsync(context, converse)));
        }
        else
        {
            Open(routes.MapMethods(Path, ["GET", "POST"], Closed));
        }
    }

    /// <summary>The platform has no cookie and no form token: it proves itself by its signature alone.</summary>
    private static void Open(RouteHandlerBuilder endpoint) => endpoint.AllowAnonymous().DisableAntiforgery().ExcludeFromDescription();

    private IResult Closed() => Results.Text(words["wechat.closed"], statusCode: StatusCodes.Status503ServiceUnavailable);

    private IResult Greet(HttpContext context)
    {
        var query = PushQuery.Read(context.Request.QueryString);
        if (!gatekeeper.Greets(query))
        {
            return Refuse(StatusCodes.Status401Unauthorized, "greeting forged or stale");
        }

        return query.EchoStr is { } echo ? Results.Text(echo) : Refuse(StatusCodes.Status400BadRequest, "greeting without echo");
    }

    private async Task<IResult> ReceiveAsync(HttpContext context, Converse converse)
    {
        try
        {
            return await CappedBody.ReadAsync(context.Request, BodyAtMost, context.RequestAborted) is { } body
                ? await AnswerAsync(gatekeeper.Open(PushQuery.Read(context.Request.QueryString), body), converse, context.RequestAborted)
                : Refuse(StatusCodes.Status413PayloadTooLarge, "too big");
        }
        catch (BadHttpRequestException broken)
        {
            return Refuse(broken.StatusCode, "broken request");
        }
        catch (Exception gone) when (gone is OperationCanceledException or IOException && context.RequestAborted.IsCancellationRequested)
        {
            // The platform hung up and will push again. The turn goes on and its answer is there for the next try.
            return Results.Empty;
        }
    }

    private async Task<IResult> AnswerAsync(Opening opening, Converse converse, CancellationToken ct)
    {
        if (opening is Opening.Refused refused)
        {
            return Refuse(refused.Status, refused.Why);
        }

        var opened = (Opening.Opened)opening;
        var heard = await HearAsync(PushMeaning.Of(opened.Push, settings.AppId), converse, ct);
        if (heard.Unanswered)
        {
            // Not 200, and nothing the platform could take for an answer.
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }

        var (body, type) = reply.Write(opened, heard.Reply);
        return Results.Text(body, type, Encoding.UTF8);
    }

    private async Task<Heard> HearAsync(Inbound inbound, Converse converse, CancellationToken ct)
    {
        if (inbound.Kind == InboundKind.Other)
        {
            log.LogInformation("WeChat pushed {Type}, which means nothing to this house", inbound.RawType);
            return Heard.NothingToSay;
        }

        var heard = await converse.HearAsync(inbound, ct);
        // Who has left cannot be answered, and the platform takes an attempt for a fault.
        return inbound.Kind == InboundKind.Unfollow ? heard with { Reply = null } : heard;
    }

    private IResult Refuse(int status, string why)
    {
        log.LogWarning("A push at {Path} was refused with {Status}: {Why}", Path, status, why);
        return Results.StatusCode(status);
    }
}
