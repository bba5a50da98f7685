using System.Text.Json.Nodes;
using Luzhi.Core;

namespace Luzhi.Bot.Simulator;

/// <summary>
/// A stand-in for the WeChat platform: tokens, windows, quotas, templates and pushes as the real one has them, so that the
/// product cannot tell. It knows nothing of HTTP and nothing of the product but its porch.
/// </summary>
public sealed class Platform
{
    private static readonly TimeSpan SlowBy = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan HangFor = TimeSpan.FromMinutes(2);

    private readonly Lock gate = new();
    private readonly TimeProvider clock;
    private readonly Desk desk;
    private readonly World world;
    private readonly PlatformLog log = new();
    private readonly Queue<Receipt> owed = new();
    private readonly DailyQuotas quotas;
    private readonly Tokens tokens;
    private readonly SessionMessages session;
    private readonly TemplateNotices notices;
    private readonly SubscriptionNotices subscriptions;
    private readonly Menus menus;
    private readonly Counters counters;
    private readonly WebLogins logins;
    private readonly Action<Happening> keep;
    private long version;
    private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="keep">Told of every happening, in order, so that it can be replayed; it must not block.</param>
    public Platform(PlatformAccount account, TimeProvider clock, Chance chance, Action<Happening>? keep = null)
    {
        this.clock = clock;
        this.keep = keep ?? (_ => { });
        Account = account;
        world = new World(account.Limits);
        desk = new Desk(account, world, clock, chance, Happen);
        quotas = new DailyQuotas(desk);
        tokens = new Tokens(desk);
        session = new SessionMessages(desk);
        notices = new TemplateNotices(desk, owed.Enqueue);
        subscriptions = new SubscriptionNotices(desk, owed.Enqueue);
        menus = new Menus(desk);
        counters = new Counters(desk);
        logins = new WebLogins(desk, () => Faults.Strikes(Fault.Snapshot));
        Phones = new Phones(this, desk);
    }

    public PlatformAccount Account { get; }

    public Faults Faults { get; } = new();

    /// <summary>The people's side: hold a phone, follow, write, tap.</summary>
    public Phones Phones { get; }

    /// <summary>Where pushes go; until it is set nobody is there, and the platform says so to the user.</summary>
    public Porch? Porch { get; set; }

    /// <summary>How pushes are sealed. An account without a key can only push in the clear.</summary>
    public PushMode PushMode { get; set; } = PushMode.Safe;

    public PushFormat PushFormat { get; set; } = PushFormat.Xml;

    /// <summary>Grows with everything that can be seen.</summary>
    public long Version => Volatile.Read(ref version);

    public void Replay(IEnumerable<Happening> happenings)
    {
        lock (gate)
        {
            foreach (var happening in happenings)
            {
                world.Apply(happening);
            }
        }
    }

    /// <summary>Answers one request of the account, as the platform would, faults included.</summary>
    public async Task<PlatformAnswer> CallAsync(PlatformCall call, CancellationToken ct)
    {
        if (Faults.Strikes(Fault.Slow))
        {
            await Task.Delay(SlowBy, clock, ct);
        }

        if (Faults.Strikes(Fault.Hang))
        {
            Look(w => Note(call, 0, "没有回答"));
            await Task.Delay(HangFor, clock, ct);
            return PlatformAnswer.NoAnswer;
        }

        var answer = Broken(call) ?? Look(_ => Answer(call));
        if (Faults.Strikes(Fault.LostAnswer))
        {
            answer = PlatformAnswer.NoAnswer;
        }

        Look(_ => Note(call, answer.Errcode, answer.Cut ? "连接中断" : answer.Status == 200 ? "" : $"HTTP {answer.Status}"));
        return answer;
    }

    /// <summary>网页授权: a phone's browser asks to be known to a page. Where the platform would refuse it says so to the person.</summary>
    public WebPass Authorize(string? openId, string query) => Look(_ => logins.Authorize(openId, new PlatformCall("GET", "", query, [])));

    /// <summary>Pushes the receipts that are owed for template notices. The server's loop calls it; a journey calls it itself.</summary>
    /// <returns>How many were pushed.</returns>
    public async Task<int> PushOwedAsync(CancellationToken ct)
    {
        var pushed = 0;
        while (Look(_ => owed.TryDequeue(out var next) ? next : null) is { } receipt)
        {
            if (!Faults.Strikes(Fault.LostReceipts))
            {
                await Phones.ReceiptAsync(receipt, ct);
                pushed++;
            }
        }

        return pushed;
    }

    /// <summary>Waits until there is something newer than <paramref name="seen"/>, at most <paramref name="atMost"/>.</summary>
    public async Task<long> ChangedAsync(long seen, TimeSpan atMost, CancellationToken ct)
    {
        var (now, waiting) = Look(_ => (version, changed.Task));
        if (now != seen)
        {
            return now;
        }

        await Task.WhenAny(waiting, Task.Delay(atMost, clock, ct));
        return Version;
    }

    internal IReadOnlyList<LogLine> Log => Look(_ => log.Lines);

    /// <summary>Looks at, or works on, the state under the lock. What is returned must not reach back into it.</summary>
    internal T Look<T>(Func<World, T> look)
    {
        lock (gate)
        {
            return look(world);
        }
    }

    /// <summary>Something that can be seen changed without a happening: the clock, a switch.</summary>
    internal void Nudge() => Look(_ => Ring());

    internal void LogPush(string what, string openId, string note) => Look(_ =>
    {
        log.Add(clock.GetUtcNow(), "push " + what, openId, 0, note);
        return Ring();
    });

    internal void Happen(Happening happening)
    {
        lock (gate)
        {
            world.Apply(happening);
            keep(happening);
            Ring();
        }
    }

    private PlatformAnswer? Broken(PlatformCall call) => call.Path switch
    {
        _ when Faults.Strikes(Fault.Drop) => PlatformAnswer.NoAnswer,
        _ when Faults.Strikes(Fault.ServerError) => new PlatformAnswer(500, "text/html", "<html>500</html>"u8.ToArray()),
        _ when Faults.Strikes(Fault.Busy) => Errors.Busy,
        Routes.CustomSend when Faults.Strikes(Fault.WindowClosed) => Errors.WindowClosed,
        Routes.CustomSend when Faults.Strikes(Fault.CountUsedUp) => Errors.CountUsedUp,
        Routes.Token or Routes.StableToken when Faults.Strikes(Fault.AddressNotAllowed) => Errors.Address,
        not (Routes.Token or Routes.StableToken or Routes.CodePicture or Routes.WebLogin) when Faults.Strikes(Fault.TokenRefused) => Errors.TokenNotLatest,
        _ => null,
    };

    private PlatformAnswer Answer(PlatformCall call) => call.Path switch
    {
        Routes.CodePicture => counters.Picture(call),
        _ when quotas.UsedUp(call.Path) => Errors.DailyQuota,
        Routes.WebLogin => logins.Exchange(call),
        Routes.Token => tokens.Ordinary(call),
        Routes.StableToken => tokens.Stable(call),
        _ => tokens.Refusal(call) ?? WrongMethod(call) ?? AnswerKnown(call),
    };

    private PlatformAnswer AnswerKnown(PlatformCall call) => call.Path switch
    {
        Routes.CustomSend => session.Send(call),
        Routes.Typing => session.Type(call),
        Routes.TemplateSend => notices.Send(call),
        Routes.TemplateList => notices.List(),
        Routes.SubscriptionSend => subscriptions.Send(call),
        Routes.SubscriptionList => subscriptions.List(),
        Routes.UserInfo => counters.Follower(call),
        Routes.UserList => counters.Followers(call),
        Routes.CodeCreate => counters.MakeCode(call),
        Routes.MenuCreate => menus.Make(call),
        Routes.MenuGet => menus.Get(),
        Routes.MenuShown => menus.Shown(),
        Routes.MenuDelete => menus.Drop(),
        Routes.MediaGet => counters.Media(call),
        Routes.PlatformAddresses => Counters.Addresses("203.0.113.80", "203.0.113.81"),
        Routes.CallbackAddresses => Counters.Addresses("198.51.100.10", "198.51.100.11", "198.51.100.12"),
        Routes.Quota => quotas.Say(call),
        Routes.ClearQuota => quotas.Clear(),
        _ => Errors.Url,
    };

    private static readonly HashSet<string> Read =
    [
        Routes.UserInfo, Routes.UserList, Routes.MenuGet, Routes.MenuShown, Routes.MenuDelete, Routes.MediaGet,
        Routes.TemplateList, Routes.SubscriptionList, Routes.PlatformAddresses, Routes.CallbackAddresses,
    ];

    private static PlatformAnswer? WrongMethod(PlatformCall call) => Read.Contains(call.Path)
        ? call.Method == HttpMethods.Get ? null : Errors.WantsGet
        : call.Method == HttpMethods.Post ? null : Errors.WantsPost;

    private bool Note(PlatformCall call, int errcode, string note)
    {
        var whom = call.Asked("openid") ?? (call.TryRead(out JsonObject? body) ? body.Text("touser") : null);
        log.Add(clock.GetUtcNow(), call.Path, whom, errcode, note);
        return Ring();
    }

    private bool Ring()
    {
        version++;
        changed.SetResult();
        changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return true;
    }
}
