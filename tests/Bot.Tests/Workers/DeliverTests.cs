using Luzhi.Core.Messages;
using Luzhi.Core.Meetings;
using Luzhi.Core.Settings;
using Luzhi.Core.Storage;
using Luzhi.Testing;
using Microsoft.EntityFrameworkCore;
using Route = Luzhi.Core.Messages.Route;

namespace Luzhi.Bot.Tests.Workers;

public sealed class DeliverTests
{
    private static readonly ChannelRights WithTemplates = new(Session: true, new HashSet<string> { "meeting", "broadcast" }, Windowless: false);

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_called_meeting_reaches_each_member_by_name_with_the_choices(Provider provider)
    {
        await using var stage = await DoorStage.SetAsync(provider);
        await stage.MemberAsync("张建国");
        await stage.MemberAsync("李秀英");
        await stage.MeetingAsync();

        (await stage.Deliver.RunOnceAsync(default)).ShouldBe(2);

        stage.Channel.Lines.Order().ShouldBe(["o_张建国 Session 张建国您好，请您出席会议。", "o_李秀英 Session 李秀英您好，请您出席会议。"]);
        stage.Channel.Taken.ShouldAllBe(m => m.Content.Choices.Count == 3 && m.Content.AssignmentId != null && !m.Repeat);
        (await stage.RecordAsync()).ShouldBe(["sent session", "sent session"]);
        (await stage.Deliver.RunOnceAsync(default)).ShouldBe(0);
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_message_uses_up_one_of_the_window_and_the_sixth_waits(Provider provider)
    {
        await using var stage = await DoorStage.SetAsync(provider);
        var zhang = await stage.MemberAsync("张建国", window: false);
        await stage.OpenWindowAsync(zhang, messages: 1);
        await stage.MeetingAsync();
        await stage.BroadcastAsync();

        await stage.Deliver.RunOnceAsync(default);

        stage.Channel.Taken.Count.ShouldBe(1);
        (await stage.OnlyRowAsync()).State.ShouldBe("held");
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task Refused_in_a_session_it_rings_the_doorbell_at_once(Provider provider)
    {
        await using var stage = await DoorStage.SetAsync(provider);
        stage.Channel.Rights = WithTemplates;
        stage.Channel.Then(new SendOutcome.Refused("45015"));
        await stage.MemberAsync("张建国");
        await stage.MeetingAsync();

        await stage.Deliver.RunOnceAsync(default);

        stage.Channel.Taken.Select(m => m.Route).ShouldBe([Route.Session, Route.Doorbell]);
        (await stage.RecordAsync()).ShouldBe(["sent doorbell"]);
        await using var db = stage.Database.Open();
        (await db.Windows.SingleAsync()).MessagesLeft.ShouldBe(0);
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task Refused_everywhere_a_notice_waits_for_the_next_time_the_person_writes(Provider provider)
    {
        await using var stage = await DoorStage.SetAsync(provider);
        stage.Channel.Rights = WithTemplates;
        stage.Channel.Then(new SendOutcome.Refused("45047"), new SendOutcome.Refused("43101"));
        await stage.MemberAsync("张建国");
        await stage.MeetingAsync();

        await stage.Deliver.RunOnceAsync(default);

        var row = await stage.OnlyRowAsync();
        (row.State, row.LastWhy).ShouldBe(("held", "43101"));
        (await stage.RecordAsync()).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task Who_is_in_no_window_or_bound_to_no_phone_is_held_for_the_call_sheet(Provider provider)
    {
        await using var stage = await DoorStage.SetAsync(provider);
        await stage.MemberAsync("张建国", window: false);
        await Some.MemberAsync(stage.Database, "李秀英");
        await stage.MeetingAsync();

        await stage.Deliver.RunOnceAsync(default);

        stage.Channel.Taken.ShouldBeEmpty();
        await using var db = stage.Database.Open();
        (await db.Outbox.OrderBy(o => o.Id).Select(o => $"{o.State} {o.LastWhy}").ToListAsync()).ShouldBe(["held 对方近期没有来信，也没有可用的模板", "held 没有绑定，聊天里找不到本人"]);
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task Gone_from_one_address_it_tries_the_persons_other_and_remembers(Provider provider)
    {
        var other = new ScriptedChannel("directline") { Rights = new(Session: true, new HashSet<string>(), Windowless: true) };
        await using var stage = await DoorStage.SetAsync(provider, null, other);
        stage.Channel.Then(new SendOutcome.Gone("43004"));
        var zhang = await stage.MemberAsync("张建国");
        await using (var db = stage.Database.Open())
        {
            db.Contacts.Add(new Contact { Channel = "directline", Account = "a", ExternalId = "zhang", PersonId = zhang.PersonId, Followed = true });
            await db.SaveChangesAsync();
        }

        await stage.MeetingAsync();
        await stage.Deliver.RunOnceAsync(default);

        other.Lines.ShouldBe(["zhang Session 张建国您好，请您出席会议。"]);
        (await stage.RecordAsync()).ShouldBe(["sent session"]);
        await using var look = stage.Database.Open();
        (await look.Contacts.SingleAsync(c => c.Id == zhang.Id)).Followed.ShouldBeFalse();
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task Gone_from_the_only_address_a_duty_stays_on_the_call_sheet_and_a_plain_message_ends(Provider provider)
    {
        await using var stage = await DoorStage.SetAsync(provider);
        stage.Channel.Then(new SendOutcome.Gone("43004"));
        await stage.MemberAsync("张建国");
        await stage.MeetingAsync();
        await stage.Deliver.RunOnceAsync(default);
        (await stage.OnlyRowAsync()).State.ShouldBe("held");

        stage.Channel.Then(new SendOutcome.Gone("43004"));
        await stage.MemberAsync("李秀英");
        await stage.BroadcastAsync();
        await stage.Deliver.RunOnceAsync(default);
        (await stage.RecordAsync()).ShouldBe(["gone none: 43004"]);
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_busy_platform_is_tried_again_ever_later_and_given_up_in_the_end(Provider provider)
    {
        await using var stage = await DoorStage.SetAsync(provider, new DeliverySettings { AttemptsAtMost = 3 });
        stage.Channel.Then(new SendOutcome.RetryLater(null, "-1"), new SendOutcome.RetryLater(null, "-1"), new SendOutcome.RetryLater(null, "-1"));
        await stage.MemberAsync("张建国");
        await stage.MeetingAsync();

        await stage.Deliver.RunOnceAsync(default);
        var first = (await stage.OnlyRowAsync()).NotBefore - stage.Clock.GetUtcNow();
        first.ShouldBeInRange(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1.5));
        (await stage.Deliver.RunOnceAsync(default)).ShouldBe(0);
        stage.Clock.Advance(first);
        await stage.Deliver.RunOnceAsync(default);
        var second = (await stage.OnlyRowAsync()).NotBefore - stage.Clock.GetUtcNow();
        second.ShouldBeInRange(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(3));
        stage.Clock.Advance(second);
        await stage.Deliver.RunOnceAsync(default);

        (await stage.RecordAsync()).ShouldBe(["failed none: -1"]);
        stage.Channel.Taken.Count.ShouldBe(3);
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task It_never_tries_sooner_than_the_platform_asked(Provider provider)
    {
        await using var stage = await DoorStage.SetAsync(provider);
        stage.Channel.Then(new SendOutcome.RetryLater(TimeSpan.FromMinutes(1), "45009"));
        await stage.MemberAsync("张建国");
        await stage.MeetingAsync();

        await stage.Deliver.RunOnceAsync(default);

        ((await stage.OnlyRowAsync()).NotBefore - stage.Clock.GetUtcNow()).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromMinutes(1));
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_wrong_secret_shuts_the_channel_with_one_incident_costs_no_row_a_try_and_closes_when_it_works(Provider provider)
    {
        await using var stage = await DoorStage.SetAsync(provider, new DeliverySettings { AttemptsAtMost = 2, SendAtOnce = 1 });
        stage.Channel.Then(new SendOutcome.Misconfigured("40001"));
        await stage.MemberAsync("张建国");
        await stage.MemberAsync("李秀英");
        await stage.MeetingAsync();

        await stage.Deliver.RunOnceAsync(default);

        stage.Channel.Taken.Count.ShouldBe(1);
        var incident = (await stage.Incidents.OpenOnesAsync(default)).Single();
        (incident.Subject, incident.What, incident.Times).ShouldBe(("channel:wechat:session", "40001", 1));
        await using (var db = stage.Database.Open())
        {
            (await db.Outbox.ToListAsync()).ShouldAllBe(o => o.State == "ready" && o.Attempts == 0 && o.NotBefore == stage.Clock.GetUtcNow().AddSeconds(30));
        }

        stage.Clock.Advance(TimeSpan.FromSeconds(30));
        await stage.Deliver.RunOnceAsync(default);
        (await stage.RecordAsync()).ShouldBe(["sent session", "sent session"]);
        (await stage.Incidents.OpenOnesAsync(default)).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_route_without_its_right_leaves_the_other_open(Provider provider)
    {
        await using var stage = await DoorStage.SetAsync(provider);
        stage.Channel.Rights = WithTemplates;
        stage.Channel.Then(new SendOutcome.Misconfigured("48001"));
        await stage.MemberAsync("张建国");
        await stage.MeetingAsync();

        await stage.Deliver.RunOnceAsync(default);

        stage.Channel.Taken.Select(m => m.Route).ShouldBe([Route.Session, Route.Doorbell]);
        (await stage.RecordAsync()).ShouldBe(["sent doorbell"]);
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task What_was_withdrawn_moved_or_answered_meanwhile_is_not_said(Provider provider)
    {
        await using var stage = await DoorStage.SetAsync(provider);
        var zhang = await stage.MemberAsync("张建国");
        var id = await stage.MeetingAsync("P1D");
        await stage.Meetings.MoveAsync(id, new MeetingEdit(Place: "五楼"), "陈秘书", default);
        await stage.RingAsync();

        await stage.Deliver.RunOnceAsync(default);

        (await stage.RecordAsync()).ShouldBe(["dropped none: withdrawn", "sent session"]);
        stage.Channel.Taken.Single().Content.Text.ShouldContain("五楼");

        stage.Clock.SetNow(Some.Monday.AddDays(1));
        await stage.RingAsync();
        await stage.Meetings.EnterAnswerAsync(id, zhang.PersonId!.Value, InvitationState.Leave, "出差", "phone", "陈秘书", default);
        await stage.Deliver.RunOnceAsync(default);
        (await stage.RecordAsync())[^1].ShouldBe("dropped none: answered");
        stage.Channel.Taken.Count.ShouldBe(1);
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_correction_goes_to_those_who_were_told_and_to_nobody_else(Provider provider)
    {
        await using var stage = await DoorStage.SetAsync(provider);
        await stage.MemberAsync("张建国");
        await stage.MemberAsync("李秀英", window: false);
        var id = await stage.MeetingAsync("P1D");
        await stage.Deliver.RunOnceAsync(default);

        await stage.Meetings.WithdrawAsync(id, "陈秘书", default);
        await stage.RingAsync();
        await stage.Deliver.RunOnceAsync(default);
        stage.Clock.SetNow(Some.Monday.AddDays(1));
        await stage.RingAsync();
        await stage.Deliver.RunOnceAsync(default);

        stage.Channel.Lines.ShouldBe(["o_张建国 Session 张建国您好，请您出席会议。", "o_张建国 Session 张建国您好，原定11月25日（周三）09:00的会议「主席会议」取消，不必到会。特此更正。"]);
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task After_a_crash_a_duty_goes_again_marked(Provider provider)
    {
        await using var stage = await DoorStage.SetAsync(provider);
        await stage.MemberAsync("张建国");
        await stage.MeetingAsync();
        await CrashAsync(stage);

        await stage.Deliver.RunOnceAsync(default);

        var again = stage.Channel.Taken.Single();
        again.Repeat.ShouldBeTrue();
        again.Content.Text.ShouldStartWith("「重发」张建国您好，请您出席会议。");
        (await stage.RecordAsync()).ShouldBe(["sent session"]);
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task However_often_a_worker_dies_over_it_a_duty_goes_in_the_end_and_marked(Provider provider)
    {
        await using var stage = await DoorStage.SetAsync(provider);
        await stage.MemberAsync("张建国");
        await stage.MeetingAsync();
        for (var deaths = 0; deaths < 4; deaths++)
        {
            await CrashAsync(stage);
        }

        await stage.Deliver.RunOnceAsync(default);

        stage.Channel.Taken.ShouldHaveSingleItem().Content.Text.ShouldStartWith("「重发」");
        (await stage.RecordAsync()).ShouldBe(["sent session"]);
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task After_two_silences_of_the_platform_a_duty_is_not_sent_a_third_time_but_waits(Provider provider)
    {
        await using var stage = await DoorStage.SetAsync(provider);
        var silence = new SendOutcome.RetryLater(null, "timeout", Unknown: true);
        stage.Channel.Then(silence, silence);
        await stage.MemberAsync("张建国");
        await stage.MeetingAsync();
        for (var tries = 0; tries < 3; tries++)
        {
            await stage.Deliver.RunOnceAsync(default);
            stage.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        stage.Channel.Taken.Count.ShouldBe(2);
        var row = await stage.OnlyRowAsync();
        (row.State, row.LastWhy).ShouldBe(("held", "上次发送中断，不知是否送达"));
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task After_a_crash_what_was_only_told_is_not_told_twice_but_listed(Provider provider)
    {
        await using var stage = await DoorStage.SetAsync(provider);
        await stage.MemberAsync("张建国");
        await stage.BroadcastAsync();
        await CrashAsync(stage);

        await stage.Deliver.RunOnceAsync(default);

        stage.Channel.Taken.ShouldBeEmpty();
        (await stage.RecordAsync()).ShouldBe(["failed none: 上次发送中断，不知是否送达"]);
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task After_a_crash_a_doorbell_rings_again_under_the_same_client_id(Provider provider)
    {
        await using var stage = await DoorStage.SetAsync(provider);
        stage.Channel.Rights = WithTemplates;
        stage.Channel.Then(new SendOutcome.RetryLater(null, "timeout", Unknown: true));
        await stage.MemberAsync("张建国", window: false);
        await stage.MeetingAsync();
        await stage.Deliver.RunOnceAsync(default);
        stage.Clock.Advance(TimeSpan.FromSeconds(31));
        await stage.Deliver.RunOnceAsync(default);

        stage.Channel.Taken.Select(m => m.ClientId).Distinct().Count().ShouldBe(1);
        stage.Channel.Taken.Select(m => m.Content.Doorbell!.Title).ShouldBe(["主席会议", "主席会议"]);
        (await stage.RecordAsync()).ShouldBe(["sent doorbell"]);
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task Replies_go_before_bulk(Provider provider)
    {
        await using var stage = await DoorStage.SetAsync(provider, new DeliverySettings { SendAtOnce = 1 });
        var zhang = await stage.MemberAsync("张建国");
        await stage.MemberAsync("李秀英");
        await stage.MeetingAsync();
        await stage.ReplyAsync(zhang, "已保存");

        await stage.Deliver.RunOnceAsync(default);

        stage.Channel.Lines.First().ShouldBe("o_张建国 Session 已保存");
        stage.Channel.Taken.Count.ShouldBe(3);
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task Bulk_keeps_to_the_rate_and_leaves_room_for_replies(Provider provider)
    {
        await using var stage = await DoorStage.SetAsync(provider, new DeliverySettings { SendPerSecond = 5 });
        var first = await stage.MemberAsync("张建国");
        for (var i = 1; i < 12; i++)
        {
            await stage.MemberAsync($"委员{i}");
        }

        await stage.MeetingAsync();
        (await stage.Deliver.RunOnceAsync(default)).ShouldBe(8);
        await stage.ReplyAsync(first, "已保存");
        (await stage.Deliver.RunOnceAsync(default)).ShouldBe(1);
        stage.Clock.Advance(TimeSpan.FromSeconds(1));
        (await stage.Deliver.RunOnceAsync(default)).ShouldBe(4);

        stage.Channel.Taken.Count.ShouldBe(13);
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_channel_that_throws_is_our_own_fault_and_the_duty_goes_again_marked(Provider provider)
    {
        await using var stage = await DoorStage.SetAsync(provider);
        stage.Channel.Then(_ => throw new InvalidOperationException("bug"));
        await stage.MemberAsync("张建国");
        await stage.MeetingAsync();

        await stage.Deliver.RunOnceAsync(default);
        stage.Clock.Advance(TimeSpan.FromSeconds(31));
        await stage.Deliver.RunOnceAsync(default);

        stage.Channel.Taken.Select(m => m.Repeat).ShouldBe([false, true]);
        (await stage.RecordAsync()).ShouldBe(["sent session"]);
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task Two_doors_at_once_send_everything_once(Provider provider)
    {
        await using var stage = await DoorStage.SetAsync(provider, new DeliverySettings { ClaimAtMost = 3, SendPerSecond = 0 });
        for (var i = 0; i < 30; i++)
        {
            await stage.MemberAsync($"委员{i}");
        }

        await stage.MeetingAsync();
        var other = stage.NewNode();
        await Task.WhenAll(stage.Deliver.RunOnceAsync(default), other.RunOnceAsync(default));

        stage.Channel.Taken.Select(m => m.To.ExternalId).Distinct().Count().ShouldBe(30);
        stage.Channel.Taken.Count.ShouldBe(30);
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task Told_to_stop_it_gives_back_what_it_has_not_begun(Provider provider)
    {
        await using var stage = await DoorStage.SetAsync(provider, new DeliverySettings { SendAtOnce = 1 });
        await stage.MemberAsync("张建国");
        await stage.MemberAsync("李秀英");
        await stage.MeetingAsync();
        using var stopping = new CancellationTokenSource();
        stage.Channel.Then(async _ =>
        {
            await stopping.CancelAsync();
            return new SendOutcome.Sent("last");
        });

        await Should.ThrowAsync<OperationCanceledException>(() => stage.Deliver.RunOnceAsync(stopping.Token));

        (await stage.RecordAsync()).ShouldBe(["sent session"]);
        var row = await stage.OnlyRowAsync();
        (row.State, row.Attempts, row.Unknowns).ShouldBe(("ready", 0, 0));
    }

    /// <summary>A worker claims everything and dies; its lease runs out.</summary>
    private static async Task CrashAsync(DoorStage stage)
    {
        (await stage.Outbox.ClaimAsync("dead", Lane.Bulk, 50, default)).Count.ShouldBeGreaterThan(0);
        stage.Clock.Advance(stage.Settings.Lease);
        stage.Restart();
    }
}
