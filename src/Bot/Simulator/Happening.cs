using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Luzhi.Bot.Simulator;

/// <summary>
/// Everything that changes the platform's state, as a closed list. The state is what comes of applying them in order, so a
/// restart that replays the record finds every phone as it was.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "what")]
[JsonDerivedType(typeof(PhoneMade), "phone")]
[JsonDerivedType(typeof(Followed), "followed")]
[JsonDerivedType(typeof(Unfollowed), "unfollowed")]
[JsonDerivedType(typeof(Refusing), "refusing")]
[JsonDerivedType(typeof(Said), "said")]
[JsonDerivedType(typeof(Touched), "touched")]
[JsonDerivedType(typeof(Shown), "shown")]
[JsonDerivedType(typeof(Noticed), "noticed")]
[JsonDerivedType(typeof(Agreed), "agreed")]
[JsonDerivedType(typeof(Told), "told")]
[JsonDerivedType(typeof(TokenIssued), "token")]
[JsonDerivedType(typeof(CodeMade), "code")]
[JsonDerivedType(typeof(MenuMade), "menu")]
[JsonDerivedType(typeof(MediaKept), "media")]
public abstract record Happening(DateTimeOffset At)
{
    private static readonly JsonSerializerOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public string Write() => JsonSerializer.Serialize(this, Options);

    public static Happening Read(string json) => JsonSerializer.Deserialize<Happening>(json, Options)!;
}

/// <summary>A phone came into being. The name is for the page only: the platform tells nobody whose an openid is.</summary>
public sealed record PhoneMade(DateTimeOffset At, string OpenId, string Name) : Happening(At);

public sealed record Followed(DateTimeOffset At, string OpenId, string? Scene) : Happening(At);

public sealed record Unfollowed(DateTimeOffset At, string OpenId) : Happening(At);

/// <summary>拒收: the user follows, but takes no messages.</summary>
public sealed record Refusing(DateTimeOffset At, string OpenId, bool On) : Happening(At);

/// <summary>The user sent a message, or tapped an item of a message menu (<paramref name="MenuId"/>).</summary>
public sealed record Said(DateTimeOffset At, string OpenId, long MsgId, string Kind, string Text, string? MenuId, string? MediaId, double? Latitude, double? Longitude) : Happening(At);

/// <summary>A tap on the account's menu, or a scan by somebody who already follows: no bubble, but a window.</summary>
public sealed record Touched(DateTimeOffset At, string OpenId, WindowKind Kind, string Note) : Happening(At);

/// <summary>The account's bubble appeared. A session message took one from the window; a passive reply costs nothing.</summary>
/// <param name="Way">passive, session, or system for the platform's own words.</param>
public sealed record Shown(DateTimeOffset At, string OpenId, string Way, WindowKind? Spent, BubbleContent Content) : Happening(At);

public sealed record Noticed(DateTimeOffset At, string OpenId, long MsgId, string TemplateId, string? ClientMsgId, BubbleContent Content) : Happening(At);

/// <summary>The user answered the platform's question about one subscription template.</summary>
public sealed record Agreed(DateTimeOffset At, string OpenId, string TemplateId, bool Yes) : Happening(At);

/// <summary>A subscription notice was sent; a one-time consent went with it.</summary>
public sealed record Told(DateTimeOffset At, string OpenId, long MsgId, string TemplateId, bool Once, BubbleContent Content) : Happening(At);

/// <param name="Family">token or stable_token: neither harms the other's.</param>
/// <param name="OthersDieAt">When the family's earlier tokens stop working, unless they expire before; null leaves them be.</param>
public sealed record TokenIssued(DateTimeOffset At, string Family, string Value, DateTimeOffset ExpiresAt, DateTimeOffset? OthersDieAt) : Happening(At);

public sealed record CodeMade(DateTimeOffset At, string Ticket, string Scene, string Url, DateTimeOffset? ExpiresAt) : Happening(At);

/// <param name="Json">The menu as the account sent it; null when it was deleted.</param>
public sealed record MenuMade(DateTimeOffset At, string? Json) : Happening(At);

public sealed record MediaKept(DateTimeOffset At, string MediaId, string ContentType, byte[] Bytes) : Happening(At);
