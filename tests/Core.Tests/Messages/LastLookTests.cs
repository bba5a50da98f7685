using Luzhi.Core.Duties;
using Luzhi.Core.Meetings;
using Luzhi.Core.Messages;
using Luzhi.Testing;

namespace Luzhi.Core.Tests.Messages;

public sealed class LastLookTests
{
    private static readonly ClaimedNotice Reminder = new() { Id = 1, Kind = "reminder", Text = "提醒", State = "rung", Whom = Whom.Unsettled, Invitation = InvitationState.Pending };

    [Fact]
    public void What_still_stands_is_sent()
    {
        Look(Reminder).ShouldBeNull();
        Look(Reminder with { Invitation = InvitationState.Asked }).ShouldBeNull();
        Look(null).ShouldBeNull("a reply needs no notice");
    }

    [Theory]
    [InlineData(Whom.Unsettled, InvitationState.Attending, AssignmentState.Answered, "answered")]
    [InlineData(Whom.Unsettled, InvitationState.Leave, AssignmentState.Answered, "answered")]
    [InlineData(Whom.Attending, InvitationState.Leave, AssignmentState.Answered, "answered")]
    [InlineData(Whom.Attending, InvitationState.Attending, AssignmentState.Answered, null)]
    [InlineData(Whom.Unanswered, null, AssignmentState.Answered, "answered")]
    [InlineData(Whom.Unanswered, null, AssignmentState.Done, "answered")]
    [InlineData(Whom.Unanswered, null, AssignmentState.Excused, "answered")]
    [InlineData(Whom.Unanswered, null, AssignmentState.Overdue, null)]
    [InlineData(Whom.Everyone, InvitationState.Leave, AssignmentState.Answered, null)]
    [InlineData(Whom.Told, InvitationState.Leave, AssignmentState.Due, null)]
    [InlineData(Whom.Untold, InvitationState.Pending, AssignmentState.Notified, null)]
    public void Whom_it_is_for_is_asked_again(Whom whom, InvitationState? invitation, AssignmentState assignment, string? why) =>
        Look(Reminder with { Whom = whom, Invitation = invitation, Assignment = assignment }).ShouldBe(why);

    [Fact]
    public void Of_a_withdrawn_meeting_only_the_correction_is_sent()
    {
        Look(Reminder with { Withdrawn = true }).ShouldBe("withdrawn");
        Look(Reminder with { Withdrawn = true, Kind = "withdrawn", Whom = Whom.Told }).ShouldBeNull();
        Look(Reminder with { State = "withdrawn" }).ShouldBe("withdrawn", "a newer notice took its place");
    }

    [Fact]
    public void What_is_over_is_not_announced()
    {
        LastLook.Drop(Reminder, Some.Monday, Some.Monday).ShouldBe("expired");
        LastLook.Drop(null, Some.Monday.AddSeconds(-1), Some.Monday).ShouldBe("expired");
        LastLook.Drop(Reminder, Some.Monday.AddSeconds(1), Some.Monday).ShouldBeNull();
    }

    [Fact]
    public void Who_left_the_body_hears_nothing_more() => Look(Reminder with { Member = false }).ShouldBe("removed");

    private static string? Look(ClaimedNotice? notice) => LastLook.Drop(notice, null, Some.Monday);
}
