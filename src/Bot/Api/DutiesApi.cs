using Luzhi.Core.Duties;
using Luzhi.Core.Office;
using Luzhi.Core.Storage;
using Luzhi.Scheduler;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Luzhi.Bot.Api;

internal sealed record DutiesView(IReadOnlyList<DutySummary> Items, string? Next);

internal sealed record DutyCalled(long Id);

/// <param name="Said">What it is about this time, where the file's words say {{said}}.</param>
internal sealed record CallBody(string? Said);

/// <summary>A duty with its history: what waits for the office of it, and every text it has had.</summary>
internal sealed record DutyVersionView(int Version, string Title, DateTimeOffset TakenAt, string Content);

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
        api.MapGet("/duties/{id}/versions", VersionsAsync).Needs(Scope.Read)
            .WithTags("duties").WithSummary("制度文件的历次文本 · every text a duty's file has had");
        api.MapGet("/duties/{id}/occurrences/{occurrence:long}/lines", LinesAsync).Needs(Scope.Read)
            .WithTags("duties").WithSummary("一期的每一条：谁办了、谁没办、催到了谁 · who has done it, and who was told").Produces<Listed<DutyStandingLine>>();
        api.MapPost("/duties/{id}/call", CallAsync).Needs(Scope.Duties)
            .WithTags("duties").WithSummary("现在就办 · open a duty now");
        api.MapPost("/duties/{id}/occurrences/{occurrence:long}/withdraw", WithdrawAsync).Needs(Scope.Duties)
            .WithTags("duties").WithSummary("撤回一期 · take an open occurrence back");
        api.MapPost("/duties/{id}/on", (string id, DutyPlanBook book, HttpContext context, CancellationToken ct) => SwitchAsync(id, on: true, book, context, ct)).Needs(Scope.Duties)
            .WithTags("duties").WithSummary("启用 · switch a duty on");
        api.MapPost("/duties/{id}/off", (string id, DutyPlanBook book, HttpContext context, CancellationToken ct) => SwitchAsync(id, on: false, book, context, ct)).Needs(Scope.Duties)
            .WithTags("duties").WithSummary("停办 · switch a duty off; what is open stays open");
    }

    private static async Task<Ok<IReadOnlyList<DutyVersionView>>> VersionsAsync(string id, DutyList duties, CancellationToken ct) =>
        TypedResults.Ok<IReadOnlyList<DutyVersionView>>([.. (await duties.VersionsAsync(id, ct)).Select(v => new DutyVersionView(v.Version, v.Title, v.TakenAt, v.Content))]);

    private static async Task<Ok<Listed<DutyStandingLine>>> LinesAsync(long occurrence, Paging paging, DutyStanding standing, HttpRequest request, CancellationToken ct) =>
        TypedResults.Ok(Listed<DutyStandingLine>.Of(await standing.LinesAsync(occurrence, paging.After ?? 0, paging.Limit, ct), request, line => line));

    private static async Task<Results<Created<DutyCalled>, NotFound>> CallAsync(string id, CallBody? body, DutyCalls calls, HttpContext context, CancellationToken ct) =>
        await calls.CallAsync(id, body?.Said, context.Actor(), ct) is { } occurrence ? TypedResults.Created((string?)null, new DutyCalled(occurrence)) : TypedResults.NotFound();

    private static async Task<Results<NoContent, NotFound>> WithdrawAsync(long occurrence, DutyPlanBook book, HttpContext context, CancellationToken ct) =>
        await book.WithdrawAsync(occurrence, context.Actor(), ct) ? TypedResults.NoContent() : TypedResults.NotFound();

    private static async Task<Results<NoContent, NotFound>> SwitchAsync(string id, bool on, DutyPlanBook book, HttpContext context, CancellationToken ct) =>
        await book.SwitchAsync(id, on, context.Actor(), ct) ? TypedResults.NoContent() : TypedResults.NotFound();

    private static async Task<Ok<DutiesView>> DutiesAsync(DutyList duties, CancellationToken ct) =>
        TypedResults.Ok(new DutiesView(await duties.AllAsync(ct), null));

    private static async Task<Ok<Listed<OccurrenceView>>> OccurrencesAsync(string id, Paging paging, OccurrenceList duties, HttpRequest request, CancellationToken ct)
    {
        var page = await duties.ListAsync(id, paging.After, paging.Limit, ct);
        return TypedResults.Ok(Listed<OccurrenceView>.Of(page, request, OccurrenceView.Of));
    }
}
