namespace Luzhi.Core.Messages;

/// <summary>
/// The closed list of what a try at sending can come to. A channel maps its platform's codes to these in one switch;
/// nobody else looks at a platform's code.
/// </summary>
public abstract record SendOutcome
{
    private SendOutcome() { }

    /// <summary>In words, why it was not sent; empty when it was.</summary>
    public string Reason() => this switch
    {
        RetryLater later => later.Why,
        Refused refused => refused.Why,
        Gone gone => gone.Why,
        Misconfigured wrong => wrong.Why,
        _ => "",
    };

    /// <summary>The platform took it. <paramref name="Id"/> is the platform's own, to join a later receipt.</summary>
    public sealed record Sent(string? Id) : SendOutcome;

    /// <summary>Not now: try again, not before <paramref name="After"/> where the platform said how long.</summary>
    /// <param name="Unknown">It may have arrived all the same (no answer came back), and the platform cannot tell two tries apart: the
    /// door treats it like a row whose lease ran out, that is once more, marked, and only for duties.</param>
    public sealed record RetryLater(TimeSpan? After, string Why, bool Unknown = false) : SendOutcome;

    /// <summary>This message, this way, never: another route may do (a closed window, a used-up quota, a refused subscription).</summary>
    /// <param name="Declined">What it stood on is gone: the follower has not agreed to this subscription, or took it back.</param>
    public sealed record Refused(string Why, bool Declined = false) : SendOutcome;

    /// <summary>This address no longer takes anything from us: unfollowed, blocked, not ours.</summary>
    public sealed record Gone(string Why) : SendOutcome;

    /// <summary>Our fault for everyone: secret, allow-list, rights. Sending pauses and the office is told.</summary>
    public sealed record Misconfigured(string Why) : SendOutcome;
}
