using Luzhi.Bot.Channels.BotFramework.WireIn;
using Luzhi.Bot.Channels.BotFramework.WireOut;
using Luzhi.Core.Messages;
using Luzhi.Core.Settings;
using Luzhi.Core.Storage;

namespace Luzhi.Bot.Channels.BotFramework;

/// <summary>
/// One bot, and the channels behind it: Teams, Web Chat, Telegram, … Their word is part of the account ("{AppId}/msteams"), so that one
/// person may have an address on each. Whoever has spoken to the bot can be spoken to at any time: there are no windows.
/// </summary>
public sealed class BotFrameworkChannel(BotFrameworkSettings settings, Words words, Porch porch, ReferenceBook references, Connector connector, Outcomes outcomes) : IChannel
{
    /// <summary>The channel's word in addresses.</summary>
    public const string Word = "botframework";

    public string Name => Word;

    public ChannelRights Rights { get; } = new(Session: false, new HashSet<string>(), Windowless: settings.Open);

    public Carries CarriedTo(Address to) => ChannelTable.Of(ChannelOf(to));

    public void Map(IEndpointRouteBuilder routes) => porch.Map(routes);

    public async Task<SendOutcome> SendAsync(Outbound message, CancellationToken ct)
    {
        if (!message.To.Account.StartsWith($"{settings.Account}/", StringComparison.Ordinal))
        {
            return new SendOutcome.Gone(words["botframework.why.other_account"]);
        }

        if (WireReference.Read(await references.FindAsync(message.To, ct)) is not { } reference)
        {
            return new SendOutcome.Gone(words["botframework.why.no_reference"]);
        }

        // A notice is nobody's reply. A reply is to the last thing heard: of two messages in one breath both answers name the second.
        var said = message.Answers ? reference : reference with { Heard = null };
        return outcomes.Of(await connector.SayAsync(message.To, said, message.Content, ct));
    }

    /// <summary>The Bot Framework's word of the channel behind an address.</summary>
    internal static string ChannelOf(Address to) => ChannelOf(to.Account);

    internal static string ChannelOf(string account) => account[(account.LastIndexOf('/') + 1)..];
}
