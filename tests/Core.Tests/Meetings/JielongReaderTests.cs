using Luzhi.Core.Meetings;
using Luzhi.Core.Settings;

namespace Luzhi.Core.Tests.Meetings;

/// <summary>A 接龙 as group chats produce it. Each case of jielong.tsv is one paste and what is read out of it.</summary>
public sealed class JielongReaderTests
{
    private static readonly IReadOnlyList<JielongGuest> Guests =
    [
        Guest(1, "张建国", "经济委"), Guest(2, "李秀英", "文史委"), Guest(3, "王芳", "教育界"), Guest(4, "陈刚"), Guest(5, "周敏"), Guest(6, "吴强"),
        Guest(7, "张伟", "经济委"), Guest(8, "张伟", "文史委"), Guest(9, "阿依古丽·买买提"), Guest(10, "欧阳明"), Guest(11, "高峰"), Guest(12, "赵丽"),
        Guest(13, "刘洋") with { Invited = false },
    ];

    private static readonly JielongReader Reader = new(Guests);

    public static TheoryData<int, string, string> Cases
    {
        get
        {
            var cases = new TheoryData<int, string, string>();
            var lines = File.ReadAllLines(Path.Combine(House.Find(AppContext.BaseDirectory).Root, "tests", "Core.Tests", "Meetings", "jielong.tsv"));
            for (var i = 0; i < lines.Length; i++)
            {
                if (lines[i].Length > 0 && !lines[i].StartsWith("# ", StringComparison.Ordinal))
                {
                    cases.Add(i + 1, lines[i].Split('\t')[0].Replace('⏎', '\n'), lines[i].Split('\t')[1]);
                }
            }

            return cases;
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public void A_paste_is_read_into_answers_and_doubts(int line, string pasted, string read) =>
        string.Join("; ", Reader.Read(pasted).Entries.Select(Said)).ShouldBe(read, $"jielong.tsv:{line}");

    [Fact]
    public void The_secretary_may_say_what_a_name_alone_means()
    {
        Reader.Read("1. 张建国").Bare.ShouldBe(InvitationState.Attending);
        Reader.Read("1. 张建国", InvitationState.Leave).Entries.Single().State.ShouldBe(InvitationState.Leave);
    }

    [Fact]
    public void Nothing_is_left_out_unseen()
    {
        var reading = Reader.Read("#接龙\n主席会议报名\n\n1. 张建国\n以上\n谢谢大家");

        reading.Unread.ShouldBe(["#接龙", "主席会议报名", "以上", "谢谢大家"]);
        reading.Entries.Single().Line.ShouldBe(4);
    }

    [Fact]
    public void Somebody_of_two_names_is_offered_with_both()
    {
        var entry = Reader.Read("1. 张伟 请假").Entries.Single();

        entry.Clear.ShouldBeFalse();
        entry.PersonId.ShouldBeNull();
        entry.Candidates.Select(c => c.PersonId).ShouldBe([7, 8]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n\n")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("1.1.1.1.1. ((((【【【【 ++++ ||||")]
    public void Rubbish_is_read_without_a_fall(string rubbish) => Reader.Read(rubbish).Entries.ShouldAllBe(e => !e.Clear);

    private static JielongGuest Guest(long id, string name, params string[] units) => new(id, name, units, Invited: true);

    private static string Said(JielongEntry entry)
    {
        var likely = entry.PersonId is { } id ? "→" + Guests.Single(g => g.PersonId == id).Name : "";
        var who = entry.Doubt == JielongDoubt.None ? entry.Name : $"?{entry.Doubt} {entry.Name}{likely}";
        var said = string.Join(' ', new[] { who, State(entry.State), entry.Reason }.Where(part => part is not null));
        return entry.ReplacedBy is null ? said : $"({said})";
    }

    private static string? State(InvitationState? state) => state switch
    {
        InvitationState.Attending => "参加",
        InvitationState.Leave => "请假",
        InvitationState.Asked => "有疑问",
        _ => null,
    };
}
