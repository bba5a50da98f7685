using System.ComponentModel.DataAnnotations;
using Luzhi.Core;
using Luzhi.Core.Duties;
using Luzhi.Core.Messages;
using Luzhi.Core.Office;
using Luzhi.Core.Settings;
using Luzhi.Core.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Luzhi.Bot.Api;

/// <param name="Text">Plain, or light Markdown.</param>
/// <param name="Link">Where more of it is to be read.</param>
/// <param name="Ask">text (a note, 心得) unless said; read, or a form's id.</param>
/// <param name="Least">How long a note should be, as a wish.</param>
/// <param name="Secrecy">open unless said: internal keeps title and text out of the chat, offline sends nothing.</param>
/// <param name="Draft">true keeps it for the console, where it is looked at and sent; sent at once otherwise.</param>
internal sealed record StudyCall(
    [property: Required] string? Title = null, [property: Required] string? Text = null, [property: Required] string? Audience = null,
    DateTimeOffset? DueAt = null, string? Link = null, string? Ask = null, int? Least = null, Secrecy? Secrecy = null, bool? Draft = null);

/// <param name="Reach">null for a draft.</param>
internal sealed record StudyMade(long Id, ReachPreview? Reach);

/// <summary>A paper that goes with an assignment: told of, not carried.</summary>
/// <param name="Size">In bytes.</param>
internal sealed record StudyFileView(string Name, int Size);

/// <param name="Counts">null for a draft.</param>
internal sealed record StudyView(
    long Id, string Title, string Text, string? Link, string Audience, DateTimeOffset? DueAt, string Ask, int? Least, Secrecy Secrecy,
    DateTimeOffset CreatedAt, DateTimeOffset? SentAt, BroadcastCounts? Counts, IReadOnlyList<StudyFileView> Files);

/// <param name="Shared">What the author said to other members reading it; null while they have not said.</param>
internal sealed record NoteView(long Member, string Name, string Text, DateTimeOffset At, string? Via, bool? Shared);

/// <param name="Words">The office's own words; the house's when not given.</param>
internal sealed record ChaseCall(string? Words = null);

internal sealed record DueCall([property: Required] DateTimeOffset? DueAt = null);

internal static class StudyApi
{
    public static void Map(RouteGroupBuilder api)
    {
        var study = api.MapGroup("/study").WithTags("study");
        study.MapPost("", GiveAsync).Needs(Scope.Broadcasts).WithSummary("布置学习 · give an assignment to study to an audience");
        study.MapGet("/{id:long}", FindAsync).Needs(Scope.Read, Scope.Broadcasts).WithSummary("一次学习与送达、看到、答复统计 · one assignment with its counts");
        study.MapGet("/{id:long}/notes", NotesAsync).Needs(Scope.Read)
            .WithSummary("心得 · the notes that came to it; shared=true only those their authors let others read").Produces<Listed<NoteView>>();
        study.MapPost("/{id:long}/chase", ChaseAsync).Needs(Scope.Broadcasts).WithSummary("催办 · once for each due date, to those who have not answered");
        study.MapPut("/{id:long}/due", ExtendAsync).Needs(Scope.Broadcasts).WithSummary("改截止时间 · another due date; nobody is told by it");
    }

    private static async Task<Created<StudyMade>> GiveAsync(StudyCall call, StudyBook book, Words words, HttpContext context, CancellationToken ct)
    {
        FaultsException.ThrowIfAny(Problems.Blank(words, ("title", call.Title), ("audience", call.Audience)));
        var draft = new StudyDraft(call.Title!, call.Text ?? "", call.Audience!, call.DueAt, call.Ask ?? "text", call.Least, call.Link, call.Secrecy ?? Secrecy.Open);
        if (call.Draft != true)
        {
            // What cannot be sent leaves no draft behind.
            await book.PreviewAsync(draft, ct);
        }

        var id = (await book.KeepAsync(null, draft, context.Actor(), ct))!.Value;
        var sent = call.Draft == true ? null : await book.SendAsync(id, context.Actor(), ct);
        return TypedResults.Created((string?)null, new StudyMade(id, sent?.Reach));
    }

    private static async Task<Results<Ok<StudyView>, NotFound>> FindAsync(long id, StudyBook book, StudyFileBook files, BroadcastBook broadcasts, CancellationToken ct) =>
        await book.FindAsync(id, ct) is not { } s ? TypedResults.NotFound() : TypedResults.Ok(new StudyView(
            s.Id, s.Title, s.Text, s.Link, s.Audience, s.DueAt, s.Ask, s.Least, s.Secrecy, s.CreatedAt, s.SentAt,
            s.BroadcastId is { } broadcast ? await broadcasts.CountsAsync(broadcast, ct) : null,
            [.. (await files.OfAsync(id, ct)).Select(f => new StudyFileView(f.Name, f.Size))]));

    private static async Task<Results<Ok<Listed<NoteView>>, NotFound>> NotesAsync(
        long id, bool? shared, Paging paging, StudyBook book, NoteBook notes, OfficeBook office, HttpContext context, CancellationToken ct)
    {
        if (await book.FindAsync(id, ct) is not { BroadcastId: { } broadcast } study)
        {
            return TypedResults.NotFound();
        }

        if (study.Secrecy != Secrecy.Open)
        {
            await office.AuditAsync(context.Actor(), "notes.seen", $"study:{id}", null, ct);
        }

        var page = await notes.ListAsync(broadcast, shared == true, paging.After ?? 0, paging.Limit, ct);
        return TypedResults.Ok(Listed<NoteView>.Of(page, context.Request, n => new NoteView(n.PersonId, n.Name, n.Text, n.At, n.Via, n.Shared)));
    }

    private static Task<Results<NoContent, NotFound>> ChaseAsync(long id, ChaseCall call, StudyBook book, BroadcastBook broadcasts, HttpContext context, CancellationToken ct) =>
        ChangeAsync(id, book, broadcast => broadcasts.ChaseAsync(broadcast, call.Words, context.Actor(), ct), ct);

    private static async Task<Results<NoContent, NotFound>> ExtendAsync(
        long id, DueCall call, StudyBook book, BroadcastBook broadcasts, Words words, HttpContext context, CancellationToken ct)
    {
        FaultsException.ThrowIfAny(Problems.Blank(words, ("dueAt", call.DueAt?.ToString("O"))));
        return await ChangeAsync(id, book, broadcast => broadcasts.ExtendAsync(broadcast, call.DueAt!.Value, context.Actor(), ct), ct);
    }

    private static async Task<Results<NoContent, NotFound>> ChangeAsync(long id, StudyBook book, Func<long, Task<Broadcast?>> change, CancellationToken ct) =>
        await book.FindAsync(id, ct) is { BroadcastId: { } broadcast } && await change(broadcast) is not null ? TypedResults.NoContent() : TypedResults.NotFound();
}
