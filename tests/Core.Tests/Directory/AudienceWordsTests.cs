using Luzhi.Core.Directory;
using Luzhi.Core.Settings;

namespace Luzhi.Core.Tests.Directory;

public sealed class AudienceWordsTests
{
    private static readonly Words Say = Words.Load(Path.Combine(House.Find(AppContext.BaseDirectory).Config, "words.zh-CN.yaml"));

    private static readonly AudienceWords Known = new(
        [
            Unit(1, UnitKind.Committee, "经济委"), Unit(2, UnitKind.Committee, "提案委"), Unit(3, UnitKind.MemberGroup, "第1组", 1),
            Unit(4, UnitKind.MemberGroup, "第1组", 2), Unit(5, UnitKind.MemberGroup, "第2组", 1), Unit(6, UnitKind.Sector, "经济界"),
            Unit(7, UnitKind.Sector, "工商联"), Unit(8, UnitKind.Branch, "工商联"), Unit(9, UnitKind.Locality, "城关镇"),
        ],
        ["委员", "常委"], ["民盟", "中共党员"], new HashSet<string> { "张建国", "李秀英" });

    [Theory]
    [InlineData("经济委", 1)]
    [InlineData("专委会:经济委", 1)]
    [InlineData("专委会：经济委", 1)]
    [InlineData("第2组", 5)]
    [InlineData("第２组", 5)]
    [InlineData("经济委/第1组", 3)]
    [InlineData("委员组:提案委/第1组", 4)]
    [InlineData("党支部:工商联", 8)]
    public void A_unit_is_found_by_its_name_its_kind_and_its_committee(string text, long unit) =>
        Find(text).Meaning.ShouldBe(new Meaning.InUnit(unit));

    [Fact]
    public void The_other_words_mean_roles_parties_people_and_everybody()
    {
        Find("全体").Meaning.ShouldBe(new Meaning.Everyone());
        Find("委员").Meaning.ShouldBe(new Meaning.HasRole("委员"));
        Find("职务:常委").Meaning.ShouldBe(new Meaning.HasRole("常委"));
        Find("民盟").Meaning.ShouldBe(new Meaning.HasParty("民盟"));
        Find("党员委员").Meaning.ShouldBe(new Meaning.PartyMembers(true));
        Find("党外委员").Meaning.ShouldBe(new Meaning.PartyMembers(false));
        Find("姓名:张 建国").Meaning.ShouldBe(new Meaning.Named("张建国"));
    }

    [Theory]
    [InlineData("经计委", "第5个字“经计委”不认识，是不是“经济委”？")]
    [InlineData("经济委员会", "第5个字“经济委员会”不认识，是不是“经济委”？")]
    [InlineData("党员委圆", "第5个字“党员委圆”不认识，是不是“党员委员”？")]
    [InlineData("专委会:提按委", "第5个字“专委会:提按委”不认识，是不是“提案委”？")]
    [InlineData("妇联", "第5个字“妇联”不认识：没有叫这个名字的专委会、界别、委员组、党支部、属地、职务或政治面貌。")]
    [InlineData("工商联", "第5个字“工商联”指的不止一个，请写成：界别:工商联、党支部:工商联。")]
    [InlineData("第1组", "第5个字“第1组”指的不止一个，请写成：经济委/第1组、提案委/第1组。")]
    [InlineData("委员会:经济委", "第5个字“委员会:经济委”里的“委员会”不认识，冒号前可以写：专委会、界别、委员组、党支部、小组、属地、职务、政治面貌、姓名。")]
    [InlineData("张建国", "第5个字“张建国”是人名，请写成：姓名:张建国。")]
    [InlineData("姓名:张建设", "第5个字“姓名:张建设”：名册里没有叫“张建设”的人。")]
    [InlineData("城关镇、柳河镇、安平镇", "第5个字“城关镇、柳河镇、安平镇”不认识，是不是“城关镇”？")]
    public void A_word_that_is_unknown_or_means_two_things_is_refused_with_what_to_write(string text, string said) =>
        Find(text).Fault.ShouldBe(new AudienceFault(5, said));

    [Fact]
    public void Every_word_offered_is_understood()
    {
        Known.Shortest.ShouldContain("经济委/第1组");
        foreach (var word in Known.Shortest)
        {
            Find(word).Fault.ShouldBeNull(word);
        }
    }

    private static (Meaning? Meaning, AudienceFault? Fault) Find(string text) => Known.Find(new Audience.Word(text, 5), Say);

    private static Unit Unit(long id, UnitKind kind, string name, long? parent = null) => new() { Id = id, BodyId = 1, Kind = kind, Name = name, ParentId = parent };
}
