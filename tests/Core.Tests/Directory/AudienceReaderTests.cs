using Luzhi.Core.Directory;
using Luzhi.Core.Settings;

namespace Luzhi.Core.Tests.Directory;

public sealed class AudienceReaderTests
{
    private static readonly Words Words = Words.Load(Path.Combine(House.Find(AppContext.BaseDirectory).Config, "words.zh-CN.yaml"));

    [Theory]
    [InlineData("a", "a")]
    [InlineData("a & b | c", "((a&b)|c)")]
    [InlineData("a | b & c", "(a|(b&c))")]
    [InlineData("!a & b", "(!a&b)")]
    [InlineData("!(a & b)", "!(a&b)")]
    [InlineData("!!a", "!!a")]
    [InlineData("a & b & c", "((a&b)&c)")]
    [InlineData("党员委员＆（经济委｜提案委）&！已培训", "((党员委员&(经济委|提案委))&!已培训)")]
    [InlineData("专委会:经济委", "专委会:经济委")]
    [InlineData("“经济委（一）” | \"a & b\"", "(经济委（一）|a & b)")]
    [InlineData("  经济委/第1组\t", "经济委/第1组")]
    public void Signs_bind_as_written_and_may_be_full_width(string text, string meant)
    {
        var (audience, fault) = AudienceReader.Read(text, Words);
        fault.ShouldBeNull();
        Shown(audience!).ShouldBe(meant);
    }

    [Theory]
    [InlineData("", 1, "请写明范围，例如：全体、经济委、党员委员 & 经济委。")]
    [InlineData("   ", 4, "请写明范围，例如：全体、经济委、党员委员 & 经济委。")]
    [InlineData("经济委 &", 6, "范围没有写完：末尾缺一个词。")]
    [InlineData("& 经济委", 1, "第1个字“&”之前缺一个词。")]
    [InlineData("经济委 | | 提案委", 7, "第7个字“|”之前缺一个词。")]
    [InlineData("经济委 提案委", 5, "第5个字“提案委”之前缺少 &（并且）或 |（或者）。")]
    [InlineData("(经济委 提案委)", 6, "第6个字“提案委”之前缺少 &（并且）或 |（或者）。")]
    [InlineData("全体 & (经济委", 6, "第6个字的括号没有配对。")]
    [InlineData("经济委）", 4, "第4个字的括号多了一个。")]
    [InlineData("“经济委", 1, "第1个字的引号没有配对。")]
    [InlineData("()", 2, "第2个字“)”之前缺一个词。")]
    public void A_slip_is_shown_where_it_is(string text, int at, string said) =>
        AudienceReader.Read(text, Words).Fault.ShouldBe(new AudienceFault(at, said));

    [Fact]
    public void A_text_longer_than_anybody_writes_is_refused_before_it_nests_too_deep() =>
        AudienceReader.Read(new string('(', 100_000), Words).Fault!.Text.ShouldBe("范围太长，请不超过1000个字。");

    [Fact]
    public void The_deepest_text_allowed_is_read() =>
        AudienceReader.Read(new string('!', 999) + "a", Words).Audience!.People(_ => new HashSet<long> { 1 }, new HashSet<long> { 1, 2 }).ShouldBe([2]);

    [Fact]
    public void Whatever_can_be_written_is_read_as_it_was_meant()
    {
        var chance = Chance.Seeded(7);
        for (var i = 0; i < 2_000; i++)
        {
            var meant = Anything(chance, 6);
            var (read, fault) = AudienceReader.Read(Written(meant, 0, chance), Words);
            fault.ShouldBeNull();
            Shown(read!).ShouldBe(Shown(meant));
        }
    }

    [Fact]
    public void The_people_are_those_for_whom_the_sentence_is_true()
    {
        var chance = Chance.Seeded(11);
        var everyone = Enumerable.Range(0, 16).Select(i => (long)i).ToHashSet();
        for (var i = 0; i < 2_000; i++)
        {
            var audience = Anything(chance, 5);
            var people = audience.People(word => everyone.Where(p => Has(p, word.Text)).ToHashSet(), everyone);
            people.Order().ShouldBe(everyone.Where(p => IsTrue(audience, p)).Order());
        }
    }

    [Fact]
    public void Any_text_at_all_is_read_or_refused_and_never_breaks_the_reader()
    {
        var chance = Chance.Seeded(13);
        const string letters = "&|!()＆｜！（）“”\"「」:/ 经济委a1";
        for (var i = 0; i < 5_000; i++)
        {
            var text = string.Concat(chance.Bytes(chance.Bytes(1)[0] % 20).Select(b => letters[b % letters.Length]));
            var (audience, fault) = AudienceReader.Read(text, Words);
            (audience is null).ShouldBe(fault is not null);
            fault?.At.ShouldBeInRange(1, text.Length + 1);
        }
    }

    /// <summary>Words a b c d; person number p has word w when bit w of p is set.</summary>
    private static bool Has(long person, string word) => (person >> (word[0] - 'a') & 1) == 1;

    private static bool IsTrue(Audience audience, long person) => audience switch
    {
        Audience.Word word => Has(person, word.Text),
        Audience.And and => IsTrue(and.Left, person) && IsTrue(and.Right, person),
        Audience.Or or => IsTrue(or.Left, person) || IsTrue(or.Right, person),
        Audience.Not not => !IsTrue(not.Inner, person),
        _ => throw new InvalidOperationException(),
    };

    private static Audience Anything(Chance chance, int depth) => (depth == 0 ? 0 : chance.Bytes(1)[0] % 4) switch
    {
        1 => new Audience.And(Anything(chance, depth - 1), Anything(chance, depth - 1)),
        2 => new Audience.Or(Anything(chance, depth - 1), Anything(chance, depth - 1)),
        3 => new Audience.Not(Anything(chance, depth - 1)),
        _ => new Audience.Word("abcd"[(chance.Bytes(1)[0] % 4)..][..1], 0),
    };

    /// <summary>As somebody might write it: brackets only where they are needed, spaces and full-width signs at random.</summary>
    private static string Written(Audience audience, int binds, Chance chance)
    {
        string Sign(string half, string full) => (chance.Bytes(1)[0] % 3) switch { 0 => half, 1 => $" {half} ", _ => full };
        var (own, text) = audience switch
        {
            Audience.Word word => (9, word.Text),
            Audience.Not not => (3, Sign("!", "！") + Written(not.Inner, 3, chance)),
            Audience.And and => (2, Written(and.Left, 2, chance) + Sign("&", "＆") + Written(and.Right, 3, chance)),
            Audience.Or or => (1, Written(or.Left, 1, chance) + Sign("|", "｜") + Written(or.Right, 2, chance)),
            _ => throw new InvalidOperationException(),
        };
        return own < binds ? Sign("(", "（") + text + Sign(")", "）") : text;
    }

    private static string Shown(Audience audience) => audience switch
    {
        Audience.Word word => word.Text,
        Audience.And and => $"({Shown(and.Left)}&{Shown(and.Right)})",
        Audience.Or or => $"({Shown(or.Left)}|{Shown(or.Right)})",
        Audience.Not not => $"!{Shown(not.Inner)}",
        _ => throw new InvalidOperationException(),
    };
}
