using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Luzhi.Journeys.Reading;

namespace Luzhi.Journeys;

/// <summary>The secretary's side: everything goes through the HTTP API, under the names that other machines use.</summary>
internal sealed class OfficeDesk(HttpClient api)
{
    public Task<JsonNode> PostAsync(Step step, string path, object? body, CancellationToken ct) =>
        AnswerAsync(step, () => api.PostAsJsonAsync("/api/v1" + path, body ?? new { }, ct), ct);

    public Task<JsonNode> PatchAsync(Step step, string path, object body, CancellationToken ct) =>
        AnswerAsync(step, () => api.PatchAsJsonAsync("/api/v1" + path, body, ct), ct);

    public Task<JsonNode> PutAsync(Step step, string path, object body, CancellationToken ct) =>
        AnswerAsync(step, () => api.PutAsJsonAsync("/api/v1" + path, body, ct), ct);

    public Task<JsonNode> GetAsync(Step step, string path, CancellationToken ct) =>
        AnswerAsync(step, () => api.GetAsync("/api/v1" + path, ct), ct);

    /// <summary>Imports one row a person, as a spreadsheet would bring them.</summary>
    public async Task RosterAsync(Step step, IReadOnlyList<(string Column, string Value)> columns, CancellationToken ct)
    {
        var csv = string.Join(',', columns.Select(column => column.Column)) + "\n" + string.Join(',', columns.Select(column => column.Value)) + "\n";
        using var content = new StringContent(csv, Encoding.UTF8, "text/csv");
        var answer = await AnswerAsync(step, () => api.PostAsync("/api/v1/roster", content, ct), ct);
        if (answer["rejected"]!.AsArray().Count > 0)
        {
            throw step.Wrong($"名册不收：{answer["rejected"]}");
        }
    }

    public static long Id(JsonNode answer) => long.Parse(answer["id"]!.ToString(), CultureInfo.InvariantCulture);

    private static async Task<JsonNode> AnswerAsync(Step step, Func<Task<HttpResponseMessage>> call, CancellationToken ct)
    {
        using var answer = await call();
        var body = await answer.Content.ReadAsStringAsync(ct);
        return answer.IsSuccessStatusCode ? JsonNode.Parse(body.Length > 0 ? body : "{}")! : throw step.Wrong($"办不成（{(int)answer.StatusCode}）：{body}");
    }
}
