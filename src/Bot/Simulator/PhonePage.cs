using System.Reflection;
using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace Luzhi.Bot.Simulator;

/// <summary>The page and its few files, out of the assembly: a published program carries them wherever it goes.</summary>
internal static class PhonePage
{
    private static readonly Dictionary<string, (string ContentType, byte[] Bytes, string Tag)> Files = Read();

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/simulator", (HttpContext context) => Give(context, "index.html")).ExcludeFromDescription();
        routes.MapGet("/simulator/assets/{file}", (HttpContext context, string file) => Give(context, file)).ExcludeFromDescription();
    }

    private static IResult Give(HttpContext context, string file)
    {
        if (!Files.TryGetValue(file, out var found))
        {
            return Results.NotFound();
        }

        context.Response.Headers.ContentSecurityPolicy = "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers.CacheControl = "no-cache";
        return Results.Bytes(found.Bytes, found.ContentType, entityTag: new EntityTagHeaderValue(found.Tag));
    }

    private static Dictionary<string, (string, byte[], string)> Read()
    {
        var assembly = Assembly.GetExecutingAssembly();
        const string prefix = "simulator/";
        return assembly.GetManifestResourceNames().Where(n => n.StartsWith(prefix, StringComparison.Ordinal)).ToDictionary(n => n[prefix.Length..], n =>
        {
            using var stream = assembly.GetManifestResourceStream(n)!;
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            return (TypeOf(n), bytes, $"\"{Convert.ToHexStringLower(SHA256.HashData(bytes)[..8])}\"");
        });
    }

    private static string TypeOf(string name) => Path.GetExtension(name) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        _ => "application/octet-stream",
    };
}
