using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Luzhi.Bot.Channels.WeChat.WireIn;
using Luzhi.Core;
using Luzhi.Core.Messages;
using Luzhi.Core.Settings;

namespace Luzhi.Bot.Tests.WeChat;

public sealed class PorchTests
{
    [Theory]
    [InlineData("4375120948345356249", "4375120948345356249")]
    [InlineData("a+b/c=", "a+b/c=")] // mistake 9: "+" is not a space
    [InlineData("a%2Bb%26%22%3Cx%3E%E5%A7%94", "a+b&\"<x>委")]
    public async Task The_greeting_is_echoed_byte_for_byte(string asWritten, string echo)
    {
        await using var house = await WireInHouse.OpenAsync();
        var (timestamp, nonce) = house.Stamp();

        using var answer = await house.Http.GetAsync($"/wechat?signature={Signature.Of(Vectors.Token, timestamp, nonce)}&timestamp={timestamp}&nonce={nonce}&echostr={asWritten}");

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/plain");
        (await answer.Content.ReadAsByteArrayAsync()).ShouldBe(Encoding.UTF8.GetBytes(echo)); // mistakes 12 and 13: no quotes, no BOM
    }

    [Fact]
    public async Task A_trailing_slash_is_answered_and_never_redirected()
    {
        await using var house = await WireInHouse.OpenAsync(WeChatMode.Any);
        var (timestamp, nonce) = house.Stamp();
        await house.Http.GetAsync($"/wechat/?signature={Signature.Of(Vectors.Token, timestamp, nonce)}&timestamp={timestamp}&nonce={nonce}&echostr=1").ShouldBeAsync(HttpStatusCode.OK, "1");
    }

    [Fact]
    public async Task A_forged_stale_or_empty_greeting_is_refused_without_an_echo()
    {
        await using var house = await WireInHouse.OpenAsync();
        var (timestamp, nonce) = house.Stamp();
        var (old, signature) = ($"{WireInHouse.Now.ToUnixTimeSeconds() - 301}", Signature.Of(Vectors.Token, timestamp, nonce));

        await house.Http.GetAsync("/wechat").ShouldBeAsync(HttpStatusCode.Unauthorized, "");
        await house.Http.GetAsync($"/wechat?signature={signature[1..]}0&timestamp={timestamp}&nonce={nonce}&echostr=1").ShouldBeAsync(HttpStatusCode.Unauthorized, "");
        await house.Http.GetAsync($"/wechat?signature={Signature.Of(Vectors.Token, old, nonce)}&timestamp={old}&nonce={nonce}&echostr=1").ShouldBeAsync(HttpStatusCode.Unauthorized, "");
        await house.Http.GetAsync($"/wechat?signature={signature}&timestamp={timestamp}&nonce={nonce}").ShouldBeAsync(HttpStatusCode.BadRequest, "");
    }

    [Fact]
    public async Task A_clear_text_is_answered_with_sender_and_receiver_changed()
    {
        await using var house = await WireInHouse.OpenAsync(WeChatMode.Any);

        using var answer = await house.ClearAsync(WireInHouse.Text("参加"));

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.ToString().ShouldBe("text/xml; charset=utf-8");
        var reply = SafeXml.Read(await answer.Content.ReadAsStringAsync())!;
        reply["ToUserName"].ShouldBe(WireInHouse.OpenId); // mistake 5
        reply["FromUserName"].ShouldBe("gh_a");
        reply["CreateTime"].ShouldBe($"{WireInHouse.Now.ToUnixTimeSeconds()}"); // mistake 6: seconds
        reply["MsgType"].ShouldBe("text");
        reply["Content"].ShouldBe("收到：参加");
        (await answer.Content.ReadAsByteArrayAsync())[0].ShouldBe((byte)'<'); // mistake 13
    }

    [Fact]
    public async Task A_json_push_is_answered_in_json_with_chinese_as_it_is_written()
    {
        await using var house = await WireInHouse.OpenAsync(WeChatMode.Any);

        using var answer = await house.ClearAsync("\uFEFF \r\n" + WireInHouse.Json("我一定到😀 &<>'+"));

        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
        var body = await answer.Content.ReadAsStringAsync();
        body.ShouldBe($$"""{"ToUserName":"{{WireInHouse.OpenId}}","FromUserName":"gh_a","CreateTime":{{WireInHouse.Now.ToUnixTimeSeconds()}},"MsgType":"text","Content":"收到：我一定到😀 &<>'+"}"""); // mistake 7
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_sealed_push_gets_a_sealed_answer_in_its_own_writing(bool json)
    {
        await using var house = await WireInHouse.OpenAsync();

        using var answer = await house.SealedAsync(json ? WireInHouse.Json("参加]]>吗") : WireInHouse.Text("参加"), json: json);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        var outer = PushBody.Read(await answer.Content.ReadAsStringAsync())!;
        outer.Format.ShouldBe(json ? PushFormat.Json : PushFormat.Xml);
        var (encrypt, at, nonce) = (outer.Fields["Encrypt"]!, outer.Fields["TimeStamp"]!, outer.Fields["Nonce"]!);
        outer.Fields["MsgSignature"].ShouldBe(Signature.Of(Vectors.Token, at, nonce, encrypt));
        Envelope.TryDecode(encrypt, out var cipher).ShouldBeTrue();
        var inner = PushBody.Read(new Envelope(WireInHouse.Key, Vectors.AppId).Open(cipher!)!)!;
        inner.Format.ShouldBe(outer.Format);
        inner.Fields["Content"].ShouldBe(json ? "收到：参加]]>吗" : "收到：参加");
    }

    [Fact]
    public async Task While_the_key_changes_the_answer_is_sealed_with_the_key_of_the_push()
    {
        var old = EnvelopeTests.SomeKey(10);
        await using var house = await WireInHouse.OpenAsync(previousKey: old);

        using var answer = await house.SealedAsync(WireInHouse.Text("参加"), by: new Envelope(old, Vectors.AppId));

        Envelope.TryDecode(SafeXml.Read(await answer.Content.ReadAsStringAsync())!["Encrypt"]!, out var cipher).ShouldBeTrue();
        new Envelope(old, Vectors.AppId).Open(cipher!).ShouldNotBeNull();
        new Envelope(WireInHouse.Key, Vectors.AppId).Open(cipher!).ShouldBeNull();
    }

    [Fact]
    public async Task The_published_safe_push_of_an_unknown_event_is_answered_success()
    {
        await using var house = await WireInHouse.OpenAsync(previousKey: Vectors.AesKey);
        await house.PostAsync(
            $"signature={Vectors.Push.Signature}&timestamp={Vectors.Push.Timestamp}&nonce={Vectors.Push.Nonce}&openid=o9AgO5Kd5ggOC-bXrbNODIiE3bGY&encrypt_type=aes&msg_signature={Vectors.Push.MsgSignature}",
            $$"""{"ToUserName":"gh_97417a04a28d","Encrypt":"{{Vectors.Push.Encrypt}}"}""").ShouldBeAsync(HttpStatusCode.OK, "success");
    }

    [Fact]
    public async Task The_end_of_a_cdata_section_in_a_reply_does_not_end_it()
    {
        await using var house = await WireInHouse.OpenAsync(WeChatMode.Any);
        house.Take = (_, _, _) => Task.FromResult(new Answered("a]]>b]]]]>>c\u0001<&", false, ReplyRoute.Passive, 1));

        using var answer = await house.ClearAsync(WireInHouse.Text("1"));
        SafeXml.Read(await answer.Content.ReadAsStringAsync())!["Content"].ShouldBe("a]]>b]]]]>>c<&");
    }

    [Fact]
    public async Task A_reply_is_cut_to_what_the_platform_takes()
    {
        await using var house = await WireInHouse.OpenAsync(WeChatMode.Any);
        house.Take = (_, _, _) => Task.FromResult(new Answered(new string('委', 2000), false, ReplyRoute.Passive, 1));

        using var answer = await house.ClearAsync(WireInHouse.Text("1"));
        var content = SafeXml.Read(await answer.Content.ReadAsStringAsync())!["Content"]!;
        Encoding.UTF8.GetByteCount(content).ShouldBeInRange(2040, 2048);
        content.ShouldEndWith("…");
    }

    [Theory]
    [InlineData("<MsgType>event</MsgType><Event>subscribe</Event>")] // nothing to say
    [InlineData("<MsgType>event</MsgType><Event>something_new</Event><X>1</X>")]
    [InlineData("<MsgType>hologram</MsgType><MsgId>5</MsgId>")]
    public async Task Where_there_is_nothing_to_say_the_answer_is_success(string rest)
    {
        await using var house = await WireInHouse.OpenAsync(WeChatMode.Any);
        using var answer = await house.ClearAsync(WireInHouse.Push(rest));
        (await answer.Content.ReadAsByteArrayAsync()).ShouldBe("success"u8.ToArray()); // mistake 12: not "\"success\""
        await house.SealedAsync(WireInHouse.Push(rest)).ShouldBeAsync(HttpStatusCode.OK, "success");
    }

    [Fact]
    public async Task Who_leaves_is_heard_but_not_answered()
    {
        await using var house = await WireInHouse.OpenAsync(WeChatMode.Any);
        house.Take = (inbound, _, _) =>
        {
            house.Taken.Enqueue(inbound);
            return Task.FromResult(new Answered("再见", false, ReplyRoute.Passive, 1));
        };

        await house.ClearAsync(WireInHouse.Push("<MsgType>event</MsgType><Event>unsubscribe</Event><EventKey></EventKey>")).ShouldBeAsync(HttpStatusCode.OK, "success");
        house.Taken.ShouldHaveSingleItem().Kind.ShouldBe(InboundKind.Unfollow);
    }

    [Fact]
    public async Task A_forged_or_stale_push_is_401()
    {
        await using var house = await WireInHouse.OpenAsync(WeChatMode.Any);
        await house.ClearAsync(WireInHouse.Text("1"), token: "guessed").ShouldBeAsync(HttpStatusCode.Unauthorized, "");
        await house.PostAsync("", WireInHouse.Text("1")).ShouldBeAsync(HttpStatusCode.Unauthorized, "");
        await house.ClearAsync(WireInHouse.Text("1"), at: WireInHouse.Now.AddSeconds(-301)).ShouldBeAsync(HttpStatusCode.Unauthorized, "");
        await house.ClearAsync(WireInHouse.Text("1"), at: WireInHouse.Now.AddSeconds(301)).ShouldBeAsync(HttpStatusCode.Unauthorized, "");
        await house.SealedAsync(WireInHouse.Text("1"), at: WireInHouse.Now.AddSeconds(-301)).ShouldBeAsync(HttpStatusCode.Unauthorized, "");
        house.Taken.ShouldBeEmpty();

        await house.ClearAsync(WireInHouse.Text("1"), at: WireInHouse.Now.AddSeconds(-299)).ShouldBeAsync(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("99999999999999999999")]
    [InlineData("9223372036854775807")]
    [InlineData("-1")]
    [InlineData("1714112445.0")]
    [InlineData("１７１４１１２４４５")]
    [InlineData("")]
    public async Task A_timestamp_that_is_none_is_stale_however_well_it_is_signed(string timestamp)
    {
        await using var house = await WireInHouse.OpenAsync(WeChatMode.Any);
        await house.PostAsync($"signature={Signature.Of(Vectors.Token, timestamp, "n")}&timestamp={Uri.EscapeDataString(timestamp)}&nonce=n", WireInHouse.Text("1")).ShouldBeAsync(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Mistake_4_a_right_signature_beside_a_forged_msg_signature_is_not_enough()
    {
        await using var safe = await WireInHouse.OpenAsync(WeChatMode.Safe);
        await safe.SealedAsync(WireInHouse.Text("1"), token: "guessed").ShouldBeAsync(HttpStatusCode.Unauthorized, "");
        safe.Taken.ShouldBeEmpty();

        await using var any = await WireInHouse.OpenAsync(WeChatMode.Any);
        await any.SealedAsync(WireInHouse.Text("1"), token: "guessed").ShouldBeAsync(HttpStatusCode.Unauthorized, "");
        await any.SealedAsync(WireInHouse.Text("1"), beside: "<MsgType>text</MsgType>", token: "guessed").ShouldBeAsync(HttpStatusCode.Unauthorized, "");
        any.Taken.ShouldBeEmpty();
    }

    [Fact]
    public async Task In_safe_mode_a_clear_body_is_403_however_it_is_signed()
    {
        await using var house = await WireInHouse.OpenAsync(); // a key is set: safe is the default
        await house.ClearAsync(WireInHouse.Text("1")).ShouldBeAsync(HttpStatusCode.Forbidden, "");
        await house.ClearAsync(WireInHouse.Text("1"), token: "guessed").ShouldBeAsync(HttpStatusCode.Forbidden, "");
        await house.ClearAsync(WireInHouse.Push("<MsgType>text</MsgType><Encrypt></Encrypt>")).ShouldBeAsync(HttpStatusCode.Forbidden, "");
        house.Taken.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(WeChatMode.Safe)]
    [InlineData(WeChatMode.Any)]
    public async Task Clear_fields_beside_the_envelope_are_as_good_as_not_there(WeChatMode mode)
    {
        await using var house = await WireInHouse.OpenAsync(mode);
        const string beside = "<FromUserName>oSomebodyElse</FromUserName><CreateTime>1</CreateTime><MsgType>text</MsgType><Content>请假</Content><MsgId>9</MsgId>";

        await house.SealedAsync(WireInHouse.Text("参加"), beside).ShouldBeAsync(HttpStatusCode.OK);

        var taken = house.Taken.ShouldHaveSingleItem();
        taken.Text.ShouldBe("参加");
        taken.From.ExternalId.ShouldBe(WireInHouse.OpenId);
    }

    [Fact]
    public async Task Without_a_key_a_compatible_push_is_taken_by_its_clear_fields()
    {
        await using var house = await WireInHouse.OpenAsync(key: false);
        await house.SealedAsync(WireInHouse.Text("密"), $"<FromUserName>o2</FromUserName><CreateTime>1</CreateTime><MsgType>text</MsgType><Content>明</Content><MsgId>9</MsgId>").ShouldBeAsync(HttpStatusCode.OK);
        house.Taken.ShouldHaveSingleItem().Text.ShouldBe("明");
    }

    [Fact]
    public async Task An_envelope_for_another_account_or_with_another_key_is_401()
    {
        await using var house = await WireInHouse.OpenAsync();
        await house.SealedAsync(WireInHouse.Text("1"), by: new Envelope(WireInHouse.Key, "wx_of_somebody_else")).ShouldBeAsync(HttpStatusCode.Unauthorized, "");
        await house.SealedAsync(WireInHouse.Text("1"), by: new Envelope(EnvelopeTests.SomeKey(77), Vectors.AppId)).ShouldBeAsync(HttpStatusCode.Unauthorized, "");
        house.Taken.ShouldBeEmpty();
    }

    public static TheoryData<string> Malformed => new()
    {
        "",
        "hello",
        "<xml>",
        "{\"a\":",
        "[1]",
        "<html><body>x</body></html>",
        "<!DOCTYPE xml [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>" + WireInHouse.Text("&x;"),
        "<?xml version=\"1.0\"?><!DOCTYPE xml>" + WireInHouse.Text("1"),
        "<!DOCTYPE l [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]><xml><Content>&b;</Content></xml>",
        WireInHouse.Push(""),
        WireInHouse.Push("<MsgType>text</MsgType>") + "<xml/>",
        "<xml><MsgType>text</MsgType></xml>",
    };

    [Theory]
    [MemberData(nameof(Malformed))]
    public async Task What_is_malformed_or_has_a_dtd_is_400_outside_and_inside_the_envelope(string body)
    {
        await using var any = await WireInHouse.OpenAsync(WeChatMode.Any);
        await any.ClearAsync(body).ShouldBeAsync(HttpStatusCode.BadRequest, "");

        await using var safe = await WireInHouse.OpenAsync(WeChatMode.Safe);
        await safe.SealedAsync(body).ShouldBeAsync(HttpStatusCode.BadRequest, "");
        await safe.PostSealedAsync("this is no base64").ShouldBeAsync(HttpStatusCode.BadRequest, "");

        any.Taken.Concat(safe.Taken).ShouldBeEmpty();
        await any.ClearAsync(WireInHouse.Text("还在吗")).ShouldBeAsync(HttpStatusCode.OK);
        await safe.SealedAsync(WireInHouse.Text("还在吗")).ShouldBeAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Five_megabytes_are_413_announced_or_chunked_and_the_house_stays_alive()
    {
        await using var house = await WireInHouse.OpenAsync(WeChatMode.Any, loopback: true);
        var big = WireInHouse.Text(new string('a', 5 * 1024 * 1024));

        await house.ClearAsync(big).ShouldBeAsync(HttpStatusCode.RequestEntityTooLarge);
        await house.PostAsync("", big).ShouldBeAsync(HttpStatusCode.RequestEntityTooLarge); // before anything is asked about it
        using var chunked = new HttpRequestMessage(HttpMethod.Post, "/wechat") { Content = new StringContent(big, Encoding.UTF8, "text/xml") };
        chunked.Headers.TransferEncodingChunked = true;
        await house.Http.SendAsync(chunked).ShouldBeAsync(HttpStatusCode.RequestEntityTooLarge);

        await house.ClearAsync(WireInHouse.Text("还在吗")).ShouldBeAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_largest_body_is_taken_and_one_byte_more_is_not()
    {
        await using var house = await WireInHouse.OpenAsync(WeChatMode.Any, loopback: true);
        var room = Porch.BodyAtMost - WireInHouse.Text("").Length;

        await house.ClearAsync(WireInHouse.Text(new string('a', room))).ShouldBeAsync(HttpStatusCode.OK);
        await house.ClearAsync(WireInHouse.Text(new string('a', room + 1))).ShouldBeAsync(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task Without_an_account_the_porch_is_closed_and_says_so()
    {
        await using var house = await WireInHouse.OpenAsync(appId: "", key: false);
        using var answer = await house.ClearAsync(WireInHouse.Text("1"));
        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("WeChat__AppId");
        await house.Http.GetAsync("/wechat?echostr=1").ShouldBeAsync(HttpStatusCode.ServiceUnavailable);
    }

    [Fact]
    public async Task Nothing_that_was_said_and_nobody_who_said_it_is_in_the_log()
    {
        await using var house = await WireInHouse.OpenAsync();
        await house.SealedAsync(WireInHouse.Text("秘密的话")).ShouldBeAsync(HttpStatusCode.OK);
        await house.SealedAsync(WireInHouse.Text("秘密的话"), token: "guessed").ShouldBeAsync(HttpStatusCode.Unauthorized);
        await house.ClearAsync(WireInHouse.Text("秘密的话")).ShouldBeAsync(HttpStatusCode.Forbidden);
        await house.SealedAsync("秘密的话").ShouldBeAsync(HttpStatusCode.BadRequest);
        await house.SealedAsync(WireInHouse.Push("<MsgType>秘密的话</MsgType>")).ShouldBeAsync(HttpStatusCode.OK);

        var log = string.Join('\n', house.Log.All.Split('\n').Where(line => !line.Contains("Request starting") && !line.Contains("Request finished"))); // the host keeps the framework quiet
        log.ShouldContain("refused with 401: forged");
        log.ShouldContain("refused with 403: clear body in safe mode");
        log.ShouldContain("refused with 400: malformed inside");
        log.ShouldNotContain("秘密");
        log.ShouldNotContain(WireInHouse.OpenId);
        log.ShouldNotContain(Vectors.Token);
        log.ShouldNotContain(WireInHouse.Key);
    }

    [Fact]
    public async Task Rubbish_is_refused_or_answered_but_never_breaks_anything()
    {
        await using var any = await WireInHouse.OpenAsync(WeChatMode.Any);
        await using var safe = await WireInHouse.OpenAsync(WeChatMode.Safe);
        var chance = Chance.Seeded(5);
        HttpStatusCode[] allowed = [HttpStatusCode.OK, HttpStatusCode.BadRequest, HttpStatusCode.Unauthorized, HttpStatusCode.Forbidden];
        for (var i = 0; i < 2_000; i++)
        {
            var bytes = i % 2 == 0 ? chance.Bytes(i % 400) : Bent(WireInHouse.Text("参加"), chance);
            var house = i % 3 == 0 ? safe : any;
            var (timestamp, nonce) = house.Stamp();
            var query = i % 5 == 0
                ? Uri.EscapeDataString(Encoding.Latin1.GetString(chance.Bytes(30))) + "&%%%&=&timestamp=" + i
                : $"signature={Signature.Of(Vectors.Token, timestamp, nonce)}&timestamp={timestamp}&nonce={nonce}";
            using var content = new ByteArrayContent(bytes);
            content.Headers.ContentType = i % 7 == 0 ? null : new MediaTypeHeaderValue("text/xml");

            using var answer = await house.Http.PostAsync($"/wechat?{query}", content);
            allowed.ShouldContain(answer.StatusCode, $"round {i}");
        }
    }

    private static byte[] Bent(string text, Chance chance)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        foreach (var draw in chance.Bytes(4))
        {
            bytes[draw % bytes.Length] = chance.Bytes(1)[0];
        }

        return bytes;
    }
}
