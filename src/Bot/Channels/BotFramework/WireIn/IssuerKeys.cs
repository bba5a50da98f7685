using Luzhi.Core.Settings;
using Microsoft.IdentityModel.Protocols;

namespace Luzhi.Bot.Channels.BotFramework.WireIn;

/// <summary>The keys of the two issuers that may be believed.</summary>
public sealed class IssuerKeys(BotFrameworkSettings settings, IDocumentRetriever documents, TimeProvider clock, ILogger<SigningKeys> log) : IDisposable
{
    public SigningKeys Channel { get; } = new(settings.ChannelMetadata, documents, clock, log);

    public SigningKeys Emulator { get; } = new(settings.EmulatorMetadata, documents, clock, log);

    public void Dispose()
    {
        Channel.Dispose();
        Emulator.Dispose();
    }
}
