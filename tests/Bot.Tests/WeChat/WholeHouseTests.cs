using System.Text;
using Luzhi.Bot.Channels.WeChat.WireIn;
using Luzhi.Core;
using Luzhi.Core.Settings;
using Luzhi.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Luzhi.Bot.Tests.WeChat;

/// <summary>From the platform's push to the committed row and back, nothing played by the test.</summary>
public sealed class WholeHouseTests
{
    [Theory]
    [MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task Three_identical_pushes_at_once_and_one_later_are_one_row_and_the_same_words(Provider provider)
    {
        await using var house = await OpenAsync(provider);
        var push = Text(house, "你好");

        var words = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => PushAsync(house, push)));
        var later = await PushAsync(house, push);

        words.ShouldAllBe(said => said == later);
        later.ShouldContain("绑定");
        await using var db = house.Database.Open();
        (await db.Inbox.CountAsync()).ShouldBe(1);
        (await db.Inbox.SingleAsync()).ReplyRoute.ShouldBe("passive");
    }

    [Theory]
    [MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_storm_of_different_people_is_answered_every_one(Provider provider)
    {
        await using var house = await OpenAsync(provider);
        var said = await Task.WhenAll(Enumerable.Range(0, 60).Select(i => PushAsync(house, Text(house, "你好", $"o{i}", i))));
        said.ShouldAllBe(words => words.Contains("绑定"));
        await using var db = house.Database.Open();
        (await db.Inbox.CountAsync()).ShouldBe(60);
        (await db.Contacts.CountAsync()).ShouldBe(60);
    }

    [Theory]
    [MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task What_means_nothing_to_the_house_leaves_no_row(Provider provider)
    {
        await using var house = await OpenAsync(provider);
        (await PushAsync(house, Text(house, "").Replace("<MsgType>text", "<MsgType>hologram"))).ShouldBe("success");
        await using var db = house.Database.Open();
        (await db.Inbox.CountAsync()).ShouldBe(0);
    }

    private static Task<RunningHouse> OpenAsync(Provider provider) => RunningHouse.StartAsync(provider, settings => settings with
    {
        WeChat = new WeChatSettings { AppId = Vectors.AppId, AppSecret = "s", Token = Vectors.Token, EncodingAesKey = WireInHouse.Key, ApiBaseUrl = "http://127.0.0.1:1" },
    });

    private static string Text(RunningHouse house, string words, string openid = WireInHouse.OpenId, long id = 1) =>
        $"<xml><ToUserName>gh_a</ToUserName><FromUserName>{openid}</FromUserName><CreateTime>{Now(house)}</CreateTime><MsgType>text</MsgType><Content>{words}</Content><MsgId>{id}</MsgId></xml>";

    private static async Task<string> PushAsync(RunningHouse house, string push)
    {
        var envelope = new Envelope(WireInHouse.Key, Vectors.AppId);
        var (at, nonce, encrypt) = ($"{Now(house)}", Chance.Real.Hex(4), envelope.Seal(push, Chance.Real.Bytes(16)));
        using var http = house.Stranger;
        using var answer = await http.PostAsync(
            $"/wechat?timestamp={at}&nonce={nonce}&encrypt_type=aes&msg_signature={Signature.Of(Vectors.Token, at, nonce, encrypt)}",
            new StringContent($"<xml><Encrypt>{encrypt}</Encrypt></xml>", Encoding.UTF8, "text/xml"));
        var body = await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
        return SafeXml.Read(body)?["Encrypt"] is { } inside && Envelope.TryDecode(inside, out var cipher) ? SafeXml.Read(envelope.Open(cipher)!)!["Content"]! : body;
    }

    private static long Now(RunningHouse house) => house.Services.GetRequiredService<TimeProvider>().GetUtcNow().ToUnixTimeSeconds();
}
