using System.Globalization;
using System.Text.RegularExpressions;

namespace Luzhi.Core.Messages;

/// <summary>Why a message did not reach somebody, as a closed list: each has one line of words that says what to do next.</summary>
public enum ReachFault
{
    None, Unbound, Unfollowed, Blocked, Frozen, NoWay, Template, Quota, Misconfigured, Retrying, Queued, Failed, Platform, Content, Offline, OverBudget,
}

/// <summary>How a message stands: an outbox row's state, or a delivery's outcome.</summary>
/// <param name="State">ready, claimed, held; or sent, offered, refused, gone, misconfigured, dropped, callsheet, failed.</param>
/// <param name="Why">What the last try came to, with the platform's code in it where it gave one.</param>
/// <param name="Receipt">The platform's later word.</param>
public sealed record Standing(string State, string? Why, string? Receipt = null, int Attempts = 0);

/// <summary>Says of one message why it was not received. Pure: over how it stands, where the person can be reached now, and what the account may do.</summary>
public static partial class Diagnosis
{
    /// <param name="standing">The message.</param>
    /// <param name="contacts">The person's addresses; empty for who is bound to none.</param>
    /// <param name="rights">What each channel may do.</param>
    /// <param name="doorbell">The kind of doorbell it has; null for a reply.</param>
    public static ReachFault Of(Standing standing, IReadOnlyList<Reachable> contacts, Rights rights, string? doorbell) => standing.State switch
    {
        "sent" or "offered" => Receipt(standing.Receipt),
        "dropped" => standing.Why == "budget" ? ReachFault.OverBudget : ReachFault.None,
        "callsheet" => ReachFault.Offline,
        _ when contacts.Count == 0 => ReachFault.Unbound,
        _ when ByCode(Code(standing.Why)) is { } known => known,
        _ when contacts.All(c => !c.Followed) => ReachFault.Unfollowed,
        "gone" => ReachFault.Unfollowed,
        "misconfigured" => ReachFault.Misconfigured,
        "ready" or "claimed" => standing.Attempts > 0 ? ReachFault.Retrying : ReachFault.Queued,
        "held" => Reach.Choose(contacts, rights, doorbell).Count > 0 ? ReachFault.Retrying : ReachFault.NoWay,
        "refused" => ReachFault.Content,
        _ => ReachFault.Failed,
    };

    private static ReachFault Receipt(string? receipt) => receipt switch
    {
        null or "success" => ReachFault.None,
        _ when receipt.Contains("block", StringComparison.OrdinalIgnoreCase) || receipt.Contains("reject", StringComparison.OrdinalIgnoreCase) => ReachFault.Blocked,
        _ when receipt.StartsWith("failed", StringComparison.OrdinalIgnoreCase) => ReachFault.Platform,
        _ => ReachFault.None,
    };

    /// <summary>What is the same whatever became of the row.</summary>
    private static ReachFault? ByCode(int code) => code switch
    {
        48002 or 43019 => ReachFault.Blocked,
        43004 or 50005 => ReachFault.Unfollowed,
        50002 => ReachFault.Frozen,
        45009 => ReachFault.Quota,
        40037 or 47003 or 41028 or 41029 or 41030 => ReachFault.Template,
        40164 or 89501 or 89503 or 89506 or 89507 or 40002 or 40013 or 40125 or 40243 or 48001 or 48004 or 50001 or 61007 => ReachFault.Misconfigured,
        _ => null,
    };

    private static int Code(string? why) => why is not null && InBrackets().Match(why) is { Success: true } found
        ? int.Parse(found.Groups[1].ValueSpan, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex("（([0-9]{5})）")]
    private static partial Regex InBrackets();
}
