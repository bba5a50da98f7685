using Luzhi.Core.Duties;

namespace Luzhi.Core.Tests.Duties;

public sealed class SharingTests
{
    private const long Green = 1, Town = 2, Zhang = 11, Li = 12, Wang = 13;

    private static readonly ILookup<long, long> Homes = new[] { (Green, Zhang), (Green, Li), (Town, Wang) }.ToLookup(h => h.Item1, h => h.Item2);

    [Fact]
    public void Nobody_has_two_more_than_another_and_the_near_ones_go_first()
    {
        var sites = Enumerable.Range(0, 7).Select(n => new SharedPlace($"place:{n}", n < 5 ? Green : Town)).ToList();

        var shared = Sharing.Out(sites, [Zhang, Li, Wang], Homes, new Dictionary<string, long>());

        shared.Count.ShouldBe(7);
        shared.Values.GroupBy(p => p).Select(g => g.Count()).Order().ShouldBe([2, 2, 3]);
        shared["place:5"].ShouldBe(Wang);
        shared["place:0"].ShouldBe(Zhang);
    }

    [Fact]
    public void Who_has_a_site_keeps_it_when_another_is_added()
    {
        var before = Sharing.Out([new("place:1", Green), new("place:2", Town)], [Zhang, Li, Wang], Homes, new Dictionary<string, long>());

        var after = Sharing.Out([new("place:0", Green), new("place:1", Green), new("place:2", Town)], [Zhang, Li, Wang], Homes, before);

        after["place:1"].ShouldBe(before["place:1"]);
        after["place:2"].ShouldBe(Wang);
        after["place:0"].ShouldBe(Li);
    }

    [Fact]
    public void With_nobody_there_is_nobody_to_give_to() => Sharing.Out([new("place:1", null)], [], Homes, new Dictionary<string, long>()).ShouldBeEmpty();
}
