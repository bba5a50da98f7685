using Luzhi.Bot.Channels.BotFramework.WireOut;
using Luzhi.Bot.Workers;
using Luzhi.Core.Messages;
using Luzhi.Core.Settings;

namespace Luzhi.Bot.Channels.BotFramework.WireIn;

/// <summary>POST /api/messages: the token first, then the cap, the activity, and whether token and activity belong together; then it is heard.</summary>
public sealed class Porch(BotFrameworkSettings settings, Words words, TokenGate gate, Connector connector, TimeProvider clock, ILogger<Porch> log)
{
    public const string Path = "/api/messages";

    /// <summary>The channels' own limit of an activity.</summary>
    public const int BodyAtMost = 256 * 1024;

    /// <summary>A turn that takes longer is announced: three dots on the other side.</summary>
    private static readonly TimeSpan TypingAfter = TimeSpan.FromSeconds(1);

    public void Map(IEndpointRouteBuilder routes)
    {
        var endpoint = settings.Open ? routes.MapPost(Path, (HttpContext context, Converse converse) => ReceiveAsync(context, converse)) : routes.MapPost(Path, Closed);
        endpoint.AllowAnonymous().DisableAntiforgery().ExcludeFromDescription(); // a channel proves itself by its token alone
    }

    private IResult Closed() => Results.Text(words["botframework.closed"], statusCode: StatusCodes.Status503ServiceUnavailable);

    private async Task<IResult> ReceiveAsync(HttpContext context, Converse converse)
    {
        try
        {
            var proof = await gate.LookAsync(context.Request.Headers.Authorization.ToString(), FromHere(context), context.RequestAborted);
            if (proof is Proof.None none)
            {
                return Refuse(none.Status, none.Why);
            }

            return await CappedBody.ReadAsync(context.Request, BodyAtMost, context.RequestAborted) is { } body
                ? await TakeAsync(proof, body, converse, context.RequestAborted)
                : Refuse(StatusCodes.Status413PayloadTooLarge, "too big");
        }
        catch (BadHttpRequestException broken)
        {
            return Refuse(broken.StatusCode, "broken request");
        }
        catch (Exception gone) when (gone is OperationCanceledException or IOException && context.RequestAborted.IsCancellationRequested)
        {
            return Results.Empty; // the channel hung up; the turn goes on
        }
    }

    private async Task<IResult> TakeAsync(Proof proof, byte[] body, Converse converse, CancellationToken ct)
    {
        if (Activity.Read(body) is not { } activity || !ActivityMeaning.Complete(activity))
        {
            return Refuse(StatusCodes.Status400BadRequest, "not an activity");
        }

        if (TokenGate.Against(proof, activity) is { } against)
        {
            return Refuse(StatusCodes.Status403Forbidden, against);
        }

        // An invoke wants an answer of its own kind at once, and this house has none to give.
        return activity.Type == "invoke" ? Results.StatusCode(StatusCodes.Status501NotImplemented) : await HearAsync(activity, converse, ct);
    }

    private async Task<IResult> HearAsync(Activity activity, Converse converse, CancellationToken ct)
    {
        var inTheBody = activity.DeliveryMode == "expectReplies";
        var replies = new List<object>();
        foreach (var inbound in ActivityMeaning.Of(activity, settings.Account, clock.GetUtcNow()))
        {
            var heard = inTheBody ? await converse.HearAsync(inbound, ct) : await PatientlyAsync(converse.HearForDoorAsync(inbound, ct), inbound, ct);
            if (heard.Unanswered)
            {
                return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
            }

            if (heard.Reply is { } reply && inbound.Kind != InboundKind.Unfollow)
            {
                replies.Add(Speech.Of(inbound.From, WireReference.Read(inbound.Reference)!, new Content { Text = reply }));
            }
        }

        // What is not answered here leaves by the door, through the Connector.
        return inTheBody ? Results.Json(new { activities = replies }) : Results.Ok();
    }

    private async Task<Heard> PatientlyAsync(Task<Heard> hearing, Inbound inbound, CancellationToken ct)
    {
        if (await Task.WhenAny(hearing, Task.Delay(TypingAfter, clock, ct)) != hearing)
        {
            await connector.TypeAsync(inbound.From, WireReference.Read(inbound.Reference)!, ct);
        }

        return await hearing;
    }

    /// <summary>Behind a proxy everybody comes from this machine: then nobody does.</summary>
    private static bool FromHere(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } address && System.Net.IPAddress.IsLoopback(address)
        && !context.Request.Headers.ContainsKey("X-Forwarded-For") && !context.Request.Headers.ContainsKey("Forwarded");

    private IResult Refuse(int status, string why)
    {
        log.LogWarning("A post at {Path} was refused with {Status}: {Why}", Path, status, why);
        return Results.StatusCode(status);
    }
}
