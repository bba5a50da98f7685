namespace Luzhi.Bot.Simulator;

internal sealed record IssuedToken(string Family, string Value, DateTimeOffset ExpiresAt, DateTimeOffset? DiesAt);

internal sealed record SentNotice(long MsgId, DateTimeOffset At);

/// <summary>The platform's state: nothing but what came of the happenings so far. Touched only under the platform's lock.</summary>
internal sealed class World(PlatformLimits limits)
{
    private readonly Dictionary<string, Phone> phones = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IssuedToken> tokens = new(StringComparer.Ordinal);
    private readonly Dictionary<(string OpenId, string ClientMsgId), SentNotice> notices = [];
    private long bubbles;

    public IReadOnlyDictionary<string, Phone> Phones => phones;
    public IReadOnlyDictionary<string, IssuedToken> Tokens => tokens;
    public Dictionary<string, CodeMade> Codes { get; } = new(StringComparer.Ordinal);
    public Dictionary<string, MediaKept> Media { get; } = new(StringComparer.Ordinal);
    public string? Menu { get; private set; }
    public long LastMsgId { get; private set; }

    public SentNotice? Noticed(string openId, string clientMsgId) => notices.GetValueOrDefault((openId, clientMsgId));

    public void Apply(Happening happening)
    {
        switch (happening)
        {
            case PhoneMade made: phones.TryAdd(made.OpenId, new Phone(made.OpenId, made.Name)); break;
            case Followed followed: Follow(followed); break;
            case Unfollowed left: Unfollow(left); break;
            case Refusing refusing: phones[refusing.OpenId].Refuses = refusing.On; break;
            case Said said: Say(said); break;
            case Touched touched: phones[touched.OpenId].Open(touched.Kind, touched.At, limits); break;
            case Shown shown: Show(shown); break;
            case Noticed noticed: Notice(noticed); break;
            case Agreed agreed: phones[agreed.OpenId].Answer(agreed.TemplateId, agreed.Yes); break;
            case Told told: Tell(told); break;
            case TokenIssued issued: Issue(issued); break;
            case CodeMade code: Codes[code.Ticket] = code; break;
            case MenuMade menu: Menu = menu.Json; break;
            case MediaKept media: Media[media.MediaId] = media; break;
            default: throw new NotSupportedException(happening.GetType().Name);
        }
    }

    private void Follow(Followed followed)
    {
        var phone = phones[followed.OpenId];
        phone.Follows = true;
        phone.FollowedAt = followed.At;
        phone.Scene = followed.Scene;
        phone.Open(WindowKind.Follow, followed.At, limits);
    }

    private void Unfollow(Unfollowed left)
    {
        var phone = phones[left.OpenId];
        phone.Follows = false;
        phone.CloseAll();
        Add(phone, left.At, "system", new BubbleContent("system", "已取消关注"));
    }

    private void Say(Said said)
    {
        var phone = phones[said.OpenId];
        LastMsgId = Math.Max(LastMsgId, said.MsgId);
        phone.Open(said.MenuId is null ? WindowKind.Message : WindowKind.Menu, said.At, limits);
        phone.TypingUntil = null;
        Add(phone, said.At, "own", new BubbleContent(said.Kind, said.Text) { MediaId = said.MediaId, Latitude = said.Latitude, Longitude = said.Longitude });
    }

    private void Show(Shown shown)
    {
        var phone = phones[shown.OpenId];
        if (shown.Spent is { } kind)
        {
            phone.Spend(kind);
        }

        phone.TypingUntil = null;
        Add(phone, shown.At, shown.Way, shown.Content);
    }

    private void Notice(Noticed noticed)
    {
        LastMsgId = Math.Max(LastMsgId, noticed.MsgId);
        if (noticed.ClientMsgId is { } id)
        {
            notices[(noticed.OpenId, id)] = new SentNotice(noticed.MsgId, noticed.At);
        }

        var phone = phones[noticed.OpenId];
        if (!phone.Refuses)
        {
            Add(phone, noticed.At, "template", noticed.Content);
        }
    }

    private void Tell(Told told)
    {
        LastMsgId = Math.Max(LastMsgId, told.MsgId);
        var phone = phones[told.OpenId];
        if (told.Once)
        {
            phone.Use(told.TemplateId);
        }

        if (!phone.Refuses)
        {
            Add(phone, told.At, "subscription", told.Content);
        }
    }

    private void Issue(TokenIssued issued)
    {
        foreach (var old in tokens.Values.Where(t => t.ExpiresAt < issued.At - TimeSpan.FromDays(1)).ToList())
        {
            tokens.Remove(old.Value);
        }

        foreach (var old in tokens.Values.Where(t => t.Family == issued.Family && issued.OthersDieAt is not null).ToList())
        {
            var dies = old.DiesAt < issued.OthersDieAt ? old.DiesAt : issued.OthersDieAt;
            tokens[old.Value] = old with { DiesAt = dies };
        }

        tokens[issued.Value] = new IssuedToken(issued.Family, issued.Value, issued.ExpiresAt, null);
    }

    private void Add(Phone phone, DateTimeOffset at, string way, BubbleContent content) =>
        phone.Bubbles.Add(new Bubble(++bubbles, at, way, content));
}
