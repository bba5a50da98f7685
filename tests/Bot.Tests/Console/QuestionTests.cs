using Luzhi.Core.Meetings;
using Luzhi.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Luzhi.Bot.Tests.OfficeConsole;

public sealed class QuestionTests
{
    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_question_is_answered_from_the_meetings_page_and_every_answer_is_kept(Provider provider)
    {
        await using var house = await RunningHouse.StartAsync(provider);
        var zhang = await Some.MemberAsync(house.Database, "张建国");
        var meetings = house.Services.GetRequiredService<MeetingBook>();
        var questions = house.Services.GetRequiredService<QuestionBook>();
        var id = await meetings.CallAsync(new NewMeeting("主席会议", new DateTimeOffset(2036, 12, 5, 9, 0, 0, TimeSpan.FromHours(8)), "", "全体", []), "秘书", RunningHouse.Ct);
        await meetings.EnterAnswerAsync(id, zhang.Id, InvitationState.Asked, "要不要带材料？", "phone", "秘书", RunningHouse.Ct);
        using var browser = await Browser.AtDeskAsync(house);

        (await browser.SeeAsync("/console")).Text.ShouldContain("1 个提问待答");
        await browser.SeeAsync($"/console/meetings/{id}");
        await browser.PressAsync("答复", ("Said", "带上次的纪要"));
        browser.Text.ShouldContain("答：带上次的纪要");

        var line = (await meetings.InvitationsAsync(id, RunningHouse.Ct)).Items.Single();
        (await questions.AnswerAsync(line.AssignmentId, "更正：不用带", "秘书小周", RunningHouse.Ct)).ShouldBeTrue();
        (await questions.AnsweredAsync(id, RunningHouse.Ct)).Single().Answers.Select(a => a.Text).ShouldBe(["带上次的纪要", "更正：不用带"]);
        (await questions.OpenAsync(RunningHouse.Ct)).ShouldBeEmpty();
        await using var db = house.Database.Open();
        (await db.Notices.CountAsync(n => n.Kind == "answer" && n.AssignmentId == line.AssignmentId)).ShouldBe(2);
    }
}
