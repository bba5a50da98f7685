using Luzhi.Core.Conversations;
using Luzhi.Core.Messages;

namespace Luzhi.Core.Tests.Conversations;

public class BindingTests
{
    private readonly Talk stranger = new() { Speaker = null };

    [Theory]
    [InlineData("绑定 K7M2QX")]
    [InlineData("绑定K7M2QX")]
    [InlineData("绑定：k7m2qx")]
    [InlineData("绑定 Ｋ７Ｍ２ＱＸ")]
    [InlineData("绑定 K7M-2QX")]
    [InlineData("我的绑定码是K7M2QX。")]
    [InlineData("k7m2qx")]
    public void A_free_code_binds_at_once_and_names_the_member(string said)
    {
        Hear(said, new BindingLookup("K7M2QX", BindingState.Free, 5, "李秀英"));

        stranger.Last.ShouldBe([new Change.Bind("K7M2QX", 5)]);
        stranger.Reply!.ShouldContain("李秀英");
    }

    [Theory]
    [InlineData(InboundKind.Follow)]
    [InlineData(InboundKind.Scan)]
    public void An_invitations_QR_code_binds_as_the_word_does(InboundKind kind)
    {
        stranger.Hear(Event(kind, "b_K7M2QX"), f => f with { Binding = new BindingLookup("K7M2QX", BindingState.Free, 5, "李秀英") });

        stranger.Last.ShouldBe([new Change.Bind("K7M2QX", 5)]);
    }

    [Theory]
    [InlineData(BindingState.Unknown, "没有查到")]
    [InlineData(BindingState.Used, "用过")]
    [InlineData(BindingState.Expired, "过期")]
    [InlineData(BindingState.Revoked, "作废")]
    public void A_code_that_will_not_do_is_refused_in_plain_words_and_counted(BindingState state, string because)
    {
        Hear("绑定 K7M2QX", new BindingLookup("K7M2QX", state, null, null));

        stranger.Last.ShouldBe([new Change.BindRefused(null)]);
        stranger.Reply!.ShouldContain(because);
    }

    [Theory]
    [InlineData(3, null)]
    [InlineData(4, 10)]
    [InlineData(5, 20)]
    [InlineData(6, 40)]
    [InlineData(40, 24 * 60)]
    public void Guessing_is_slowed_from_the_fifth_failure_on_and_each_time_doubled(int failures, int? minutes)
    {
        Hear("绑定 K7M2QX", new BindingLookup("K7M2QX", BindingState.Unknown, null, null), failures);

        stranger.Last.ShouldBe([new Change.BindRefused(minutes is { } wait ? Talk.Monday.AddMinutes(wait) : null)]);
    }

    [Fact]
    public void While_guessing_is_slowed_even_a_right_code_waits()
    {
        stranger.Hear(Said("绑定 K7M2QX"), f => f with { BindBlockedUntil = f.Now.AddMinutes(8), BindFailures = 5 });

        stranger.Last.ShouldBeEmpty();
        stranger.Reply!.ShouldContain("09:08");
    }

    [Fact]
    public void Somebody_who_is_bound_is_told_so_and_no_code_is_used_up()
    {
        var member = new Talk();
        member.Hear(Said("绑定 K7M2QX"), f => f with { Binding = new BindingLookup("K7M2QX", BindingState.Free, 1, "张建国") });

        member.Last.ShouldBeEmpty();
        member.Reply!.ShouldContain("已经绑定");
    }

    [Fact]
    public void A_members_phone_does_not_become_somebody_elses()
    {
        var member = new Talk();
        member.Hear(Said("绑定 K7M2QX"), f => f with { Binding = new BindingLookup("K7M2QX", BindingState.Free, 5, "李秀英") });

        member.Last.ShouldBeEmpty();
        member.Reply!.ShouldContain("张建国");
        member.Reply!.ShouldNotContain("李秀英");
    }

    [Fact]
    public void Following_greets_and_says_how_to_bind()
    {
        stranger.Hear(Event(InboundKind.Follow, null));

        stranger.Reply!.ShouldContain("绑定");
        stranger.Reply!.ShouldContain("东湖区政协");
    }

    [Theory]
    [InlineData(InboundKind.Text)]
    [InlineData(InboundKind.Image)]
    [InlineData(InboundKind.Voice)]
    [InlineData(InboundKind.Location)]
    [InlineData(InboundKind.MenuClick)]
    public void The_public_gets_a_kind_answer_to_anything(InboundKind kind)
    {
        stranger.Hear(Event(kind, null) with { Text = "你们几点上班" });

        stranger.Last.ShouldBeEmpty();
        stranger.Reply!.ShouldContain("绑定");
    }

    [Theory]
    [InlineData(InboundKind.Unfollow)]
    [InlineData(InboundKind.Receipt)]
    [InlineData(InboundKind.MenuView)]
    [InlineData(InboundKind.Other)]
    public void What_cannot_be_answered_is_met_with_silence(InboundKind kind)
    {
        stranger.Hear(Event(kind, null));

        stranger.Reply.ShouldBeNull();
    }

    private void Hear(string said, BindingLookup found, int failures = 0)
    {
        BindingWords.CodeIn(Said(said)).ShouldBe(found.Code);
        stranger.Hear(Said(said), f => f with { Binding = found, BindFailures = failures });
    }

    private static Inbound Said(string words) => Event(InboundKind.Text, null) with { Text = words };

    private static Inbound Event(InboundKind kind, string? scene) => new() { From = new Address("wechat", "wx_test", "o_1"), Key = "k", Kind = kind, Scene = scene };
}
