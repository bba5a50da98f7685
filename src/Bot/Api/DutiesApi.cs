using Luzhi.Core.Duties;
using Luzhi.Core.Office;
using Luzhi.Core.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Luzhi.Bot.Api;

internal sealed record DutiesView(IReadOnlyList<DutyLine> Items, string? Next);

/// <param name="Counts">How the lines of the ledger stand: due, notified, answered, …</param>
internal sealed record OccurrenceView(
    long Id, string Duty, string Period, string Title, DateTimeOffset? OpensAt, DateTimeOffset? DueAt, bool Withdrawn, IReadOnlyDictionary<AssignmentState, int> Counts)
{
    public static OccurrenceView Of(OccurrenceLine line)
    {
        var o = line.Occurrence;
        return new(o.Id, o.DutyKey, o.Period, o.Title, o.OpensAt, o.DueAt, o.Withdrawn, line.Counts);
    }
}

internal static class DutiesApi
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/duties", DutiesAsync).Needs(Scope.Read)
            .WithTags("duties").WithSummary("应办事项 · the duties that have come up");
        api.MapGet("/duties/{id}/occurrences", OccurrencesAsync).Needs(Scope.Read)
            .WithTags("duties").WithSummary("某一事项的历次 · one duty's occurrences, newest first").Produces<Listed<OccurrenceView>>();
        api.MapPost("/duties/{id}/on", (string id, DutyPlanBook book, HttpContext context, CancellationToken ct) => SwitchAsync(id, on: true, book, context, ct)).Needs(Scope.Duties)
            .WithTags("duties").WithSummary("启用 · switch a duty on");
        api.MapPost("/duties/{id}/off", (string id, DutyPlanBook book, HttpContext context, CancellationToken ct) => SwitchAsync(id, on: false, book, context, ct)).Needs(Scope.Duties)
            .WithTags("duties").WithSummary("停办 · switch a duty off; what is open stays open");
    }

    private static async Task<Results<NoContent, NotFound>> SwitchAsync(string id, bool on, DutyPlanBook book, HttpContext context, CancellationToken ct) =>
        await book.SwitchAsync(id, on, context.Actor(), ct) ? TypedResults.NoContent() : TypedResults.NotFound();

    private static async Task<Ok<DutiesView>> DutiesAsync(OccurrenceList duties, CancellationToken ct) =>
        TypedResults.Ok(new DutiesView(await duties.DutiesAsync(ct), null));

    private static async Task<Ok<Listed<OccurrenceView>>> OccurrencesAsync(string id, Paging paging, OccurrenceList duties, HttpRequest request, CancellationToken ct)
    {
        var page = await duties.ListAsync(id, paging.After, paging.Limit, ct);
        return TypedResults.Ok(Listed<OccurrenceView>.Of(page, request, OccurrenceView.Of));
    }
}
