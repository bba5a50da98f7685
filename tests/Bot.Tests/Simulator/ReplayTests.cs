using Luzhi.Bot.Simulator;
using Luzhi.Core;
using Luzhi.Core.Storage;
using Luzhi.Testing;

namespace Luzhi.Bot.Tests.Simulator;

public sealed class ReplayTests
{
    [Theory]
    [MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task After_a_restart_phones_bubbles_windows_and_tokens_are_as_they_were(Provider provider)
    {
        await using var fresh = await FreshDatabase.CreateAsync(provider);
        var journal = new SimulatorJournal(new SimulatorBook(fresh.Database));
        var before = new Stage(keep: journal.Keep);
        await before.FollowAsync();
        before.Answer = (_, _) => Task.FromResult(Stage.Ok(Stage.TextReply("收到")));
        before.Platform.PushMode = PushMode.Plain;
        await before.SayAsync("你好");
        await before.SendTextAsync("一");
        await before.Platform.Phones.SendPictureAsync(Stage.ZhangJianguo, [1, 2, 3], "image/png", id => id, default);
        var token = (await before.StableAsync())["access_token"]!.ToString();
        await journal.WriteAsync(default);

        var after = new Platform(Stage.Account, before.Clock, Chance.Seeded(2));
        after.Replay(await journal.ReadAsync(default));

        var phone = after.Look(w => w.Phones[Stage.ZhangJianguo]);
        phone.Follows.ShouldBeTrue();
        phone.Bubbles.ShouldBe(before.Phone.Bubbles);
        phone.Windows.ShouldBe(before.Phone.Windows);
        after.Look(w => w.LastMsgId).ShouldBe(before.Platform.Look(w => w.LastMsgId));
        after.Look(w => w.Media.Values.Single().Bytes).ShouldBe([1, 2, 3]);
        var ask = new PlatformCall("GET", Routes.UserInfo, $"?access_token={token}&openid={Stage.ZhangJianguo}", []);
        (await after.CallAsync(ask, default)).Errcode.ShouldBe(0);
    }

    [Fact]
    public async Task A_message_id_is_never_given_twice_even_when_the_record_was_lost()
    {
        var before = new Stage();
        await before.FollowAsync();
        await before.SayAsync("一");
        await before.SayAsync("二");
        var after = new Stage();
        after.Clock.Advance(TimeSpan.FromSeconds(1));
        await after.FollowAsync();
        await after.SayAsync("三");

        after.Platform.Look(w => w.LastMsgId).ShouldBeGreaterThan(before.Platform.Look(w => w.LastMsgId));
    }

    [Theory]
    [MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task The_clocks_shift_outlives_the_process(Provider provider)
    {
        await using var fresh = await FreshDatabase.CreateAsync(provider);
        var book = new SimulatorBook(fresh.Database);
        (await book.ClockShiftAsync(default)).ShouldBe(TimeSpan.Zero);
        await book.KeepClockShiftAsync(TimeSpan.FromHours(1), default);
        await book.KeepClockShiftAsync(TimeSpan.FromDays(9) + TimeSpan.FromSeconds(1), default);
        (await new SimulatorBook(fresh.Database).ClockShiftAsync(default)).ShouldBe(TimeSpan.FromDays(9) + TimeSpan.FromSeconds(1));
    }
}
