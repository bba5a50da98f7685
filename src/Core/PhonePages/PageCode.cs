namespace Luzhi.Core.PhonePages;

/// <summary>The code somebody asked for in the chat, to show a page who they are; one a person, the newest. Its digits are kept sealed.</summary>
public sealed class PageCode
{
    public long PersonId { get; set; }

    /// <summary>The address that asked: a page opened by the code answers as it.</summary>
    public long ContactId { get; set; }

    /// <summary>Null once it was used, or guessed at too often.</summary>
    public string? Kept { get; set; }
    public DateTimeOffset ExpiresAt { get; set; }

    /// <summary>Wrong digits since it was given.</summary>
    public int Tries { get; set; }

    /// <summary>Wrong digits since the last right ones, over all codes: what guessing is slowed by.</summary>
    public int Failures { get; set; }
    public DateTimeOffset? BlockedUntil { get; set; }
}

/// <summary>What typing digits on a page came to.</summary>
public abstract record CodeAnswer
{
    private CodeAnswer() { }

    public sealed record Right(long ContactId, long PersonId) : CodeAnswer;

    public sealed record Wrong : CodeAnswer;

    public sealed record Slowed(DateTimeOffset Until) : CodeAnswer;
}
