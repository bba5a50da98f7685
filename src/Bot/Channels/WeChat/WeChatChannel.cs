using Luzhi.Bot.Channels.WeChat.WireIn;
using Luzhi.Bot.Channels.WeChat.WireOut;
using Luzhi.Core.Messages;
using Luzhi.Core.Settings;
using Route = Luzhi.Core.Messages.Route;

namespace Luzhi.Bot.Channels.WeChat;

/// <summary>One Official Account: its porch, its rights, and the two ways in which it may speak first.</summary>
public sealed class WeChatChannel(
    WeChatSettings settings, WeChatAccount account, OrganizationSettings organization, Words words, Porch porch, Platform platform, Outcomes outcomes) : IChannel
{
    /// <summary>The channel's word in addresses.</summary>
    public const string Word = "wechat";

    private readonly TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById(organization.TimeZone);

    public string Name => Word;

    public ChannelRights Rights { get; } = new(
        account.CustomerService, account.Templates.Keys.Select(kind => kind.ToString().ToLowerInvariant()).ToHashSet(), Windowless: false);

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
        if (message.Content.Doorbell is not { } doorbell || Template(doorbell.Kind) is not { } template)
        {
            return new SendOutcome.Refused(words.Say("wechat.why.no_template", ("kind", message.Content.Doorbell?.Kind)));
        }

        var (body, unfillable) = TemplateNotice.Of(message, template, Values(doorbell));
        return body is null
            ? new SendOutcome.Refused(words.Say("wechat.why.field", ("field", unfillable)))
            : outcomes.Of(await platform.PostAsync(TemplateNotice.Path, body, ct), repeatable: true);
    }

    private WeChatTemplate? Template(string kind) => Enum.TryParse<DoorbellKind>(kind, true, out var known) ? account.Templates.GetValueOrDefault(known) : null;

    private Dictionary<DoorbellField, string> Values(Doorbell doorbell) => new()
    {
        [DoorbellField.Title] = doorbell.Title,
        [DoorbellField.When] = doorbell.When is { } at ? TemplateNotice.Time(at, zone) : "",
        [DoorbellField.Place] = Or(doorbell.Place),
        [DoorbellField.Hint] = Or(doorbell.Hint),
        [DoorbellField.Body] = organization.Name,
    };

    /// <summary>The platform takes no empty field.</summary>
    private string Or(string? value) => string.IsNullOrWhiteSpace(value) ? words["wechat.field_none"] : value;
}
