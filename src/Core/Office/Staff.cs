namespace Luzhi.Core.Office;

public enum StaffRole { Office, UnitSecretary }

/// <summary>Somebody who signs in to the console. A unit secretary sees one unit only; leave reasons only who approves leave.</summary>
public sealed class Staff
{
    public long Id { get; set; }
    public required string Name { get; set; }
    public required string PasswordHash { get; set; }
    public StaffRole Role { get; set; }
    public long? UnitId { get; set; }

    /// <summary>Who this is in the chat: a person of kind staff, or a member who also serves the office. Null until the office gave them one.</summary>
    public long? PersonId { get; set; }

    /// <summary>今日 comes to their phone in the morning, where there is something to say.</summary>
    public bool MorningBrief { get; set; } = true;
    public bool ApprovesLeave { get; set; }

    /// <summary>Changes with the password or a sign-out everywhere: older cookies die.</summary>
    public required string Stamp { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
    public DateTimeOffset? DisabledAt { get; set; }
}

/// <summary>Somebody tried to sign in by this name and had not the password, or has not shown it yet.</summary>
public sealed class SignInTry
{
    public long Id { get; set; }
    public long StaffId { get; set; }
    public required string Network { get; set; }
    public DateTimeOffset At { get; set; }
}

/// <summary>A machine's key. Only the hash is kept; the prefix is what a person recognises it by.</summary>
public sealed class ApiKey
{
    public long Id { get; set; }
    public required string Name { get; set; }
    public required string Prefix { get; set; }
    public required string Hash { get; set; }

    /// <summary>Separated by spaces; empty for full rights.</summary>
    public required string Scopes { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
    public DateTimeOffset? LastUsedAt { get; set; }
    public DateTimeOffset? RevokedAt { get; set; }
}

/// <summary>An answer given under an Idempotency-Key, given again to the same request.</summary>
public sealed class RememberedAnswer
{
    public long ApiKeyId { get; set; }
    public required string Key { get; set; }
    public required string RequestHash { get; set; }
    public int? Status { get; set; }
    public string? Body { get; set; }
    public DateTimeOffset At { get; set; }
}

/// <summary>Who did or saw what, when. Never holds the sensitive words themselves.</summary>
public sealed class AuditLine
{
    public long Id { get; set; }
    public DateTimeOffset At { get; set; }
    public required string Actor { get; set; }
    public required string Action { get; set; }
    public required string Subject { get; set; }
    public string? Detail { get; set; }
}

/// <summary>What the installation keeps about itself: the simulator's clock shift, the cookie keys.</summary>
public sealed class Setting
{
    public required string Key { get; set; }
    public required string Value { get; set; }
}
