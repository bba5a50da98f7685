using Luzhi.Bot.OfficeConsole;
using Luzhi.Core;
using Luzhi.Core.Storage;

namespace Luzhi.Bot.Lists;

/// <summary>GET /console/exports/KEY: every list of the console as a workbook, and a line on the audit trail for each that left.</summary>
internal static class ListExports
{
    public static IServiceCollection AddLists(this IServiceCollection services)
    {
        foreach (var list in typeof(IList).Assembly.GetTypes().Where(t => t is { IsClass: true, IsAbstract: false } && typeof(IList).IsAssignableFrom(t)))
        {
            services.AddSingleton(typeof(IList), list);
        }

        return services;
    }

    public static void MapLists(this WebApplication app) =>
        app.MapGet("/console/exports/{key}", ExportAsync).RequireAuthorization(ConsoleSetup.Scheme).ExcludeFromDescription();

    private static async Task<IResult> ExportAsync(string key, HttpContext context, IEnumerable<IList> lists, OfficeBook office, ConsoleClock clock, CancellationToken ct)
    {
        var ask = new ListAsk(SignedIn.From(context.User)!, context.Request.Query);
        try
        {
            if (lists.FirstOrDefault(l => l.Key == key) is not { } list || await list.MakeAsync(ask, ct) is not { } sheet)
            {
                return Results.NotFound();
            }

            // Written before it leaves: what cannot be put on the trail is not given out.
            await office.AuditAsync(ask.Staff.Name, $"export.{key}", SubjectOf(list, ask), context.Request.QueryString.Value is { Length: > 1 } asked ? Uri.UnescapeDataString(asked[1..]) : null, ct);
            return Results.File(Xlsx.Write(sheet), Xlsx.ContentType, $"{sheet.Name}-{clock.Now:yyyyMMdd-HHmm}.xlsx");
        }
        catch (FaultsException faults)
        {
            return Results.Text(faults.Message, "text/plain; charset=utf-8", statusCode: StatusCodes.Status422UnprocessableEntity);
        }
    }

    /// <summary>Which meeting it was, not what it is called: the title of an internal matter stays off the trail.</summary>
    private static string SubjectOf(IList list, ListAsk ask) => list.Of is { } kind ? $"{kind}:{ask.Number(kind)}" : $"list:{list.Key}";

    /// <summary>All of a list that is kept in pages: what is carried away is whole.</summary>
    public static async Task<List<T>> AllAsync<T>(Func<long, Task<Page<T>>> page)
    {
        var all = new List<T>();
        long? next = 0;
        while (next is { } after)
        {
            var some = await page(after);
            all.AddRange(some.Items);
            next = some.Next;
        }

        return all;
    }
}
