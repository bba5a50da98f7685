namespace Luzhi.Core.Messages;

/// <summary>What became of a claimed row, with what was learned on the way.</summary>
public sealed record Finished(Claimed Claimed, Ending Ending)
{
    /// <summary>Windows that the platform said are shut or used up, whichever way the message took in the end.</summary>
    public IReadOnlyList<ShutWindow> Shut { get; init; } = [];

    /// <summary>Contacts that no longer take anything from us: they count as not following until they are heard again.</summary>
    public IReadOnlyList<long> GoneContacts { get; init; } = [];

    /// <summary>Subscriptions that the platform said the follower has not agreed to, or no longer.</summary>
    public IReadOnlyList<LostConsent> LostConsents { get; init; } = [];

    public bool TookConsent(long contactId, string template) =>
        LostConsents.Contains(new LostConsent(contactId, template)) || (Ending is Ending.Sent sent && sent.ContactId == contactId && sent.Consent == template);
}

public sealed record ShutWindow(long ContactId, string Kind);

public sealed record LostConsent(long ContactId, string TemplateId);

/// <summary>The closed list of how a claimed row ends. <see cref="Again"/> and <see cref="Held"/> stay in the outbox; all others become a delivery.</summary>
public abstract record Ending
{
    private Ending() { }

    /// <param name="Window">The kind of window it was sent in; null for a doorbell and where no window is needed.</param>
    /// <param name="ExternalId">The platform's id, to join a later receipt.</param>
    /// <param name="Consent">The subscription template whose one-time consent it used up; null for all else.</param>
    public sealed record Sent(Route Route, long ContactId, string? Window, string? ExternalId, string? Consent = null) : Ending;

    public sealed record Refused(Route Route, long? ContactId, string Why) : Ending;

    /// <summary>The last address of the person is gone.</summary>
    public sealed record Gone(long ContactId, string Why) : Ending;

    public sealed record Misconfigured(string Why) : Ending;

    /// <summary>Tried as often as we try, or unknown once too often.</summary>
    public sealed record Failed(string Why) : Ending;

    /// <summary>The last look found that it need not be said any more.</summary>
    public sealed record Dropped(string Why) : Ending;

    /// <summary>No channel will do: a person with a telephone will.</summary>
    public sealed record CallSheet(string Why) : Ending;

    /// <param name="Unknown">It may have arrived all the same: counted like a worker that died over it.</param>
    /// <param name="Untouched">Nothing was tried: the channel is shut, or the door closes. The claim does not count as a try.</param>
    public sealed record Again(DateTimeOffset NotBefore, string Why, bool Unknown = false, bool Untouched = false) : Ending;

    /// <summary>Nobody can be reached now: waits for the next time the person writes.</summary>
    public sealed record Held(string Why) : Ending;
}
