using Luzhi.Bot.Simulator;
using Luzhi.Core;
using Luzhi.Core.Directory;
using Luzhi.Core.Messages;
using Luzhi.Core.Settings;
using Luzhi.Core.Storage;
using Luzhi.Journeys.Reading;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Luzhi.Journeys;

/// <summary>
/// Where a story is played: the real rooms on a real database, the platform's stand-in outside, and a clock that only the story moves.
/// Phones, platform and database outlive the rooms, which may be closed and opened again.
/// </summary>
internal sealed class Stage : IAsyncDisposable
{
    private static readonly TimeSpan Promised = TimeSpan.FromSeconds(10);

    private readonly FreshDatabase fresh;
    private readonly Dictionary<string, long> called = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> codes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PhoneBrowser> browsers = new(StringComparer.Ordinal);
    private Rooms? rooms;

    private Stage(FreshDatabase fresh)
    {
        this.fresh = fresh;
        Platform = new Platform(Accounts.OfPlatform, Clock, Chance);
        Phones = new PhoneShelf(Platform);
        WebChat = new WebChat(Clock);
    }

    public ManualClock Clock { get; } = new();

    public Chance Chance { get; } = Chance.Seeded(1);

    public StorageSettings Storage => fresh.Settings;

    public Platform Platform { get; }

    public PhoneShelf Phones { get; }

    /// <summary>The second channel: Web Chat, for whoever sits at a computer.</summary>
    public WebChat WebChat { get; }

    /// <summary>What the account may do; a change holds from the next opening.</summary>
    public WeChatAccount Account { get; set; } = Accounts.Full;

    /// <summary>What the house was told of the wire; likewise.</summary>
    public WeChatSettings Wire { get; set; } = Accounts.Wire;

    public Passed Passed { get; } = new();

    public OfficeDesk Desk => Open.Desk;

    public IServiceProvider Services => Open.Services;

    private Rooms Open => rooms ?? throw new InvalidOperationException("停机的时候什么也办不了，先写：开机");

    public static async Task<Stage> RaiseAsync(Provider provider)
    {
        var fresh = await FreshDatabase.CreateAsync(provider);
        await Some.BodyAsync(fresh.Database);
        return new Stage(fresh);
    }

    public async Task OpenAsync(CancellationToken ct)
    {
        rooms = await Rooms.OpenAsync(this, ct);
        Platform.Porch = rooms.PushAsync;
        WebChat.Porch = rooms.PostAsync;
    }

    public async Task CloseAsync(CancellationToken ct)
    {
        Platform.Porch = null;
        WebChat.Porch = null;
        await Open.DisposeAsync();
        rooms = null;
    }

    public async Task RestartAsync(CancellationToken ct)
    {
        await CloseAsync(ct);
        await OpenAsync(ct);
    }

    /// <summary>What a line set going comes to its end: the house promises that a due notice leaves within ten seconds.</summary>
    public Task SettleAsync(CancellationToken ct) => PassAsync(Clock.GetUtcNow() + Promised, ct);

    /// <summary>Goes to an instant, through every instant at which something falls due on the way. While the house is closed the time just passes.</summary>
    public Task RunUntilAsync(DateTimeOffset instant, Step step, CancellationToken ct)
    {
        if (instant < Clock.GetUtcNow() && Phones.Names.Any())
        {
            throw step.Wrong("时间不能倒流");
        }

        return PassAsync(instant, ct);
    }

    private Task PassAsync(DateTimeOffset instant, CancellationToken ct)
    {
        if (rooms is not null && instant > Clock.GetUtcNow())
        {
            return rooms.RunUntilAsync(instant, ct);
        }

        Clock.SetNow(instant);
        return Task.CompletedTask;
    }

    /// <summary>The browser this person opened last.</summary>
    public PhoneBrowser Browsed(Step step) => browsers.TryGetValue(step.Who, out var browser) ? browser : throw step.Wrong($"{step.Who}还没有打开网页");

    /// <summary>A fresh one: WeChat's own on the person's phone, or one that WeChat knows nothing of.</summary>
    public PhoneBrowser Browse(Step step, bool wechat) => browsers[step.Who] = new PhoneBrowser(() => Open.Web(), Platform, wechat ? Phones.Of(step) : null);

    public void Called(string title, long id) => called[title] = id;

    /// <summary>The id of the meeting or broadcast that the step's first part, or <paramref name="title"/>, names.</summary>
    public long Meeting(Step step, string? title = null) =>
        called.TryGetValue(title ?? step.Demand(0, "名称"), out var id) ? id : throw step.Wrong($"前面没有“{title ?? step.Part(0)}”");

    public async Task<long> PersonAsync(string name, Step step, CancellationToken ct)
    {
        await using var db = fresh.Database.Open();
        return await db.People.Where(person => person.Name == name).Select(person => (long?)person.Id).SingleOrDefaultAsync(ct) ?? throw step.Wrong($"名册上没有{name}");
    }

    /// <summary>Another code for somebody who is bound already: for another channel, or a new phone.</summary>
    public async Task IssueAsync(Step step, CancellationToken ct)
    {
        var name = step.Demand(0, "姓名");
        codes[name] = (await Services.GetRequiredService<BindingBook>().IssueAsync([await PersonAsync(name, step, ct)], "秘书", ct))[0].Code;
    }

    /// <summary>The office takes the phone off a person and hands out a new code, which the story may quote: {张建国的绑定码}.</summary>
    public async Task UnbindAsync(Step step, CancellationToken ct)
    {
        var name = step.Demand(0, "姓名");
        var issued = await Services.GetRequiredService<BindingBook>().UnbindAsync(await PersonAsync(name, step, ct), "秘书", ct);
        codes[name] = issued?.Code ?? throw step.Wrong($"{name}没有绑定");
    }

    public string Filled(string words) => codes.Aggregate(words, (text, code) => text.Replace($"{{{code.Key}的绑定码}}", code.Value, StringComparison.Ordinal));

    /// <summary>A member who bound long ago and has been silent since: no window is open, neither here nor on the platform.</summary>
    public async Task BindLongAgoAsync(string name, string openId, CancellationToken ct)
    {
        var longAgo = Clock.GetUtcNow().AddDays(-30);
        Platform.Happen(new Followed(longAgo, openId, null));
        await using var db = fresh.Database.Open();
        var person = await db.People.SingleAsync(p => p.Name == name, ct);
        db.Contacts.Add(new Contact
        {
            Channel = "wechat",
            Account = Accounts.OfPlatform.AppId,
            ExternalId = openId,
            PersonId = person.Id,
            BoundAt = longAgo,
            LastHeardAt = longAgo,
            Followed = true,
        });
        await db.SaveChangesAsync(ct);
    }

    /// <summary>Somebody whom the house knows and no audience means.</summary>
    public async Task<long> AddPersonAsync(string name, PersonKind kind, CancellationToken ct)
    {
        await using var db = fresh.Database.Open();
        var person = new Person { BodyId = await db.Bodies.Select(b => b.Id).FirstAsync(ct), Name = name, Kind = kind, CreatedAt = Clock.GetUtcNow() };
        db.Add(person);
        await db.SaveChangesAsync(ct);
        return person.Id;
    }

    public async Task WriteAsync(Func<LuzhiDb, Task> write, CancellationToken ct) => await fresh.Database.WriteAsync((db, _) => write(db), ct);

    public async Task CheckPromisesAsync(CancellationToken ct)
    {
        await Passed.ReadAsync(fresh.Database, ct);
        Passed.Check();
    }

    public async ValueTask DisposeAsync()
    {
        if (rooms is not null)
        {
            await rooms.DisposeAsync();
        }

        WebChat.Dispose();
        await fresh.DisposeAsync();
    }
}
