using System.Text;
using Luzhi.Core.Messages;
using Luzhi.Core.Storage;
using Luzhi.Testing;

namespace Luzhi.Core.Tests.Storage;

public sealed class SpoolTests
{
    [Fact]
    public async Task What_was_kept_is_there_for_the_next_process_word_for_word_and_nobody_can_read_it_on_the_disk()
    {
        using var disk = new FreshSpool();
        var push = Some.Text("张建国", "请假 出差") with
        {
            Choice = "a17:2",
            Latitude = 30.1,
            Longitude = 120.2,
            Back = new Carries(4000, ChoiceShape.Buttons, 3),
            Reference = "{}",
            Consents = [new ConsentWord("t1", true)],
        };

        (await disk.Spool.KeepAsync(push, underway: true)).ShouldBeTrue();

        disk.Close();
        Encoding.UTF8.GetString(await File.ReadAllBytesAsync(disk.Files.ShouldHaveSingleItem())).ShouldNotContain("出差");
        var next = disk.Restart();
        var found = next.Ready().ShouldHaveSingleItem("whoever ran its turn is dead").Inbound;
        found.Consents.ShouldBe(push.Consents);
        (found with { Consents = push.Consents }).ShouldBe(push);
    }

    [Fact]
    public async Task The_same_push_is_kept_once()
    {
        using var disk = new FreshSpool();
        var push = Some.Text("张建国", "1");
        (await Task.WhenAll(disk.Spool.KeepAsync(push, false), disk.Spool.KeepAsync(push, false))).ShouldBe([true, true]);
        disk.Spool.Count.ShouldBe(1);
        var next = disk.Restart();
        next.Count.ShouldBe(1);
    }

    [Fact]
    public async Task One_person_goes_in_the_order_in_which_they_spoke_and_nobody_waits_for_another()
    {
        using var disk = new FreshSpool();
        foreach (var (name, words) in new[] { ("张建国", "1"), ("李秀英", "一"), ("张建国", "2"), ("李秀英", "二") })
        {
            await disk.Spool.KeepAsync(Some.Text(name, words), false);
        }

        var next = disk.Restart();
        Words(next).ShouldBe(["1", "一"]);
        next.Done(next.Ready()[0].Inbound.Key);
        Words(next).ShouldBe(["2", "一"], ignoreOrder: true);
        next.Before(Some.Text("李秀英", "三")).ShouldNotBeNull().IsCompleted.ShouldBeFalse();
        next.Before(Some.Text("王芳", "一")).ShouldBeNull();
    }

    [Fact]
    public async Task Nothing_is_left_on_the_disk_of_what_is_in_the_ledger()
    {
        using var disk = new FreshSpool();
        var push = Some.Text("张建国", "1");
        await disk.Spool.KeepAsync(push, underway: true);
        disk.Spool.Ready().ShouldBeEmpty();
        disk.Spool.Release(push.Key);
        disk.Spool.Ready().ShouldHaveSingleItem();
        disk.Spool.Done(push.Key);
        await disk.Spool.TidyAsync(CancellationToken.None);
        disk.Files.ShouldBeEmpty();
        (await disk.Spool.KeepAsync(Some.Text("张建国", "2"), false)).ShouldBeTrue("there is a next time");
    }

    [Fact]
    public async Task A_record_that_a_crash_cut_off_hides_none_before_it()
    {
        using var disk = new FreshSpool();
        await disk.Spool.KeepAsync(Some.Text("张建国", "1"), false);
        await disk.Spool.KeepAsync(Some.Text("李秀英", "1"), false);
        disk.Close();
        var bytes = await File.ReadAllBytesAsync(disk.Files[0]);
        for (var cut = 1; cut < bytes.Length / 2; cut += 7)
        {
            using var torn = new FreshSpool();
            System.IO.Directory.CreateDirectory(torn.Settings.Spool);
            await File.WriteAllBytesAsync(Path.Combine(torn.Settings.Spool, "1.spool"), bytes[..^cut]);
            var next = torn.Restart();
            (next.Count, next.Foreign).ShouldBe((1, 0), $"{cut} bytes are missing");
        }
    }

    [Fact]
    public async Task What_another_installation_sealed_is_neither_taken_nor_deleted()
    {
        using var disk = new FreshSpool();
        await disk.Spool.KeepAsync(Some.Text("张建国", "1"), false);
        var next = disk.Restart(otherKey: true);
        (next.Count, next.Foreign).ShouldBe((0, 1));
        await next.TidyAsync(CancellationToken.None);
        disk.Files.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task What_a_living_process_of_this_machine_holds_is_left_to_it()
    {
        using var disk = new FreshSpool();
        await disk.Spool.KeepAsync(Some.Text("张建国", "1"), false);
        using var sibling = new Spool(disk.Settings, Chance.Seeded(8).Bytes(32), Chance.Real, new ManualClock());
        sibling.Count.ShouldBe(0);
        (await sibling.KeepAsync(Some.Text("李秀英", "1"), false)).ShouldBeTrue();
    }

    [Fact]
    public async Task Without_room_nothing_is_promised_until_there_is_some_again()
    {
        using var disk = new FreshSpool(megabytes: 1);
        var big = new string('长', 150_000);
        var first = Some.Text("张建国", big);
        (await disk.Spool.KeepAsync(first, false)).ShouldBeTrue();
        (await disk.Spool.KeepAsync(Some.Text("李秀英", big), false)).ShouldBeFalse();
        (disk.Spool.Full, disk.Spool.TakeRefused(), disk.Spool.TakeRefused()).ShouldBe((true, 1, 0));

        disk.Spool.Done(first.Key);
        disk.Spool.Full.ShouldBeFalse();
        (await disk.Spool.KeepAsync(Some.Text("李秀英", big), false)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_disk_that_takes_nothing_promises_nothing()
    {
        using var disk = new FreshSpool();
        await File.WriteAllTextAsync(disk.Settings.Spool, "a file where the folder should be");
        (await disk.Spool.KeepAsync(Some.Text("张建国", "1"), false)).ShouldBeFalse();
        (disk.Spool.Count, disk.Spool.Full).ShouldBe((0, true));
    }

    [Fact]
    public async Task What_the_ledger_refuses_time_and_again_is_left_lying_and_holds_nobody_up()
    {
        using var disk = new FreshSpool();
        var bad = Some.Text("张建国", "1");
        await disk.Spool.KeepAsync(bad, false);
        await disk.Spool.KeepAsync(Some.Text("张建国", "2"), false);
        for (var i = 0; i < 5; i++)
        {
            Words(disk.Spool).ShouldBe(["1"]);
            disk.Spool.Refuse(bad.Key);
        }

        Words(disk.Spool).ShouldBe(["2"]);
        disk.Spool.Stuck.ShouldBe(1);
        var next = disk.Restart();
        Words(next).ShouldBe(["1"], "perhaps this program can take it");
    }

    private static List<string> Words(Spool spool) => [.. spool.Ready().Select(push => push.Inbound.Text)];
}
