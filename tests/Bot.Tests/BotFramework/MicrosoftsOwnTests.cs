using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Luzhi.Core.Meetings;
using Luzhi.Core.Settings;
using Luzhi.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.Tokens;

namespace Luzhi.Bot.Tests.BotFramework;

/// <summary>With Microsoft's own SDK on the other side of the wire: what it accepts of us, and whom it believes.</summary>
public sealed class MicrosoftsOwnTests
{
    [Fact]
    public async Task A_channel_made_of_the_SDK_speaks_with_the_house_both_ways()
    {
        await using var cloud = await Cloud.OpenAsync(RunningHouse.RealClock);
        await using var house = await OpenAsync(cloud);
        await using var peer = await Peer.StartAsync(cloud, house);
        var zhang = await Some.MemberAsync(house.Database, "张建国");
        var code = (await house.Get<BindingBook>().IssueAsync([zhang.Id], "秘书", RunningHouse.Ct))[0].Code;

        // Said, and answered through the Connector as a reply; the SDK has checked our token and read our activity.
        (await peer.SayAsync("c|1", new { id = "c|1|0001", from = new { id = "u1", role = "user" }, text = "绑定 " + code })).GetProperty("status").GetInt32().ShouldBe(200);
        var taken = await peer.TakenAsync();
        taken.GetProperty("way").GetString().ShouldBe("reply c|1|0001");
        taken.GetProperty("conversation").GetString().ShouldBe("c|1");
        taken.GetProperty("activity").GetProperty("text").GetString()!.ShouldContain("绑定成功");

        // Told without having asked, with something to tap; the tap answers.
        await house.Get<MeetingBook>().CallAsync(new("主席会议", RunningHouse.RealClock.GetUtcNow().AddDays(3), "三楼会议室", "全体", []), "秘书", RunningHouse.Ct);
        var told = await peer.TakenAsync();
        told.GetProperty("way").GetString().ShouldBe("send");
        var notice = told.GetProperty("activity");
        var button = notice.GetProperty("suggestedActions").GetProperty("actions")[1];
        button.GetProperty("title").GetString().ShouldBe("2 请假");

        // In the answer itself, for who asks for it there.
        var answer = await peer.SayAsync("c|1", new
        {
            id = "c|1|0002", from = new { id = "u1", role = "user" }, text = button.GetProperty("text").GetString(), value = button.GetProperty("value").GetString(), deliveryMode = "expectReplies",
        });
        answer.GetProperty("body").GetProperty("activities")[0].GetProperty("text").GetString()!.ShouldContain("主席会议");
        await using var db = house.Database.Open();
        (await db.Invitations.SingleAsync()).State.ShouldBe(InvitationState.Leave);
    }

    [Fact]
    public async Task Whom_the_SDKs_own_bot_believes_the_house_believes_and_nobody_else()
    {
        await using var cloud = await Cloud.OpenAsync(RunningHouse.RealClock);
        await using var house = await OpenAsync(cloud);
        await using var peer = await Peer.StartAsync(cloud, house);
        using var stranger = house.Stranger;
        foreach (var (what, authorization, channel) in Callers(cloud))
        {
            var (ours, theirs) = (await PostAsync(stranger, cloud, authorization, channel), await PostAsync(peer.Http, cloud, authorization, channel));
            (ours is 200, what).ShouldBe((theirs is 200, what), $"{what}: the house said {ours}, the SDK {theirs}");
        }
    }

    private static Task<RunningHouse> OpenAsync(Cloud cloud) =>
        RunningHouse.StartAsync(Provider.Sqlite, settings => settings with { BotFramework = cloud.Settings with { Emulator = true } });

    private static IEnumerable<(string What, string Authorization, string Channel)> Callers(Cloud cloud)
    {
        var now = RunningHouse.RealClock.GetUtcNow();
        var service = cloud.Url + "/";
        using var other = RSA.Create(2048);
        string Channel(Action<Dictionary<string, object>>? spoil = null, string? kid = null, string algorithm = SecurityAlgorithms.RsaSha256, RSA? by = null) => "Bearer " + cloud.Issuer.Token(now, claims =>
        {
            claims["serviceurl"] = service;
            spoil?.Invoke(claims);
        }, kid, algorithm, by);
        string Emulator(Action<Dictionary<string, object>>? spoil = null) => "Bearer " + cloud.Issuer.EmulatorToken(now, spoil);

        yield return ("a channel", Channel(), "webchat");
        yield return ("RS384", Channel(algorithm: SecurityAlgorithms.RsaSha384), "webchat");
        yield return ("RS512", Channel(algorithm: SecurityAlgorithms.RsaSha512), "msteams");
        yield return ("over, within the skew", Channel(c => c["exp"] = now.AddMinutes(-4).ToUnixTimeSeconds()), "webchat");
        yield return ("the emulator", Emulator(), "emulator");
        yield return ("the emulator, version 2", Emulator(c => { c["ver"] = "2.0"; c["azp"] = Issuer.AppId; c.Remove("appid"); }), "emulator");

        yield return ("nobody", "", "webchat");
        yield return ("no token", "Bearer abc", "webchat");
        yield return ("unsigned", "Bearer " + Unsigned(now, service), "webchat");
        yield return ("not endorsed", Channel(), "telegram");
        yield return ("another service", Channel(c => c["serviceurl"] = "https://evil.example/"), "webchat");
        yield return ("no service", Channel(c => c.Remove("serviceurl")), "webchat");
        yield return ("another bot", Channel(c => c["aud"] = "another"), "webchat");
        yield return ("another issuer", Channel(c => c["iss"] = "https://api.botframework.example"), "webchat");
        yield return ("over", Channel(c => c["exp"] = now.AddMinutes(-6).ToUnixTimeSeconds()), "webchat");
        yield return ("not yet", Channel(c => c["nbf"] = now.AddMinutes(6).ToUnixTimeSeconds()), "webchat");
        yield return ("another key", Channel(by: other), "webchat");
        yield return ("an unknown key", Channel(kid: "nobody's"), "webchat");
        yield return ("the emulator of another bot", Emulator(c => c["appid"] = "another"), "emulator");
        yield return ("the emulator without a version", Emulator(c => c.Remove("ver")), "emulator");
        yield return ("the emulator, version 3", Emulator(c => c["ver"] = "3.0"), "emulator");
        yield return ("a tenant nobody knows", Emulator(c => c["iss"] = "https://sts.windows.net/11111111-2222-3333-4444-555555555555/"), "emulator");
    }

    private static string Unsigned(DateTimeOffset now, string service) =>
        Base64UrlEncoder.Encode("""{"alg":"none","typ":"JWT"}""") + "."
        + Base64UrlEncoder.Encode($$"""{"iss":"{{Issuer.ChannelName}}","aud":"{{Issuer.AppId}}","serviceurl":"{{service}}","exp":{{now.AddHours(1).ToUnixTimeSeconds()}}}""") + ".";

    private static async Task<int> PostAsync(HttpClient to, Cloud cloud, string authorization, string channel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/messages");
        request.Headers.TryAddWithoutValidation("Authorization", authorization);
        // A type that means nothing to either: only who says it is judged.
        var activity = new { type = "event", name = "x", id = "1", channelId = channel, serviceUrl = cloud.Url + "/", from = new { id = "u1" }, recipient = new { id = "bot" }, conversation = new { id = "c" } };
        request.Content = new StringContent(JsonSerializer.Serialize(activity), Encoding.UTF8, "application/json");
        using var answer = await to.SendAsync(request);
        return (int)answer.StatusCode;
    }
}
