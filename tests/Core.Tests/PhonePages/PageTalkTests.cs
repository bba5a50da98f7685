using Luzhi.Core.Conversations;
using Luzhi.Core.Conversations.Forms;
using Luzhi.Core.Meetings;
using Luzhi.Core.PhonePages;
using Luzhi.Core.Settings;
using Luzhi.Testing;

namespace Luzhi.Core.Tests.PhonePages;

public sealed class PageTalkTests
{
    private static readonly Words Words = Words.Load(Path.Combine(House.Find(AppContext.BaseDirectory).Config, "words.zh-CN.yaml"));
    private static readonly PageTalk Talk = new(Words);

    [Fact]
    public void A_tap_answers_its_own_meeting_and_settles_what_the_chat_was_asking_about_it()
    {
        var asking = Conversation.Fresh with { Asking = new Asking(About.Reason, [7], "", Some.Monday) };
        var turn = Talk.Step(asking, new PageAnswer(7, PageTap.Attend, ""), 1, Facts(Meeting()));
        turn.Changes.ShouldHaveSingleItem().ShouldBe(new Change.Answer(7, InvitationState.Attending, null, null));
        turn.Next.Asking.ShouldBeNull();
        turn.Reply.ShouldBeNull();
    }

    [Fact]
    public void A_question_does_not_take_back_an_answer_already_given() =>
        Talk.Step(Conversation.Fresh, new PageAnswer(7, PageTap.Ask, "几点散会？"), 1, Facts(Meeting(InvitationState.Attending)))
            .Changes.ShouldHaveSingleItem().ShouldBe(new Change.Answer(7, InvitationState.Attending, null, "几点散会？"));

    [Fact]
    public void What_is_over_what_asks_for_something_else_and_anothers_line_change_nothing()
    {
        Talk.Step(Conversation.Fresh, new PageAnswer(8, PageTap.Attend, ""), 1, Facts(Meeting())).Changes.ShouldBeEmpty();
        Talk.Step(Conversation.Fresh, new PageAnswer(7, PageTap.Read, ""), 1, Facts(Meeting())).Changes.ShouldBeEmpty();
        Talk.Step(Conversation.Fresh, new PageAnswer(7, PageTap.Attend, ""), 2, Facts(Meeting())).Changes.ShouldBeEmpty();
    }

    [Fact]
    public void A_form_is_read_whole_with_its_conditions_and_its_faults_by_question()
    {
        var form = FormReader.ReadAll(Path.Combine(House.Find(AppContext.BaseDirectory).Config, "forms")).Find("report")!;
        var typed = new Dictionary<string, string> { ["kind"] = "走访", ["date"] = "昨天", ["place"] = "光明社区", ["done"] = "走访困难群众", ["count"] = "很多" };
        var filled = new PageForm(Words).Read(form, typed, new Dictionary<string, Given>(), Facts());
        filled.Faults.Keys.ShouldBe(["count"]);
        filled.Answers["date"].Value.ShouldBe("2026-11-22");

        typed["kind"] = "提案";
        typed["place"] = "";
        new PageForm(Words).Read(form, typed, new Dictionary<string, Given>(), Facts()).Faults.ShouldBeEmpty("a place and a count are not asked of a proposal");
    }

    [Fact]
    public void What_the_chat_knows_and_the_page_left_alone_keeps_the_way_it_was_said()
    {
        var form = FormReader.ReadAll(Path.Combine(House.Find(AppContext.BaseDirectory).Config, "forms")).Find("report")!;
        var typed = new Dictionary<string, string> { ["kind"] = "走访", ["date"] = "2026-11-22", ["place"] = "光明社区居委会", ["done"] = "走访困难群众", ["count"] = "6" };
        var untouched = new Dictionary<string, Given> { ["date"] = new("2026-11-22", "11月22日（周日）下午"), ["place"] = new("光明社区居委会", "光明社区居委会") };

        var filled = new PageForm(Words).Read(form, typed, new Dictionary<string, Given>(), Facts(), untouched: untouched);

        (filled.Answers["date"], filled.Answers["place"]).ShouldBe((untouched["date"], untouched["place"]));
        filled.Answers["count"].Value.ShouldBe("6", "a field that was changed is read");
    }

    [Fact]
    public void Only_files_that_an_answer_really_names_are_found_in_it() => PageForm.FilesIn("file:12 file:7 xfile:9 file:x").ShouldBe([12, 7]);

    private static OpenItem Meeting(InvitationState state = InvitationState.Pending) => new()
    {
        AssignmentId = 7, Kind = OpenItemKind.Meeting, Title = "主席会议", When = Some.Monday.AddDays(2), Invitation = state,
    };

    private static Facts Facts(params OpenItem[] items) => new()
    {
        Now = Some.Monday, Zone = Some.Zone, BodyName = "东湖区政协", Speaker = new Speaker(1, "张建国", [], null), Items = items,
    };
}
