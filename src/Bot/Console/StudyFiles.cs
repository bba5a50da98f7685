using Luzhi.Bot.PhonePages;
using Luzhi.Core.Storage;

namespace Luzhi.Bot.OfficeConsole;

/// <summary>The papers of an assignment at the console: the office's, or the secretary's own.</summary>
internal static class StudyFiles
{
    public static void MapStudyFiles(this WebApplication app) =>
        app.MapGet("/console/study/{id:long}/files/{file:long}", GiveAsync).RequireAuthorization(ConsoleSetup.Scheme).ExcludeFromDescription();

    private static async Task<IResult> GiveAsync(HttpContext context, long id, long file, StudyBook studies, StudyFileBook files, CancellationToken ct)
    {
        var staff = SignedIn.From(context.User)!;
        if (await studies.FindAsync(id, ct) is not { } study || (!staff.IsOffice && study.CreatedBy != staff.Name) || await files.FindAsync(id, file, ct) is not { } found)
        {
            return Results.NotFound();
        }

        Uploads.AsDownload(context, found.Name);
        return Results.Bytes(found.Bytes, found.ContentType);
    }
}
