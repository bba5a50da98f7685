namespace Luzhi.Core.Directory;

/// <summary>How a leader said yes: in person, in writing, or in the chat.</summary>
public enum Consent { Present, Paper, Chat }

/// <summary>
/// A personal secretary answers for a leader. Nothing is done in the leader's name before they consented, nor after they said 停止代办,
/// nor after the last day. The link of kind <see cref="Link.Secretary"/> stands as long as the consent does.
/// </summary>
public sealed class Mandate
{
    public long Id { get; set; }
    public long LeaderId { get; set; }
    public long AssociateId { get; set; }

    /// <summary>The duty under which the leader is asked, and both are told.</summary>
    public long OccurrenceId { get; set; }
    public long? LinkId { get; set; }
    public required string SetUpBy { get; set; }
    public DateTimeOffset SetUpAt { get; set; }

    /// <summary>The last day; null until it is revoked.</summary>
    public DateOnly? EndsOn { get; set; }
    public Consent? Consent { get; set; }
    public DateTimeOffset? ConsentedAt { get; set; }
    public DateTimeOffset? RefusedAt { get; set; }
    public DateTimeOffset? EndedAt { get; set; }
    public string? EndedBy { get; set; }
}
