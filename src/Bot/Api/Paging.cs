using System.Globalization;
using Luzhi.Core;
using Luzhi.Core.Settings;
using Microsoft.AspNetCore.Http.Extensions;

namespace Luzhi.Bot.Api;

/// <summary>A list as it leaves: <see cref="Next"/> is path and query from /api/v1 on, null on the last page.</summary>
internal sealed record Listed<T>(IReadOnlyList<T> Items, string? Next)
{
    public static Listed<T> Of<TRow>(Page<TRow> page, HttpRequest request, Func<TRow, T> show) =>
        new([.. page.Items.Select(show)], page.Next is { } next ? Paging.Path(request, next) : null);
}

/// <summary>Where in a list a request stands: ?limit= and ?after=, the latter out of an earlier answer's <c>next</c>.</summary>
internal sealed record Paging(int Limit, long? After)
{
    private const int Usual = 100;
    private const int Most = 500;

    public static ValueTask<Paging> BindAsync(HttpContext context)
    {
        var limit = Number(context, "limit", 1) ?? Usual;
        return ValueTask.FromResult(new Paging((int)Math.Min(limit, Most), Number(context, "after", 0)));
    }

    public static string Path(HttpRequest request, long next)
    {
        var query = new QueryBuilder(request.Query.Where(q => q.Key != "after").SelectMany(q => q.Value, (q, value) => KeyValuePair.Create(q.Key, value ?? "")))
        {
            { "after", next.ToString(CultureInfo.InvariantCulture) },
        };
        return request.Path + query.ToString();
    }

    private static long? Number(HttpContext context, string name, long least)
    {
        var text = context.Request.Query[name].ToString();
        if (text.Length == 0)
        {
            return null;
        }

        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least
            ? number
            : throw new FaultsException(name, context.RequestServices.GetRequiredService<Words>().Say("api.number", ("least", least)));
    }
}
