using Luzhi.Bot.Lists;
using Luzhi.Core.Directory;
using Luzhi.Core.Office;
using Luzhi.Core.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Luzhi.Bot.Api;

internal static class RosterApi
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/roster", TakeAsync).Needs(Scope.Roster).Accepts<string>("text/csv", Xlsx.ContentType, "application/vnd.ms-excel")
            .WithTags("roster").WithSummary("导入名册（CSV 或 Excel） · import a roster, CSV or Excel; preview=true only shows. Rows that cannot be taken are named, the others are taken");

    private static async Task<Ok<RosterResult>> TakeAsync(bool? preview, RosterReader reader, RosterBook book, HttpContext context, CancellationToken ct)
    {
        var sheet = await reader.ReadAsync(context.Request.Body, ct);
        return TypedResults.Ok(preview == true ? await book.PreviewAsync(sheet, ct) : await book.ImportAsync(sheet, context.Actor(), ct));
    }
}
