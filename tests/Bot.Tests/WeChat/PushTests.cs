using System.Text;
using Luzhi.Bot.Channels.WeChat.WireIn;
using Luzhi.Core;
using Luzhi.Core.Messages;

namespace Luzhi.Bot.Tests.WeChat;

public sealed class PushTests
{
    private const string Head = "<xml><ToUserName><![CDATA[gh_a]]></ToUserName><FromUserName><![CDATA[o张]]></FromUserName><CreateTime>1714036504</CreateTime>";

    public static TheoryData<string, string, InboundKind, string> Types => new()
    {
        { "text", "<Content><![CDATA[参加 <b>&amp;]]></Content><MsgId>24500000000000001</MsgId>", InboundKind.Text, "参加 <b>&amp;" },
        { "image", "<PicUrl>http://p/1</PicUrl><MediaId>m1</MediaId><MsgId>1</MsgId>", InboundKind.Image, "" },
        { "voice", "<MediaId>m1</MediaId><Format>amr</Format><Recognition>不可信</Recognition><MsgId>1</MsgId>", InboundKind.Voice, "" },
        { "video", "<MediaId>m1</MediaId><ThumbMediaId>t</ThumbMediaId><MsgId>1</MsgId>", InboundKind.Video, "" },
        { "shortvideo", "<MediaId>m1</MediaId><ThumbMediaId>t</ThumbMediaId><MsgId>1</MsgId>", InboundKind.Video, "" },
        { "location", "<Location_X>23.134521</Location_X><Location_Y>113.358803</Location_Y><Scale>20</Scale><Label>政协礼堂</Label><MsgId>1</MsgId>", InboundKind.Location, "政协礼堂" },
        { "link", "<Title>通知</Title><Description>d</Description><Url>https://x/</Url><MsgId>1</MsgId>", InboundKind.Link, "通知" },
        { "miniprogrampage", "<Title>小程序</Title><AppId>wx</AppId><PagePath>p</PagePath><MsgId>1</MsgId>", InboundKind.Link, "小程序" },
        { "file", "<Title>材料.docx</Title><MsgId>1</MsgId>", InboundKind.File, "材料.docx" },
        { "hologram", "<Shape>cube</Shape><MsgId>1</MsgId>", InboundKind.Other, "" },
    };

    [Theory]
    [MemberData(nameof(Types))]
    public void Every_type_of_message_is_read(string type, string rest, InboundKind kind, string text)
    {
        var inbound = Read($"{Head}<MsgType><![CDATA[{type}]]></MsgType>{rest}</xml>");

        inbound.Kind.ShouldBe(kind);
        inbound.Text.ShouldBe(text);
        inbound.From.ShouldBe(new Address("wechat", "wxapp", "o张"));
        inbound.SentAt.ShouldBe(DateTimeOffset.FromUnixTimeSeconds(1714036504));
        inbound.RawType.ShouldBe(type);
    }

    public static TheoryData<string, string, InboundKind, string?, string?> Events => new()
    {
        { "subscribe", "<EventKey><![CDATA[qrscene_b_K7M2QX]]></EventKey><Ticket>t</Ticket>", InboundKind.Follow, "b_K7M2QX", null },
        { "subscribe", "<EventKey><![CDATA[]]></EventKey>", InboundKind.Follow, null, null },
        { "subscribe", "", InboundKind.Follow, null, null }, // mistake 18: the key may be absent altogether
        { "subscribe", "<EventKey>last_trade_no_42</EventKey>", InboundKind.Follow, null, null },
        { "Subscribe", "<EventKey>qrscene_7</EventKey>", InboundKind.Follow, "7", null },
        { "unsubscribe", "<EventKey></EventKey>", InboundKind.Unfollow, null, null },
        { "SCAN", "<EventKey>b_K7M2QX</EventKey><Ticket>t</Ticket>", InboundKind.Scan, "b_K7M2QX", null },
        { "scan", "<EventKey>qrscene_x</EventKey>", InboundKind.Scan, "qrscene_x", null },
        { "CLICK", "<EventKey>MINE</EventKey>", InboundKind.MenuClick, null, "MINE" },
        { "VIEW", "<EventKey>https://x/?a=1&amp;b=2</EventKey><MenuId>4</MenuId>", InboundKind.MenuView, null, "https://x/?a=1&b=2" },
        { "view_miniprogram", "<EventKey>pages/a</EventKey>", InboundKind.MenuView, null, "pages/a" },
        { "scancode_push", "<EventKey>K</EventKey><ScanCodeInfo><ScanType>qrcode</ScanType><ScanResult>1</ScanResult></ScanCodeInfo>", InboundKind.MenuClick, null, "K" },
        { "scancode_waitmsg", "<EventKey>K</EventKey><ScanCodeInfo><ScanType>qrcode</ScanType><ScanResult>1</ScanResult></ScanCodeInfo>", InboundKind.MenuClick, null, "K" },
        { "pic_sysphoto", "<EventKey>P</EventKey><SendPicsInfo><Count>1</Count><PicList><item><PicMd5Sum>a</PicMd5Sum></item></PicList></SendPicsInfo>", InboundKind.Other, null, null },
        { "location_select", "<EventKey>L</EventKey><SendLocationInfo><Location_X>23</Location_X></SendLocationInfo>", InboundKind.Other, null, null },
        { "LOCATION", "<Latitude>23.1</Latitude><Longitude>113.3</Longitude><Precision>119.3</Precision>", InboundKind.Other, null, null },
        { "kf_create_session", "<KfAccount>a@b</KfAccount>", InboundKind.Other, null, null },
        { "subscribe_msg_popup_event", "<SubscribeMsgPopupEvent><List><TemplateId>t1</TemplateId></List><List><TemplateId>t2</TemplateId></List></SubscribeMsgPopupEvent>", InboundKind.Consent, null, null },
        { "user_authorization_revoke", "<OpenID>o张</OpenID><RevokeInfo>1</RevokeInfo>", InboundKind.Revoked, null, null },
        { "user_authorization_cancellation", "<OpenID>o张</OpenID>", InboundKind.Revoked, null, null },
        { "qualification_verify_success", "<ExpiredTime>1442401156</ExpiredTime>", InboundKind.Other, null, null },
        { "something_new", "<Deep><Deeper><Deepest>1</Deepest></Deeper></Deep>", InboundKind.Other, null, null },
    };

    [Theory]
    [MemberData(nameof(Events))]
    public void Every_event_is_read(string name, string rest, InboundKind kind, string? scene, string? choice)
    {
        var inbound = Read($"{Head}<MsgType>event</MsgType><Event><![CDATA[{name}]]></Event>{rest}</xml>");

        inbound.Kind.ShouldBe(kind);
        inbound.Scene.ShouldBe(scene);
        inbound.Choice.ShouldBe(choice);
        inbound.RawType.ShouldBe($"event/{name}");
    }

    [Fact]
    public void Mistake_15_a_receipt_brings_MsgID_and_the_platforms_word()
    {
        var inbound = Read($"{Head}<MsgType>event</MsgType><Event>TEMPLATESENDJOBFINISH</Event><MsgID>200163836</MsgID><Status><![CDATA[failed:user block]]></Status></xml>");

        inbound.Kind.ShouldBe(InboundKind.Receipt);
        inbound.ReceiptId.ShouldBe("200163836");
        inbound.ReceiptStatus.ShouldBe("failed:user block");
    }

    [Theory] // mistake 19
    [InlineData("""{"SubscribeMsgSentEvent":{"List":{"TemplateId":"t","MsgID":"1700827132819554304","ErrorCode":"0","ErrorStatus":"success"}}}""")]
    [InlineData("""{"SubscribeMsgSentEvent":{"List":[{"TemplateId":"t","MsgID":1700827132819554304,"ErrorCode":0,"ErrorStatus":"success"}]}}""")]
    [InlineData("""{"List":[{"TemplateId":"t","MsgID":"1700827132819554304","ErrorCode":"0","ErrorStatus":"success"}]}""")]
    public void Mistake_19_a_list_of_one_may_be_the_thing_itself(string rest)
    {
        var inbound = Read("""{"ToUserName":"gh_a","FromUserName":"o1","CreateTime":1714036504,"MsgType":"event","Event":"subscribe_msg_sent_event",""" + rest[1..]);

        inbound.Kind.ShouldBe(InboundKind.Receipt);
        inbound.ReceiptId.ShouldBe(Inbound.OfSubscription, "sent without an id, so the platform's later number joins to nothing");
        inbound.ReceiptStatus.ShouldBe("success");
    }

    [Theory]
    [InlineData("popup", """ "SubscribeMsgPopupEvent":{"List":{"TemplateId":"t","SubscribeStatusString":"accept","PopupScene":"2"}}""", "t True")]
    [InlineData("popup", """ "SubscribeMsgPopupEvent":{"List":[{"TemplateId":"t","SubscribeStatusString":"accept"},{"TemplateId":"u","SubscribeStatusString":"reject"}]}""", "t True, u False")]
    [InlineData("popup", """ "List":[{"TemplateId":"t","SubscribeStatusString":"filter"}]""", "t False")]
    [InlineData("change", """ "SubscribeMsgChangeEvent":{"List":{"TemplateId":"t","SubscribeStatusString":"reject"}}""", "t False")]
    public void A_followers_consent_is_read_template_by_template(string name, string rest, string said)
    {
        var inbound = Read($$"""{"ToUserName":"gh_a","FromUserName":"o1","CreateTime":1714036504,"MsgType":"event","Event":"subscribe_msg_{{name}}_event",{{rest}}}""");

        inbound.Kind.ShouldBe(InboundKind.Consent);
        string.Join(", ", inbound.Consents.Select(c => $"{c.TemplateId} {c.Accepted}")).ShouldBe(said);
    }

    [Fact]
    public void Xml_and_json_come_to_the_same_with_the_same_key()
    {
        var xml = Read($"{Head}<MsgType>text</MsgType><Content>1</Content><bizmsgmenuid>a17:1</bizmsgmenuid><MsgId>24500000000000001</MsgId></xml>");
        var json = Read("""{"ToUserName":"gh_a","FromUserName":"o张","CreateTime":1714036504,"MsgType":"text","Content":"1","bizmsgmenuid":"a17:1","MsgId":24500000000000001}""");

        json.ShouldBe(xml);
        xml.Choice.ShouldBe("a17:1");
    }

    [Fact]
    public void Latitude_comes_first_and_rubbish_is_no_place()
    {
        var there = Read($"{Head}<MsgType>location</MsgType><Location_X>23.5</Location_X><Location_Y>113.25</Location_Y><MsgId>1</MsgId></xml>");
        (there.Latitude, there.Longitude).ShouldBe((23.5, 113.25));

        var nowhere = Read($"{Head}<MsgType>location</MsgType><Location_X>NaN</Location_X><Location_Y>1e9</Location_Y><MsgId>1</MsgId></xml>");
        (nowhere.Latitude, nowhere.Longitude).ShouldBe((null, null));
    }

    [Fact]
    public void A_control_character_from_a_phone_does_not_cost_the_message()
    {
        Read($"{Head}<MsgType>text</MsgType><Content><![CDATA[参\u0008加\u0000]]></Content><MsgId>1</MsgId></xml>").Text.ShouldBe("参加");
        Read("""{"ToUserName":"gh_a","FromUserName":"o1","CreateTime":1,"MsgType":"text","Content":"参\u0000加\n😀"}""").Text.ShouldBe("参加\n😀");
    }

    [Theory]
    [InlineData("")]
    [InlineData("success")]
    [InlineData("<xml>")]
    [InlineData("<html></html>")]
    [InlineData("<xml></xml><xml></xml>")]
    [InlineData("<!DOCTYPE xml [<!ENTITY e \"x\">]><xml><ToUserName>&e;</ToUserName></xml>")]
    [InlineData("<!DOCTYPE xml SYSTEM \"http://127.0.0.1/evil\"><xml/>")]
    [InlineData("<xml><a><a><a><a><a><a><a><a><a></a></a></a></a></a></a></a></a></a></xml>")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"a":"\ud83d"}""")]
    [InlineData("""{"a":[[[[[[[[[[1]]]]]]]]]]}""")]
    public void What_is_no_push_body_is_refused_and_never_throws(string text) => PushBody.Read(Encoding.UTF8.GetBytes(text)).ShouldBeNull();

    [Fact]
    public void Bytes_that_are_no_utf8_are_refused() => PushBody.Read([(byte)'<', 0xff, 0xfe]).ShouldBeNull();

    [Theory]
    [InlineData("<FromUserName>o</FromUserName><CreateTime>1</CreateTime><MsgType>text</MsgType>")]
    [InlineData("<ToUserName>g</ToUserName><CreateTime>1</CreateTime><MsgType>text</MsgType>")]
    [InlineData("<ToUserName>g</ToUserName><FromUserName> </FromUserName><CreateTime>1</CreateTime><MsgType>text</MsgType>")]
    [InlineData("<ToUserName>g</ToUserName><FromUserName>o</FromUserName><MsgType>text</MsgType>")]
    [InlineData("<ToUserName>g</ToUserName><FromUserName>o</FromUserName><CreateTime>soon</CreateTime><MsgType>text</MsgType>")]
    [InlineData("<ToUserName>g</ToUserName><FromUserName>o</FromUserName><CreateTime>-1</CreateTime><MsgType>text</MsgType>")]
    [InlineData("<ToUserName>g</ToUserName><FromUserName>o</FromUserName><CreateTime>1714036504000</CreateTime><MsgType>text</MsgType>")] // mistake 6: milliseconds
    [InlineData("<ToUserName>g</ToUserName><FromUserName>o</FromUserName><CreateTime>1</CreateTime>")]
    public void A_push_without_its_four_things_is_none(string rest) => Push.Read(PushBody.Read($"<xml>{rest}</xml>")!).ShouldBeNull();

    [Fact]
    public void A_type_from_outside_cannot_write_lines_into_the_log() =>
        Read($"{Head}<MsgType>event</MsgType><Event><![CDATA[x\n2026-01-01 ERROR owned]]></Event></xml>").RawType.ShouldBe("event/x2026-01-01ERRORowned");

    [Fact]
    public void No_rubbish_made_of_real_pushes_ever_throws()
    {
        var chance = Chance.Seeded(11);
        var seeds = new[]
        {
            $"{Head}<MsgType>event</MsgType><Event>subscribe</Event><EventKey><![CDATA[qrscene_1]]></EventKey></xml>",
            Vectors.Push.Plain,
            """{"ToUserName":"gh_a","FromUserName":"o1","CreateTime":1714036504,"MsgType":"event","Event":"x","List":[{"a":[1,{"b":null}]},true]}""",
        };
        for (var i = 0; i < 30_000; i++)
        {
            var bytes = Encoding.UTF8.GetBytes(seeds[i % seeds.Length]);
            for (var bends = 1 + (i % 5); bends > 0; bends--)
            {
                var draw = chance.Bytes(3);
                bytes[((draw[0] << 8) + draw[1]) % bytes.Length] = draw[2];
            }

            Should.NotThrow(() => PushBody.Read(bytes) is { } body && Push.Read(body) is { } push ? PushMeaning.Of(push, "wxapp") : null);
        }
    }

    internal static Inbound Read(string text) => PushMeaning.Of(Push.Read(PushBody.Read(Encoding.UTF8.GetBytes(text))!)!, "wxapp");
}
