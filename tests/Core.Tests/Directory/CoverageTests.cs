using Luzhi.Core.Directory;

namespace Luzhi.Core.Tests.Directory;

public sealed class CoverageTests
{
    private const long Economy = 1, Proposals = 2, EconomyGroup = 3, ProposalsGroup = 4, Sector = 5, Branch = 6, OtherBranch = 7, Town = 8, OtherTown = 9;

    private static readonly Dictionary<long, Unit> Units = new Unit[]
    {
        Unit(Economy, UnitKind.Committee, "经济委"), Unit(Proposals, UnitKind.Committee, "提案委"),
        Unit(EconomyGroup, UnitKind.MemberGroup, "第1组", Economy), Unit(ProposalsGroup, UnitKind.MemberGroup, "第1组", Proposals),
        Unit(Sector, UnitKind.Sector, "经济界"), Unit(Branch, UnitKind.Branch, "第一支部"), Unit(OtherBranch, UnitKind.Branch, "第二支部"),
        Unit(Town, UnitKind.Locality, "城关镇"), Unit(OtherTown, UnitKind.Locality, "柳河镇"),
    }.ToDictionary(u => u.Id);

    [Fact]
    public void Who_is_in_none_and_who_is_in_two_is_named()
    {
        var coverage = Coverage.Of(
            [
                new(1, "张建国", true, [Economy, EconomyGroup, Sector, Branch, Town]),
                new(2, "李秀英", true, [Economy, Proposals, EconomyGroup, ProposalsGroup, Sector, Branch, Town, OtherTown]),
                new(3, "王芳", true, []),
                new(4, "陈伟", true, [Proposals, EconomyGroup, Sector, Branch, Town]),
            ], Units, []);
        coverage.Members.ShouldBe(4);
        Names(coverage.NoCommittee).ShouldBe("王芳");
        Names(coverage.TwoCommittees).ShouldBe("李秀英(经济委 提案委)");
        Names(coverage.NoSector).ShouldBe("王芳");
        Names(coverage.NoGroup).ShouldBe("王芳");
        Names(coverage.TwoGroups).ShouldBe("李秀英(经济委/第1组 提案委/第1组)");
        Names(coverage.GroupElsewhere).ShouldBe("陈伟(经济委/第1组)");
        Names(coverage.NoLocality).ShouldBe("王芳");
        Names(coverage.TwoLocalities).ShouldBe("李秀英(城关镇 柳河镇)");
    }

    [Fact]
    public void A_party_member_without_a_branch_is_pointed_to_the_branch_of_their_committee()
    {
        var coverage = Coverage.Of(
            [
                new(1, "张建国", true, [Economy, Branch]), new(2, "李秀英", true, [Economy, Branch]), new(3, "王芳", true, [Proposals, OtherBranch]),
                new(4, "陈伟", true, [Proposals]), new(5, "刘洋", true, []), new(6, "赵敏", false, []),
            ], Units, []);
        coverage.NoBranch.Select(l => (l.Person.Name, l.Fix!.Join!.Name)).ShouldBe([("陈伟", "第二支部"), ("刘洋", "第一支部")]);
    }

    [Fact]
    public void Who_is_outside_the_Party_and_without_a_contact_is_pointed_to_the_nearest_with_the_fewest()
    {
        var coverage = Coverage.Of(
            [
                new(1, "张建国", true, [Economy, EconomyGroup]), new(2, "李秀英", true, [Economy, EconomyGroup]), new(3, "王芳", true, [Proposals]),
                new(11, "甲", false, [Economy, EconomyGroup]), new(12, "乙", false, [Economy, EconomyGroup]), new(13, "丙", false, [Economy, EconomyGroup]),
                new(14, "丁", false, [Proposals, ProposalsGroup]), new(15, "戊", false, []),
            ], Units, [(1, 11), (99, 15)]);
        coverage.NoContact.Select(l => (l.Person.Name, l.Fix!.Contact!.Name)).ShouldBe([("乙", "李秀英"), ("丙", "张建国"), ("丁", "王芳")]);
    }

    [Fact]
    public void Nobody_is_asked_to_look_after_more_than_three()
    {
        var people = Enumerable.Range(10, 5).Select(i => new CoveredPerson(i, $"委员{i}", false, [EconomyGroup])).Append(new(1, "张建国", true, [EconomyGroup])).ToList();
        Coverage.Of(people, Units, []).NoContact.Select(l => l.Fix?.Contact?.Id).ShouldBe([1L, 1L, 1L, null, null]);
    }

    private static string Names(IEnumerable<CoverageLine> lines) =>
        string.Join(' ', lines.Select(l => l.Person.Name + (l.Units.Count > 0 ? $"({string.Join(' ', l.Units)})" : "")));

    private static Unit Unit(long id, UnitKind kind, string name, long? parent = null) => new() { Id = id, BodyId = 1, Kind = kind, Name = name, ParentId = parent };
}
