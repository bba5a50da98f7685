using Luzhi.Core.Messages;

namespace Luzhi.Core.Tests.Messages;

public sealed class ReachTests
{
    private static readonly Rights Rights = new(new Dictionary<string, ChannelRights>
    {
        ["wechat"] = new(Session: true, new HashSet<string> { "meeting" }, Windowless: false)
        {
            Subscriptions = new Dictionary<string, SubscriptionTemplate> { ["meeting"] = new("S", Once: true) },
        },
        ["directline"] = new(Session: true, new HashSet<string>(), Windowless: true),
    });

    [Theory]
    [InlineData("an open window, and a template for the kind", "wechat+", "meeting", "1 Session, 1 Doorbell")]
    [InlineData("an open window, but no template for the kind", "wechat+", "broadcast", "1 Session")]
    [InlineData("no window: the doorbell", "wechat", "meeting", "1 Doorbell")]
    [InlineData("agreed to be told: before the template", "wechat*", "meeting", "1 Subscription, 1 Doorbell")]
    [InlineData("agreed to another kind's template", "wechat*", "broadcast", "")]
    [InlineData("nothing to ring with", "wechat", null, "")]
    [InlineData("left us", "wechat+!", "meeting", "")]
    [InlineData("a channel that needs no window", "directline", null, "1 Session")]
    [InlineData("two addresses: every session before any doorbell", "wechat directline", "meeting", "2 Session, 1 Doorbell")]
    [InlineData("a channel that is switched off", "telex+", "meeting", "")]
    [InlineData("nowhere", "", "meeting", "")]
    public void The_free_and_full_way_goes_before_the_doorbell(string because, string contacts, string? doorbell, string ways) =>
        string.Join(", ", Reach.Choose(People(contacts), Rights, doorbell).Select(w => $"{w.To.ContactId} {w.Route}")).ShouldBe(ways, because);

    [Fact]
    public void A_preview_counts_everybody_once_by_their_best_way() =>
        Reach.Preview([People("wechat+"), People("wechat directline"), People("wechat"), People("wechat*"), People("wechat!"), People(""), People("")], Rights, "meeting")
            .ShouldBe(new ReachPreview(Free: 2, ByTemplate: 1, Elsewhere: 1, Unbound: 2) { BySubscription = 1 });

    [Fact]
    public void A_template_for_every_kind_rings_for_the_kinds_without_one()
    {
        var rights = new Rights(new Dictionary<string, ChannelRights> { ["wechat"] = new(true, new HashSet<string> { Doorbell.AnyKind }, false) });
        Reach.Choose(People("wechat"), rights, "moved").ShouldHaveSingleItem().Route.ShouldBe(Route.Doorbell);
    }

    [Fact]
    public void A_window_that_is_over_or_used_up_is_none()
    {
        var now = new DateTimeOffset(2026, 11, 23, 1, 0, 0, TimeSpan.Zero);
        var contact = new Contact { Id = 1, Channel = "wechat", Account = "wx", ExternalId = "o", Followed = true };
        bool Open(int left, int minutes) => Reachable.Of(contact, [new ReachWindow { ContactId = 1, Kind = "message", ClosesAt = now.AddMinutes(minutes), MessagesLeft = left }], now).WindowOpen;

        (Open(1, 1), Open(0, 1), Open(1, 0)).ShouldBe((true, false, false));
    }

    /// <summary>"wechat+" has an open window, "wechat*" agreed to a subscription, "wechat!" left us.</summary>
    private static List<Reachable> People(string contacts) =>
        [.. contacts.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select((c, i) =>
            new Reachable(i + 1, new Address(c.TrimEnd('+', '!', '*'), "wx", $"o{i}"), Followed: !c.EndsWith('!'), WindowOpen: c.Contains('+')) { Consents = c.Contains('*') ? ["S"] : [] })];
}
