using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Luzhi.Core;
using Luzhi.Core.Meetings;
using Luzhi.Core.Office;
using Luzhi.Core.Settings;
using Luzhi.Core.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Luzhi.Bot.Api;

/// <param name="Reason">Only for a key with the scope reasons, or with full rights.</param>
/// <param name="Via">chat, page, phone, paper, console or jielong: how the answer came.</param>
internal sealed record InvitationView(
    long Member, string Name, InvitationState State, string? Via,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Reason = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? LeaveApproved = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Question = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? AnsweredAt = null);

/// <param name="Reason">The reason of a leave, or the question of who asked.</param>
/// <param name="Via">phone, paper, console or jielong (a group chat's list); phone when not said.</param>
internal sealed record EnteredAnswer([property: Required] InvitationState? State = null, string? Reason = null, string? Question = null, string? Via = null);

internal static class InvitationsApi
{
    public static void Map(RouteGroupBuilder api)
    {
        var invitations = api.MapGroup("/meetings/{id:long}/invitations").WithTags("meetings");
        invitations.MapGet("", ListAsync).Needs(Scope.Read, Scope.Meetings)
            .WithSummary("应到名单与答复 · who is invited and how they answered").Produces<Listed<InvitationView>>();
        invitations.MapPut("/{member}", EnterAsync).Needs(Scope.Meetings)
            .WithSummary("登记电话或书面的答复 · enter an answer that came otherwise; member is an id or a name");
    }

    private static async Task<Results<Ok<Listed<InvitationView>>, NotFound, ProblemHttpResult>> ListAsync(
        long id, string? state, Paging paging, MeetingBook book, OfficeBook office, Words words, HttpContext context, CancellationToken ct)
    {
        InvitationState? only = Enum.TryParse<InvitationState>(state, ignoreCase: true, out var known) ? known : null;
        if (only is null && state is not null)
        {
            return Problems.Wrong("state", words["api.state"], words);
        }

        if (await book.FindAsync(id, ct) is null)
        {
            return TypedResults.NotFound();
        }

        var reasons = Scope.Allows(context.Key().Scopes, Scope.Reasons);
        var page = await book.InvitationsAsync(id, ct, only, after: paging.After ?? 0, most: paging.Limit);
        if (reasons && page.Items.Any(line => line.LeaveReason is not null))
        {
            await office.AuditAsync(context.Actor(), "meeting.reasons.seen", $"meeting:{id}", null, ct);
        }

        return TypedResults.Ok(Listed<InvitationView>.Of(page, context.Request, line => View(line, reasons)));
    }

    private static async Task<Results<NoContent, NotFound, ProblemHttpResult>> EnterAsync(
        long id, string member, EnteredAnswer answer, MeetingBook book, MemberList members, Words words, HttpContext context, CancellationToken ct)
    {
        if (answer.State is not { } state)
        {
            return Problems.Wrong("state", words["api.required"], words);
        }

        return await members.FindAsync(member, ct) is { } person
            && await book.EnterAnswerAsync(id, person, state, answer.Reason ?? answer.Question, answer.Via ?? "phone", context.Actor(), ct)
            ? TypedResults.NoContent()
            : TypedResults.NotFound();
    }

    private static InvitationView View(InvitationLine line, bool reasons) => new(
        line.PersonId, line.Name, line.State, line.Via, reasons ? line.LeaveReason : null, line.LeaveApproved, line.Question, line.AnsweredAt);
}
