using System.Text.RegularExpressions;
using Luzhi.Core.Settings.Yaml;

namespace Luzhi.Core.Settings;

/// <summary>config/wechat.yaml: what the account may do, and what it says to people who are not members.</summary>
public sealed partial record WeChatAccount
{
    /// <summary>Whether the account has the right to customer-service messages (a verified service account has).</summary>
    public bool CustomerService { get; init; } = true;
    public WeChatWindows Windows { get; init; } = new();

    /// <summary>Doorbells: kind of notice (meeting, broadcast, …) → template. A kind without one uses that of default; without that it waits for the member to write.</summary>
    public IReadOnlyDictionary<DoorbellKind, WeChatTemplate> Templates { get; init; } = new Dictionary<DoorbellKind, WeChatTemplate>();

    /// <summary>Doorbells that followers agree to themselves (订阅通知): kind of notice → subscription template. Goes before a template.</summary>
    public IReadOnlyDictionary<DoorbellKind, WeChatSubscription> Subscriptions { get; init; } = new Dictionary<DoorbellKind, WeChatSubscription>();

    /// <summary>The account's menu: the server URL switches off the one made on the platform's site. Empty: the platform's is left alone.</summary>
    public IReadOnlyList<MenuButton> Menu { get; init; } = [];

    /// <summary>The answer to one of the public who has just followed; empty for <see cref="PublicGreeting"/>, else the text of words.zh-CN.yaml.</summary>
    public string FollowGreeting { get; init; } = "";

    /// <summary>The same to a member who is known and follows again, with the place {name}.</summary>
    public string MemberGreeting { get; init; } = "";

    /// <summary>The answer to a follower who is not a member; empty for the text of words.zh-CN.yaml.</summary>
    public string PublicGreeting { get; init; } = "";
    public IReadOnlyList<KeywordAnswer> Keywords { get; init; } = [];

    /// <summary>MP_verify_….txt → its content, for a site whose config folder cannot take the file itself.</summary>
    public IReadOnlyDictionary<string, string> VerifyFiles { get; init; } = new Dictionary<string, string>();

    /// <summary>The only names that are ever served from the site's root for the platform.</summary>
    public static bool IsVerifyFile(string name) => VerifyName().IsMatch(name);

    [GeneratedRegex(@"^MP_verify_[A-Za-z0-9]{1,64}\.txt\z")]
    private static partial Regex VerifyName();
}

/// <summary>The platform's chances to speak first: so many messages for so long after each (wechat.md §7).</summary>
public sealed record WeChatWindows
{
    public WindowSize Message { get; init; } = new(TimeSpan.FromHours(48), 5);
    public WindowSize Menu { get; init; } = new(TimeSpan.FromMinutes(1), 3);
    public WindowSize Follow { get; init; } = new(TimeSpan.FromMinutes(1), 3);
    public WindowSize Scan { get; init; } = new(TimeSpan.FromMinutes(1), 3);
}

public sealed record WindowSize([Between("PT1S", "P7D")] TimeSpan Open, [Between("0", "1000")] int Messages);

/// <summary>The kinds of notice that can have a doorbell; <c>Doorbell.Kind</c> is one of these in small letters. Default serves every kind without one of its own.</summary>
public enum DoorbellKind { Meeting, Reminder, Moved, Withdrawn, Broadcast, Default }

/// <summary>What of a doorbell can fill a template's short field.</summary>
public enum DoorbellField { Title, When, Place, Hint, Body }

/// <param name="Id">The template's id on the platform.</param>
/// <param name="Fields">The template's own field names (thing1, time2 …) → what fills them.</param>
/// <param name="At">Where in the file, for faults found later.</param>
public sealed record WeChatTemplate(string Id, IReadOnlyDictionary<string, DoorbellField> Fields, YamlPlace? At = null);

/// <summary>How long one consent lasts: for one notice, or until it is taken back (only approved sectors have such templates).</summary>
public enum ConsentTerm { Once, Long }

/// <param name="Id">The template's id on the platform.</param>
/// <param name="Fields">As for a template.</param>
/// <param name="Term">As the platform says of the template.</param>
/// <param name="At">Where in the file, for faults found later.</param>
public sealed record WeChatSubscription(string Id, IReadOnlyDictionary<string, DoorbellField> Fields, ConsentTerm Term = ConsentTerm.Once, YamlPlace? At = null);
