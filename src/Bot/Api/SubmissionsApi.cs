using System.Text.Json;
using Luzhi.Core.Office;
using Luzhi.Core.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Luzhi.Bot.Api;

/// <param name="Said">The member's own words in full.</param>
internal sealed record SubmissionView(long Id, string Form, long Member, string Name, string State, string Said, JsonElement Answers, DateTimeOffset At)
{
    public static SubmissionView Of(SubmissionLine line)
    {
        var saved = line.Submission;
        return new(saved.Id, saved.Form, saved.PersonId, line.Name, saved.State, saved.Said, JsonSerializer.Deserialize<JsonElement>(saved.Answers), saved.At);
    }
}

internal static class SubmissionsApi
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapGet("/submissions", ListAsync).Needs(Scope.Read)
            .WithTags("submissions").WithSummary("委员填报 · what members reported, newest first; member is an id or a name").Produces<Listed<SubmissionView>>();

    private static async Task<Results<Ok<Listed<SubmissionView>>, NotFound>> ListAsync(
        string? form, string? member, Paging paging, SubmissionList submissions, MemberList members, HttpRequest request, CancellationToken ct)
    {
        var person = member is null ? null : await members.FindAsync(member, ct);
        if (member is not null && person is null)
        {
            return TypedResults.NotFound();
        }

        var page = await submissions.ListAsync(form, person, paging.After, paging.Limit, ct);
        return TypedResults.Ok(Listed<SubmissionView>.Of(page, request, SubmissionView.Of));
    }
}
