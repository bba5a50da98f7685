using Luzhi.Core.Duties;
using Luzhi.Core.Meetings;

namespace Luzhi.Core.PhonePages;

/// <summary>Whose session it is: an address that belongs to a person who is there.</summary>
public sealed record PageHolder(long ContactId, Messages.Address Address, long PersonId, string Name);

/// <summary>Everything the page of one line of the duty ledger shows to its addressee.</summary>
public sealed record ItemPage
{
    public long AssignmentId { get; init; }
    public required string Title { get; init; }
    public required string PersonName { get; init; }
    public bool Withdrawn { get; init; }
    public AssignmentState State { get; init; }
    public DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>For a broadcast: what was answered.</summary>
    public string? Answer { get; init; }

    public long? MeetingId { get; init; }
    public DateTimeOffset? StartsAt { get; init; }
    public string? Place { get; init; }
    public MeetingState MeetingState { get; init; }
    public int Version { get; init; }
    public InvitationState Invitation { get; init; }
    public string? LeaveReason { get; init; }
    public bool? LeaveApproved { get; init; }
    public string? Question { get; init; }

    /// <summary>The form that who attends is asked to fill in.</summary>
    public string? Receipt { get; init; }

    /// <summary>What was last told of it, where it is neither a meeting nor a broadcast.</summary>
    public string? Told { get; init; }
    public string? Text { get; init; }
    public string? Ask { get; init; }

    /// <summary>Where a form is asked for: the version that was in force when it was.</summary>
    public string? FormVersion { get; init; }
    public DateTimeOffset? DueAt { get; init; }
    public bool Planned { get; init; }
    public string? Duty { get; init; }
    public string? AboutName { get; init; }
    public string? Unit { get; init; }

    /// <summary>What a duty's words may say of the line; null for what no file planned.</summary>
    public Messages.LineFacts? Line => Planned ? new(Duty ?? Title, DueAt, Unit, AboutName, null) : null;

    /// <summary>Given to study: its words are a note, which others read only if its author says so.</summary>
    public bool Study { get; init; }
    public int? Least { get; init; }
    public bool? Shared { get; init; }

    public bool IsMeeting => MeetingId is not null;

    public bool Cancelled => Withdrawn || (IsMeeting && MeetingState == MeetingState.Withdrawn);

    public bool IsBroadcast => Text is not null;

    /// <summary>Whether an answer still changes anything: the same bounds as the chat's.</summary>
    public bool Open(DateTimeOffset now) => !Cancelled && (IsMeeting
        ? MeetingState == MeetingState.Announced && StartsAt > now
        : Ask is not null && (AnsweredAt is null || DueAt > now));
}

/// <summary>One line of a member's own page.</summary>
public sealed record MyLine
{
    public long AssignmentId { get; init; }
    public required string Title { get; init; }
    public bool IsMeeting { get; init; }
    public DateTimeOffset? When { get; init; }
    public AssignmentState State { get; init; }
    public InvitationState? Invitation { get; init; }
    public string? Ask { get; init; }
    public DateTimeOffset? AnsweredAt { get; init; }
    public bool Open { get; init; }
}

/// <summary>Something the member reported, in their own words.</summary>
public sealed record MyReport(long Id, string Form, string State, string Said, DateTimeOffset At);
