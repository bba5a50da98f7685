using Luzhi.Core.Settings.Yaml;

namespace Luzhi.Core.Settings;

/// <summary>The bot as it is registered with Microsoft; <c>BotFramework__*</c> of the environment wins over the file. Without an AppId <c>/api/messages</c> is closed.</summary>
public sealed record BotFrameworkSettings
{
    public string AppId { get; init; } = "";
    public string AppPassword { get; init; } = "";

    /// <summary>The tenant of a single-tenant bot; empty for one that is registered for all.</summary>
    public string TenantId { get; init; } = "";

    /// <summary>Only without an AppId: what comes from this very machine is taken unproved, for a trial with the Bot Framework Emulator.</summary>
    public bool Local { get; init; }

    /// <summary>With an AppId: the Emulator on this machine, which proves itself by the same AppId and password, is let in too.</summary>
    public bool Emulator { get; init; }

    /// <summary>Who signs the channels' tokens, and where the keys are told. Other clouds have other addresses.</summary>
    public string ChannelIssuer { get; init; } = "https://api.botframework.com";
    public string ChannelMetadata { get; init; } = "https://login.botframework.com/v1/.well-known/openidconfiguration";
    public string EmulatorMetadata { get; init; } = "https://login.microsoftonline.com/botframework.com/v2.0/.well-known/openid-configuration";

    /// <summary>Where our own token comes from, and what it is for.</summary>
    public string LoginUrl { get; init; } = "https://login.microsoftonline.com";
    public string Scope { get; init; } = "https://api.botframework.com/.default";

    /// <summary>How far a token's times may be from ours.</summary>
    [Between("PT0S", "PT15M")]
    public TimeSpan ClockSkew { get; init; } = TimeSpan.FromMinutes(5);

    public bool Configured => AppId.Length > 0;

    public bool Open => Configured || Local;

    /// <summary>The account in addresses, before the channel's word.</summary>
    public string Account => Configured ? AppId : "local";
}
