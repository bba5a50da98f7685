using Luzhi.Core.Duties;
using Luzhi.Core.Duties.Files;

namespace Luzhi.Core.Tests.Duties;

public sealed class ChecklistTests
{
    private static readonly string Items = Checklist.Write(
    [
        new("讲一次党课", "six-ones", new Dictionary<string, IReadOnlyList<string>> { ["items"] = ["讲一次党课"] }),
        new("走访两次", "report", new Dictionary<string, IReadOnlyList<string>> { ["kind"] = ["走访", "联村联企联社区"] }, 2),
        new("随便一篇心得", "reading", new Dictionary<string, IReadOnlyList<string>>()),
    ])!;

    [Fact]
    public void Nothing_on_record_leaves_the_whole_list() => Checklist.Missing(Items, null).ShouldBe(["讲一次党课", "走访两次", "随便一篇心得"]);

    [Fact]
    public void A_joint_activity_ticks_whatever_it_was() =>
        Checklist.Missing(Items, """six-ones {"items":"作一次情况通报、讲一次党课"}""").ShouldBe(["走访两次", "随便一篇心得"]);

    [Fact]
    public void What_is_asked_twice_wants_two_records_of_the_kind() =>
        Checklist.Missing(Items, "report {\"kind\":\"走访\"}\nreport {\"kind\":\"提案\"}\nreading {}").ShouldBe(["讲一次党课", "走访两次"]);

    [Fact]
    public void Another_form_with_the_same_answer_ticks_nothing() => Checklist.Missing(Items, """contact {"kind":"走访"}""").Count.ShouldBe(3);

    [Fact]
    public void Without_a_list_nothing_is_missing()
    {
        Checklist.Write([]).ShouldBeNull();
        Checklist.Missing(null, """report {"kind":"走访"}""").ShouldBeEmpty();
    }
}
