using System.Text.Json.Serialization;
using Luzhi.Core.Meetings;
using Luzhi.Core.Office;
using Luzhi.Core.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Luzhi.Bot.Api;

/// <param name="State">present, late, leave or absent; null while nobody has said.</param>
/// <param name="Via">scan, list or api.</param>
internal sealed record AttendanceView(
    long Member, string Name, AttendanceState? State,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? At = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Via = null);

/// <param name="Closed">Finished: the meeting counts in rates.</param>
internal sealed record AttendanceList(bool Closed, int Invited, int Present, int Late, int Leave, int Absent, IReadOnlyList<AttendanceView> Items);

/// <param name="State">present, late, leave or absent; null takes an entry back.</param>
internal sealed record AttendanceEntry(AttendanceState? State = null);

internal static class AttendanceApi
{
    public static void Map(RouteGroupBuilder api)
    {
        var attendance = api.MapGroup("/meetings/{id:long}/attendance").WithTags("meetings");
        attendance.MapGet("", ListAsync).Needs(Scope.Read, Scope.Meetings).WithSummary("到会情况 · who came, in the order of the units");
        attendance.MapPut("/{member}", EnterAsync).Needs(Scope.Meetings).WithSummary("登记一人的到会情况 · enter whether somebody came; member is an id or a name");
    }

    private static async Task<Results<Ok<AttendanceList>, NotFound>> ListAsync(long id, MeetingBook book, RollBook rolls, CancellationToken ct)
    {
        if (await book.FindAsync(id, ct) is not { } meeting)
        {
            return TypedResults.NotFound();
        }

        var roll = await rolls.ReadAsync(id, null, ct);
        int Of(AttendanceState state) => roll.Count(line => line.Attendance == state);
        return TypedResults.Ok(new AttendanceList(
            meeting.AttendanceClosedAt is not null, roll.Count, Of(AttendanceState.Present), Of(AttendanceState.Late), Of(AttendanceState.Leave), Of(AttendanceState.Absent),
            [.. roll.Select(line => new AttendanceView(line.PersonId, line.Name, line.Attendance, line.At, line.AttendanceVia))]));
    }

    private static async Task<Results<NoContent, NotFound>> EnterAsync(
        long id, string member, AttendanceEntry entry, AttendanceBook book, MemberList members, HttpContext context, CancellationToken ct) =>
        await members.FindAsync(member, ct) is { } person && await book.EnterAsync(id, person, entry.State, "api", context.Actor(), ct)
            ? TypedResults.NoContent()
            : TypedResults.NotFound();
}
