using System.Net;
using System.Net.Sockets;
using Luzhi.Bot;
using Luzhi.Bot.Simulator;
using Luzhi.Core.Conversations.Forms;
using Luzhi.Core.Directory;
using Luzhi.Core.Messages;
using Luzhi.Core.PhonePages;
using Luzhi.Core.Settings;
using Luzhi.Core.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Luzhi.Bot.Tests.PhonePages;

/// <summary>The whole product with its simulator on one port: what asks the platform who holds a phone really asks it.</summary>
internal sealed class PagesHouse : IAsyncDisposable
{
    private const string WeChat = "Mozilla/5.0 (iPhone) MicroMessenger/8.0.50";

    private readonly FreshDatabase fresh;
    private readonly Installation place;
    private readonly WebApplication app;

    private PagesHouse(FreshDatabase fresh, Installation place, WebApplication app, Uri front) => (this.fresh, this.place, this.app, Front) = (fresh, place, app, front);

    public Uri Front { get; }

    public Database Database => fresh.Database;

    public IServiceProvider Services => app.Services;

    public PageLinks Links => Services.GetRequiredService<PageLinks>();

    public Platform Platform => Services.GetRequiredService<Platform>();

    public DateTimeOffset Now => Services.GetRequiredService<TimeProvider>().GetUtcNow();

    public static async Task<PagesHouse> StartAsync(Provider provider, WeChatAccount? account = null)
    {
        var fresh = await FreshDatabase.CreateAsync(provider);
        await Some.MemberAsync(fresh.Database, "王志强"); // where somebody is already, no sample body moves in
        var front = $"http://127.0.0.1:{FreePort()}";
        var settings = new AllSettings
        {
            Storage = fresh.Settings,
            Simulator = new SimulatorSettings { Enabled = true },
            Organization = new OrganizationSettings { Name = "东湖区政协", PublicUrl = front },
            WeChat = new WeChatSettings
            {
                AppId = "wx_pages", AppSecret = "a-secret", Token = "token",
                ApiBaseUrl = front + PlatformEndpoints.Path, OpenBaseUrl = front + PlatformEndpoints.Path,
            },
            Account = account ?? new WeChatAccount(),
            Roles = [NodeRole.Web],
        };
        var house = House.Find(AppContext.BaseDirectory);
        var place = new Installation(house, settings, Words.Load(Path.Combine(house.Config, "words.zh-CN.yaml")), FormReader.ReadAll(Path.Combine(house.Config, "forms")), fresh.Database);
        await place.OpenAsync(default);
        var app = Serving.Build(place, builder =>
        {
            builder.WebHost.UseUrls(front);
            builder.Logging.ClearProviders();
        });
        await app.StartAsync();
        return new PagesHouse(fresh, place, app, new Uri(front));
    }

    /// <summary>A member with a phone that the platform knows, bound to them.</summary>
    public async Task<(Person Person, string OpenId)> MemberAsync(string name)
    {
        var person = await Some.MemberAsync(Database, name);
        var openId = Platform.Phones.Make(name);
        await using var db = Database.Open();
        db.Contacts.Add(new Contact { Channel = "wechat", Account = "wx_pages", ExternalId = openId, PersonId = person.Id, BoundAt = Now, Followed = true });
        await db.SaveChangesAsync();
        return (person, openId);
    }

    /// <summary>A meeting in two days, and each invited person's line in the ledger.</summary>
    public async Task<Dictionary<long, long>> MeetingAsync(string title = "主席会议")
    {
        await Services.GetRequiredService<MeetingBook>().CallAsync(new(title, Now.AddDays(2), "三楼会议室", "全体", []), "陈秘书", default);
        await using var db = Database.Open();
        return db.Assignments.ToDictionary(a => a.PersonId, a => a.Id);
    }

    public string Link(long assignmentId) => Links.To(assignmentId, Now.AddDays(2))!;

    /// <summary>As opened on this phone: the address says which is held. Redirects are followed.</summary>
    public Uri Held(string link, string openId) => new(link.Replace(Front.ToString() + "m/", $"{Front}simulator/as/{openId}/m/", StringComparison.Ordinal));

    /// <summary>A browser with cookies of its own; outside WeChat unless said otherwise.</summary>
    public HttpClient Browser(bool wechat = false, bool follow = true)
    {
        var http = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer(), AllowAutoRedirect = follow }) { BaseAddress = Front };
        http.DefaultRequestHeaders.UserAgent.ParseAdd(wechat ? WeChat : "Mozilla/5.0 (Windows NT 10.0)");
        return http;
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        place.Dispose();
        await fresh.DisposeAsync();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
