using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Luzhi.Bot.Api;

/// <summary>/openapi/v1.json: what the types and endpoints do not say by themselves.</summary>
internal static class ApiDocument
{
    private const string Scheme = "bearer";

    public static void Describe(OpenApiOptions options)
    {
        options.ShouldInclude = endpoint => endpoint.RelativePath?.StartsWith(ApiV1.Root.TrimStart('/'), StringComparison.Ordinal) == true;
        options.AddDocumentTransformer(DocumentAsync);
        options.AddOperationTransformer(OperationAsync);
        options.AddSchemaTransformer(SchemaAsync);
    }

    private static Task DocumentAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken ct)
    {
        document.Info = new OpenApiInfo { Title = "履职 Luzhi", Version = "v1", Description = "接口密钥用 apikey create 新建，放在 Authorization: Bearer 头里。出错时一律返回 application/problem+json。" };
        document.Servers = [];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
        document.Components.SecuritySchemes[Scheme] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "apikey create NAME" };
        document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Scheme, document)] = [] }];
        return Task.CompletedTask;
    }

    private static async Task OperationAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken ct)
    {
        var needs = context.Description.ActionDescriptor.EndpointMetadata.OfType<Needs>().FirstOrDefault();
        operation.Description = $"{operation.Description} 所需权限 scope: {string.Join(" / ", needs?.AnyOf ?? [])}".Trim();
        var problem = await context.GetOrCreateSchemaAsync(typeof(ProblemDetails), null, ct);
        operation.Responses ??= [];
        foreach (var (status, meaning) in Problems(context.Description.HttpMethod ?? "GET", context.Description.RelativePath ?? ""))
        {
            operation.Responses[status] = new OpenApiResponse
            {
                Description = meaning,
                Content = new Dictionary<string, OpenApiMediaType> { [Api.Problems.ContentType] = new() { Schema = problem } },
            };
        }

        operation.Parameters = [.. operation.Parameters ?? [], .. Added(context.Description)];
    }

    /// <summary>What our own converters and binders write and read, which the generator cannot see into.</summary>
    private static Task SchemaAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken ct)
    {
        if (context.JsonTypeInfo.Type == typeof(DateTimeOffset) || context.JsonTypeInfo.Type == typeof(DateTimeOffset?))
        {
            schema.Type = context.JsonTypeInfo.Type == typeof(DateTimeOffset) ? JsonSchemaType.String : JsonSchemaType.String | JsonSchemaType.Null;
            schema.Format = "date-time";
        }
        else if (context.JsonTypeInfo.Type == typeof(JsonElement))
        {
            schema.Type = JsonSchemaType.Object;
        }

        return Task.CompletedTask;
    }

    private static IEnumerable<OpenApiParameter> Added(ApiDescription endpoint)
    {
        if (endpoint.HttpMethod == "POST")
        {
            yield return Parameter(
                IdempotencyKeys.Header, ParameterLocation.Header, JsonSchemaType.String,
                "同一个键和同一个请求只办一次，回答相同，保留 48 小时 · the same request under the same key is done once");
        }

        if (endpoint.ActionDescriptor.EndpointMetadata.OfType<MethodInfo>().Any(m => m.GetParameters().Any(p => p.ParameterType == typeof(Paging))))
        {
            yield return Parameter("limit", ParameterLocation.Query, JsonSchemaType.Integer, "一页多少条，默认 100，最多 500 · items a page");
            yield return Parameter("after", ParameterLocation.Query, JsonSchemaType.Integer, "接着上一页：用回答里的 next · out of the last answer's next");
        }
    }

    private static OpenApiParameter Parameter(string name, ParameterLocation where, JsonSchemaType type, string description) =>
        new() { Name = name, In = where, Description = description, Schema = new OpenApiSchema { Type = type } };

    private static IEnumerable<(string Status, string Meaning)> Problems(string method, string path)
    {
        yield return ("400", "请求看不懂 · malformed");
        yield return ("401", "没有有效的密钥 · no valid key");
        yield return ("403", "权限不够 · the key lacks the scope");
        yield return ("429", "密钥连续不对 · too many failures");
        if (path.Contains('{'))
        {
            yield return ("404", "没有找到 · not found");
        }

        if (method != "GET")
        {
            yield return ("409", "与现状冲突 · not as things stand");
            yield return ("413", "内容太大 · too big");
        }

        yield return ("422", "内容有误，errors 逐项说明 · a field is wrong, named in errors");
    }
}
