using Luzhi.Core.Duties;
using Luzhi.Core.Meetings;

namespace Luzhi.Core.Conversations.Secretary;

/// <summary>The closed list of what a confirmed command does. The books do it, inside the turn's transaction.</summary>
public abstract record DeskAct
{
    private DeskAct() { }

    public sealed record Send(NewBroadcast Broadcast) : DeskAct;

    /// <param name="Said">The secretary's own words; null for the house's.</param>
    public sealed record Chase(Matter Matter, string? Said) : DeskAct;

    public sealed record Move(long MeetingId, MeetingEdit Edit) : DeskAct;

    public sealed record Stop(Matter Matter) : DeskAct;

    public sealed record Answer(long QuestionId, string Text) : DeskAct;

    /// <summary>The morning brief, wanted or not.</summary>
    public sealed record Brief(bool Wanted) : DeskAct;
}
