using Luzhi.Core.Messages;
using Luzhi.Core.PhonePages;
using Luzhi.Core.Storage;
using Luzhi.Testing;
using Route = Luzhi.Core.Messages.Route;

namespace Luzhi.Bot.Tests.Workers;

public sealed class DoorbellLinkTests
{
    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_doorbell_carries_the_link_of_its_addressee_and_a_pinned_notice_carries_none(Provider provider)
    {
        await using var stage = await DoorStage.SetAsync(provider);
        stage.PublicUrl = "https://lz.example.gov.cn";
        stage.Channel.Rights = new(Session: false, new HashSet<string> { "meeting" }, Windowless: false);
        stage.Restart();
        await stage.MemberAsync("张建国", window: false);
        await stage.MemberAsync("李秀英", window: false);
        await stage.MeetingAsync();

        await stage.Deliver.RunOnceAsync(default);

        stage.Channel.Taken.ShouldAllBe(m => m.Route == Route.Doorbell);
        var opened = stage.Channel.Taken.Select(m => (m.Content.AssignmentId, Token: Opened(stage, m.Content.Doorbell!.Link!))).ToList();
        opened.ShouldAllBe(o => o.Token!.Subject == o.AssignmentId && o.Token.Until == Some.Monday.AddDays(3));
        opened.Select(o => o.Token!.Subject).Distinct().Count().ShouldBe(2);
        await using var db = stage.Database.Open();
        db.Notices.ToList().ShouldAllBe(n => !n.Doorbell!.Contains("/m/"));
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task Without_an_address_from_outside_a_doorbell_rings_without_a_link(Provider provider)
    {
        await using var stage = await DoorStage.SetAsync(provider);
        stage.Channel.Rights = new(Session: false, new HashSet<string> { "meeting" }, Windowless: false);
        await stage.MemberAsync("张建国", window: false);
        await stage.MeetingAsync();

        await stage.Deliver.RunOnceAsync(default);

        stage.Channel.Taken.ShouldHaveSingleItem().Content.Doorbell!.Link.ShouldBeNull();
    }

    private static PageToken? Opened(DoorStage stage, string link) =>
        stage.Seal.Open(link["https://lz.example.gov.cn/m/i/".Length..], PageKind.Item, stage.Clock.GetUtcNow());
}
