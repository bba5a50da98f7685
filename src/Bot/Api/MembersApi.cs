using Luzhi.Core.Office;
using Luzhi.Core.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Luzhi.Bot.Api;

internal static class MembersApi
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/members", ListAsync).Needs(Scope.Read, Scope.Roster)
            .WithTags("members").WithSummary("名册 · the members, or an audience of them").Produces<Listed<MemberLine>>();
        api.MapPost("/members/{id:long}/binding-code", CodeAsync).Needs(Scope.Roster)
            .WithTags("members").WithSummary("发绑定码 · a code to bind a phone: the one that still waits to be used, else a new one").Produces<IssuedCode>();
    }

    private static async Task<Results<Ok<IssuedCode>, NotFound>> CodeAsync(long id, BindingBook bindings, HttpContext context, CancellationToken ct) =>
        await bindings.IssueAsync([id], context.Actor(), ct) is [var issued] ? TypedResults.Ok(issued) : TypedResults.NotFound();

    private static async Task<Ok<Listed<MemberLine>>> ListAsync(string? audience, Paging paging, MemberList members, HttpRequest request, CancellationToken ct)
    {
        var page = await members.ListAsync(audience, paging.After ?? 0, paging.Limit, ct);
        return TypedResults.Ok(Listed<MemberLine>.Of(page, request, line => line));
    }
}
