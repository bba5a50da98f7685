using Luzhi.Core.Messages;

namespace Luzhi.Bot.Channels;

/// <summary>A way to people. A channel is one folder and one line in the list.</summary>
public interface IChannel
{
    /// <summary>The word in addresses: wechat, botframework, directline.</summary>
    string Name { get; }

    /// <summary>The porch: the channel's own endpoints.</summary>
    void Map(IEndpointRouteBuilder routes);

    /// <summary>What this channel can do for an address of its own, for Reach to choose from.</summary>
    ChannelRights Rights { get; }

    /// <summary>What can be carried to an address of its own: by this a message takes its shape.</summary>
    Carries CarriedTo(Address to);

    /// <summary>
    /// One try. Cuts the content to the channel's size and shape and says what came of it; never throws for what the
    /// platform or the network did.
    /// </summary>
    Task<SendOutcome> SendAsync(Outbound message, CancellationToken ct);
}
