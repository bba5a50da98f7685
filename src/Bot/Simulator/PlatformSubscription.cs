using Luzhi.Core.Settings;

namespace Luzhi.Bot.Simulator;

/// <summary>A subscription template as the platform has it: a template, and whether one consent is good for one notice.</summary>
public sealed record PlatformSubscription(PlatformTemplate Template, bool Once)
{
    public static PlatformSubscription Of(DoorbellKind kind, WeChatSubscription subscription) => new(
        new PlatformTemplate(subscription.Id, PlatformTemplate.TitleOf(kind), [.. subscription.Fields.Select(f => new TemplateField(f.Key, PlatformTemplate.LabelOf(f.Value)))]),
        subscription.Term == ConsentTerm.Once);
}
