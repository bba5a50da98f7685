using Luzhi.Bot.Channels.WeChat.WireIn;
using Luzhi.Bot.Channels.WeChat.WireOut;
using Luzhi.Core.Messages;
using Luzhi.Core.Settings;
using Route = Luzhi.Core.Messages.Route;

namespace Luzhi.Bot.Channels.WeChat;

/// <summary>One Official Account: its porch, its rights, and the three ways in which it may speak first.</summary>
public sealed class WeChatChannel(
    WeChatSettings settings, WeChatAccount account, OrganizationSettings organization, Words words, Porch porch, Platform platform, Outcomes outcomes) : IChannel
{
    /// <summary>The channel's word in addresses.</summary>
    public const string Word = "wechat";

    /// <summary>The commonly quoted limit of a text, passive or customer-service; a message menu's items count like lines.</summary>
    public static readonly Carries Carried = new(TextBytes: 2048, ChoiceShape.Menu);

    private readonly TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById(organization.TimeZone);

    public string Name => Word;

    public ChannelRights Rights { get; } = new(
        account.CustomerService, account.Templates.Keys.Select(Kind).ToHashSet(), Windowless: false)
    {
        Subscriptions = account.Subscriptions.ToDictionary(s => Kind(s.Key), s => new SubscriptionTemplate(s.Value.Id, s.Value.Term == ConsentTerm.Once)),
    };

    public Carries CarriedTo(Address to) => Carried;

    public void Map(IEndpointRouteBuilder routes) => porch.Map(routes);

    public async Task<SendOutcome> SendAsync(Outbound message, CancellationToken ct)
    {
        if (message.To.Account != settings.AppId)
        {
            // An openid belongs to one account: those of another (a rehearsal's, a former one's) mean nothing to this one.
            return new SendOutcome.Gone(words["wechat.why.other_account"]);
        }

        return message.Route switch
        {
            Route.Session => await SpeakAsync(message, ct),
            Route.Subscription => await TellAsync(message, ct),
            Route.Doorbell => await RingAsync(message, ct),
            _ => throw new ArgumentOutOfRangeException(nameof(message), message.Route, "not a way of this wire"),
        };
    }

    // The platform does not know a customer-service message again: when no answer comes, nobody can tell whether it arrived.
    private async Task<SendOutcome> SpeakAsync(Outbound message, CancellationToken ct)
    {
        var body = SessionMessage.Of(message.To.ExternalId, message.Content);
        return outcomes.Of(await platform.PostAsync(SessionMessage.Path, body, ct), repeatable: false);
    }

    private async Task<SendOutcome> RingAsync(Outbound message, CancellationToken ct)
    {
        if (message.Content.Doorbell is not { } doorbell || Of(account.Templates, doorbell.Kind) is not { } template)
        {
            return NoTemplate(message);
        }

        return await RingAsync(DoorbellWire.Template, message, template.Id, template.Fields, doorbell, ct);
    }

    // Like a customer-service message, it cannot be told from its first try.
    private async Task<SendOutcome> TellAsync(Outbound message, CancellationToken ct)
    {
        if (message.Content.Doorbell is not { } doorbell || Of(account.Subscriptions, doorbell.Kind) is not { } template)
        {
            return NoTemplate(message);
        }

        return await RingAsync(DoorbellWire.Subscription, message, template.Id, template.Fields, doorbell, ct);
    }

    private async Task<SendOutcome> RingAsync(
        DoorbellWire wire, Outbound message, string template, IReadOnlyDictionary<string, DoorbellField> fields, Doorbell doorbell, CancellationToken ct)
    {
        var (body, unfillable) = wire.Of(message, template, fields, Values(doorbell));
        return body is null ? Unfillable(unfillable) : outcomes.Of(await platform.PostAsync(wire.Path, body, ct), wire.TakesOurId);
    }

    private SendOutcome.Refused NoTemplate(Outbound message) => new(words.Say("wechat.why.no_template", ("kind", message.Content.Doorbell?.Kind)));

    private SendOutcome.Refused Unfillable(string? field) => new(words.Say("wechat.why.field", ("field", field)));

    private static string Kind(DoorbellKind kind) => kind.ToString().ToLowerInvariant();

    /// <summary>The kind's own, or that of every kind without one.</summary>
    private static T? Of<T>(IReadOnlyDictionary<DoorbellKind, T> byKind, string kind) where T : class =>
        (Enum.TryParse<DoorbellKind>(kind, true, out var known) ? byKind.GetValueOrDefault(known) : null) ?? byKind.GetValueOrDefault(DoorbellKind.Default);

    private Dictionary<DoorbellField, string> Values(Doorbell doorbell) => new()
    {
        [DoorbellField.Title] = doorbell.Title,
        [DoorbellField.When] = doorbell.When is { } at ? DoorbellFields.Time(at, zone) : "",
        [DoorbellField.Place] = Or(doorbell.Place),
        [DoorbellField.Hint] = Or(doorbell.Hint),
        [DoorbellField.Body] = organization.Name,
    };

    /// <summary>The platform takes no empty field.</summary>
    private string Or(string? value) => string.IsNullOrWhiteSpace(value) ? words["wechat.field_none"] : value;
}
