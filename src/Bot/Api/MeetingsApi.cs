using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Luzhi.Core;
using Luzhi.Core.Duties;
using Luzhi.Core.Meetings;
using Luzhi.Core.Office;
using Luzhi.Core.Settings;
using Luzhi.Core.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Luzhi.Bot.Api;

/// <param name="StartsAt">ISO 8601; without an offset it is the body's civil time.</param>
/// <param name="Reminders">ISO 8601 durations before the start, such as P1D and PT2H.</param>
/// <param name="Countdown">A plenary: its reminders count the days down to the opening; without reminders at 30, 7, 1 days and 2 hours.</param>
/// <param name="Announce">false keeps it a draft; announced at once otherwise.</param>
/// <param name="Secrecy">open unless said: internal keeps title and place out of the chat, offline sends nothing.</param>
/// <param name="Type">The name of a meeting type (全会, 常委会会议, …): its reminders hold where none are given, its approver decides on leave.</param>
internal sealed record MeetingCall(
    [property: Required] string? Title = null, [property: Required] DateTimeOffset? StartsAt = null, string? Place = null,
    [property: Required] string? Audience = null, IReadOnlyList<string>? Reminders = null, bool? Announce = null, Secrecy? Secrecy = null,
    bool? Countdown = null, string? Type = null);

/// <summary>What is not given stays as it is.</summary>
internal sealed record MeetingMove(string? Title = null, DateTimeOffset? StartsAt = null, string? Place = null, IReadOnlyList<string>? Reminders = null);

internal sealed record Made(long Id);

internal sealed record MeetingStands(long Id, MeetingState State);

/// <summary>The last four sum to the first.</summary>
internal sealed record TallyView(int Invited, int Attending, int Leave, int Asked, int Pending);

internal sealed record MeetingView(
    long Id, string Title, DateTimeOffset StartsAt, string Place, string Audience, IReadOnlyList<string> Reminders, MeetingState State,
    DateTimeOffset CreatedAt, DateTimeOffset? AnnouncedAt, DateTimeOffset? WithdrawnAt, TallyView Tally, int LeaveApproved, Secrecy Secrecy,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Type = null);

internal static class MeetingsApi
{
    public static void Map(RouteGroupBuilder api)
    {
        var meetings = api.MapGroup("/meetings").WithTags("meetings");
        meetings.MapPost("", CallAsync).Needs(Scope.Meetings).WithSummary("召集会议 · call a meeting, announced at once unless announce is false");
        meetings.MapGet("", ListAsync).Needs(Scope.Read, Scope.Meetings).WithSummary("会议 · the meetings, newest first");
        meetings.MapGet("/{id:long}", FindAsync).Needs(Scope.Read, Scope.Meetings).WithSummary("一次会议与答复统计 · one meeting with its tally");
        meetings.MapPatch("/{id:long}", MoveAsync).Needs(Scope.Meetings).WithSummary("改期或更正 · move or correct; who was told hears of it");
        meetings.MapPost("/{id:long}/announce", AnnounceAsync).Needs(Scope.Meetings).WithSummary("发出会议通知 · announce a draft");
        meetings.MapPost("/{id:long}/withdraw", WithdrawAsync).Needs(Scope.Meetings).WithSummary("取消会议 · call it off; who was told hears a correction");
    }

    private static async Task<Created<Made>> CallAsync(MeetingCall call, MeetingBook book, MeetingTypeBook types, Words words, HttpContext context, CancellationToken ct)
    {
        FaultsException.ThrowIfAny(Problems.Blank(words, ("title", call.Title), ("startsAt", call.StartsAt?.ToString("O")), ("audience", call.Audience)));
        var type = await TypeAsync(call.Type, types, words, ct);
        var reminders = call.Reminders ?? (call.Countdown == true ? null : type?.Reminders)?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
        var meeting = new NewMeeting(call.Title!, call.StartsAt!.Value, call.Place ?? "", call.Audience!, reminders, call.Announce ?? true, call.Secrecy ?? Secrecy.Open, call.Countdown ?? false, type?.Id);
        return TypedResults.Created((string?)null, new Made(await book.CallAsync(meeting, context.Actor(), ct)));
    }

    private static async Task<MeetingType?> TypeAsync(string? name, MeetingTypeBook types, Words words, CancellationToken ct)
    {
        if (name is null)
        {
            return null;
        }

        return await types.FindAsync(null, name.Trim(), ct) ?? throw new FaultsException("type", words.Say("talks.type.fault.unknown_name",
            ("all", string.Join('、', (await types.ListAsync(ct)).Select(t => t.Type.Name))), ("name", name)));
    }

    private static async Task<Ok<Listed<MeetingView>>> ListAsync(Paging paging, MeetingBook book, HttpRequest request, CancellationToken ct)
    {
        var page = await book.ListAsync(paging.After, paging.Limit, ct);
        var views = new Dictionary<long, MeetingView>();
        foreach (var meeting in page.Items)
        {
            views[meeting.Id] = await ViewAsync(meeting, book, ct);
        }

        return TypedResults.Ok(Listed<MeetingView>.Of(page, request, meeting => views[meeting.Id]));
    }

    private static async Task<Results<Ok<MeetingView>, NotFound>> FindAsync(long id, MeetingBook book, CancellationToken ct) =>
        await book.FindAsync(id, ct) is { } meeting ? TypedResults.Ok(await ViewAsync(meeting, book, ct)) : TypedResults.NotFound();

    private static async Task<Results<Ok<MeetingView>, NotFound>> MoveAsync(long id, MeetingMove move, MeetingBook book, HttpContext context, CancellationToken ct) =>
        await book.MoveAsync(id, new MeetingEdit(move.Title, move.StartsAt, move.Place, move.Reminders), context.Actor(), ct) is { } meeting
            ? TypedResults.Ok(await ViewAsync(meeting, book, ct))
            : TypedResults.NotFound();

    private static async Task<Results<Ok<MeetingStands>, NotFound>> AnnounceAsync(long id, MeetingBook book, HttpContext context, CancellationToken ct) =>
        Stands(await book.AnnounceAsync(id, context.Actor(), ct));

    private static async Task<Results<Ok<MeetingStands>, NotFound>> WithdrawAsync(long id, MeetingBook book, HttpContext context, CancellationToken ct) =>
        Stands(await book.WithdrawAsync(id, context.Actor(), ct));

    private static Results<Ok<MeetingStands>, NotFound> Stands(Meeting? meeting) =>
        meeting is null ? TypedResults.NotFound() : TypedResults.Ok(new MeetingStands(meeting.Id, meeting.State));

    private static async Task<MeetingView> ViewAsync(Meeting m, MeetingBook book, CancellationToken ct)
    {
        var tally = await book.TallyAsync(m.Id, ct);
        return new(
            m.Id, m.Title, m.StartsAt, m.Place, m.Audience, m.Reminders.Split(' ', StringSplitOptions.RemoveEmptyEntries), m.State,
            m.CreatedAt, m.AnnouncedAt, m.WithdrawnAt, new(tally.Invited, tally.Attending, tally.Leave, tally.Asked, tally.Pending), tally.LeaveApproved, m.Secrecy, await book.TypeNameAsync(m, ct));
    }
}
