using Luzhi.Core.Messages;

namespace Luzhi.Core.Tests.Messages;

public sealed class ReplyRaceTests
{
    [Fact]
    public void Who_asks_first_wins_and_wins_again()
    {
        var race = new ReplyRace();

        race.TryPassive().ShouldBeTrue();
        race.TryDoor().ShouldBeFalse();
        race.TryPassive().ShouldBeTrue("a transaction that is run again asks again");
    }

    [Fact]
    public async Task However_they_meet_exactly_one_side_wins()
    {
        foreach (var _ in Enumerable.Range(0, 2000))
        {
            var race = new ReplyRace();
            using var start = new Barrier(2);
            var passive = Task.Run(() => Start(start) && race.TryPassive());
            var door = Task.Run(() => Start(start) && race.TryDoor());

            (await passive ^ await door).ShouldBeTrue();
        }
    }

    private static bool Start(Barrier start)
    {
        start.SignalAndWait();
        return true;
    }
}
