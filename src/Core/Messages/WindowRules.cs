using Luzhi.Core.Settings;

namespace Luzhi.Core.Messages;

/// <summary>Which chance to speak first a member's own step opens, and how large it is.</summary>
public sealed record WindowRules(WeChatWindows Sizes)
{
    /// <summary>Null for what opens none: a link of the menu, leaving, a receipt.</summary>
    public (string Kind, WindowSize Size)? OpenedBy(Inbound inbound) => inbound.Kind switch
    {
        // A tap on a choice under a message comes as a text, but the platform counts it as a tap.
        InboundKind.Text when inbound.Choice is not null => ("menu", Sizes.Menu),
        InboundKind.Text or InboundKind.Image or InboundKind.Voice or InboundKind.Video
            or InboundKind.Location or InboundKind.Link or InboundKind.File => ("message", Sizes.Message),
        InboundKind.MenuClick => ("menu", Sizes.Menu),
        InboundKind.Follow => ("follow", Sizes.Follow),
        InboundKind.Scan => ("scan", Sizes.Scan),
        _ => null,
    };
}
