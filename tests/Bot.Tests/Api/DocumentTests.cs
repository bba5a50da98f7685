using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Luzhi.Core.Storage;

namespace Luzhi.Bot.Tests.Api;

public sealed class DocumentTests
{
    [Fact]
    public async Task The_document_names_every_path_with_its_answers_and_its_problems()
    {
        var document = await ReadAsync();
        var operations = document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject().Select(o => (Name: $"{o.Key} {path.Key}", Operation: o.Value!))).ToList();

        operations.Select(o => o.Name).ShouldBe(
            [
                "post /api/v1/roster", "get /api/v1/members", "post /api/v1/meetings", "get /api/v1/meetings", "get /api/v1/meetings/{id}", "patch /api/v1/meetings/{id}",
                "post /api/v1/meetings/{id}/announce", "post /api/v1/meetings/{id}/withdraw", "get /api/v1/meetings/{id}/invitations",
                "put /api/v1/meetings/{id}/invitations/{member}", "get /api/v1/meetings/{id}/attendance", "put /api/v1/meetings/{id}/attendance/{member}",
                "post /api/v1/broadcasts", "get /api/v1/broadcasts/{id}", "get /api/v1/submissions",
                "post /api/v1/members/{id}/binding-code", "post /api/v1/study", "get /api/v1/study/{id}", "get /api/v1/study/{id}/notes", "post /api/v1/study/{id}/chase", "put /api/v1/study/{id}/due",
                "get /api/v1/duties", "get /api/v1/duties/{id}/occurrences", "get /api/v1/duties/{id}/versions", "get /api/v1/duties/{id}/occurrences/{occurrence}/lines",
                "post /api/v1/duties/{id}/call", "post /api/v1/duties/{id}/occurrences/{occurrence}/withdraw", "post /api/v1/duties/{id}/on", "post /api/v1/duties/{id}/off",
            ],
            ignoreOrder: true);
        foreach (var (name, operation) in operations)
        {
            var responses = operation["responses"]!.AsObject();
            responses.ShouldContain(r => r.Key.StartsWith('2'), name);
            responses["401"]!["content"]!.AsObject().ContainsKey("application/problem+json").ShouldBeTrue(name);
        }
    }

    [Fact]
    public async Task The_document_says_what_must_be_sent_and_how_lists_go_on()
    {
        var document = await ReadAsync();
        var call = document["components"]!["schemas"]!["MeetingCall"]!;

        call["required"]!.AsArray().Select(r => r!.GetValue<string>()).ShouldBe(["title", "startsAt", "audience"], ignoreOrder: true);
        call["properties"]!["startsAt"]!.Text("format").ShouldBe("date-time");
        call["properties"]!["startsAt"]!["type"].ShouldNotBeNull();
        var names = document["paths"]!["/api/v1/members"]!["get"]!["parameters"]!.AsArray().Select(p => p!.Text("name"));
        names.ShouldBe(["audience", "limit", "after"]);
        document["components"]!["schemas"]!["Made"]!["properties"]!["id"]!.Text("type").ShouldBe("integer");
    }

    private static async Task<JsonObject> ReadAsync()
    {
        await using var house = await RunningHouse.StartAsync(Provider.Sqlite);
        using var stranger = house.Stranger;
        return (await stranger.GetFromJsonAsync<JsonObject>("/openapi/v1.json"))!;
    }
}
