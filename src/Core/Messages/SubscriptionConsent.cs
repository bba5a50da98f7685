namespace Luzhi.Core.Messages;

/// <summary>How a phone stands to one subscription template. Only <see cref="Accepted"/> lets us send; a one-time consent is <see cref="Used"/> by one notice.</summary>
public enum ConsentState { Accepted, Rejected, Used, Gone }

/// <summary>
/// What a follower answered when asked for one template (订阅通知). One row per phone and template: the newest word stands, so the page's own
/// report of a tap and the platform's event about the same tap come to one consent, not two.
/// </summary>
public sealed class SubscriptionConsent
{
    public long ContactId { get; set; }
    public required string TemplateId { get; set; }
    public ConsentState State { get; set; }
    public DateTimeOffset At { get; set; }
}

/// <summary>One template in a platform's event about consent.</summary>
public sealed record ConsentWord(string TemplateId, bool Accepted);
