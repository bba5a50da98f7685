using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Luzhi.Bot.Tests.Api;

internal static class Answers
{
    public static async Task<JsonObject> Json(this HttpResponseMessage answer) => (await answer.Content.ReadFromJsonAsync<JsonObject>())!;

    public static IEnumerable<JsonObject> Items(this JsonObject list) => list["items"]!.AsArray().Select(item => item!.AsObject());

    public static string Text(this JsonNode node, string field) => node[field]!.GetValue<string>();

    public static long Number(this JsonNode node, string field) => node[field]!.GetValue<long>();
}
