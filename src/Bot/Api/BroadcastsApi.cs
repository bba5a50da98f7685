using System.ComponentModel.DataAnnotations;
using Luzhi.Core;
using Luzhi.Core.Duties;
using Luzhi.Core.Messages;
using Luzhi.Core.Office;
using Luzhi.Core.Settings;
using Luzhi.Core.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Luzhi.Bot.Api;

/// <param name="DueAt">By when an answer is wanted.</param>
/// <param name="Ask">read, text, or a form's id; without it the message is only told.</param>
/// <param name="Secrecy">open unless said: internal keeps title and text out of the chat, offline sends nothing.</param>
internal sealed record BroadcastCall(
    [property: Required] string? Title = null, [property: Required] string? Text = null, [property: Required] string? Audience = null,
    DateTimeOffset? DueAt = null, string? Ask = null, Secrecy? Secrecy = null);

internal sealed record BroadcastView(
    long Id, string Title, string Text, string Audience, DateTimeOffset? DueAt, string? Ask, DateTimeOffset CreatedAt, BroadcastCounts Counts);

internal static class BroadcastsApi
{
    public static void Map(RouteGroupBuilder api)
    {
        var broadcasts = api.MapGroup("/broadcasts").WithTags("broadcasts");
        broadcasts.MapPost("", SendAsync).Needs(Scope.Broadcasts).WithSummary("群发通知 · send a message to an audience; with ask it is a duty");
        broadcasts.MapGet("/{id:long}", FindAsync).Needs(Scope.Read, Scope.Broadcasts)
            .WithSummary("一次群发与送达、答复统计 · one broadcast with its counts by delivery state and by answer");
    }

    private static async Task<Created<BroadcastSent>> SendAsync(BroadcastCall call, BroadcastBook book, Words words, HttpContext context, CancellationToken ct)
    {
        var offline = call.Secrecy == Secrecy.Offline;
        FaultsException.ThrowIfAny(Problems.Blank(words, ("title", call.Title), ("text", offline ? "-" : call.Text), ("audience", call.Audience)));
        var said = new NewBroadcast(call.Title!, call.Text ?? "", call.Audience!, call.DueAt, call.Ask, call.Secrecy ?? Secrecy.Open);
        return TypedResults.Created((string?)null, await book.SendAsync(said, context.Actor(), ct));
    }

    private static async Task<Results<Ok<BroadcastView>, NotFound>> FindAsync(long id, BroadcastBook book, CancellationToken ct) =>
        await book.FindAsync(id, ct) is { } b && await book.CountsAsync(id, ct) is { } counts
            ? TypedResults.Ok(new BroadcastView(b.Id, b.Title, b.Text, b.Audience, b.DueAt, b.Ask, b.CreatedAt, counts))
            : TypedResults.NotFound();
}
