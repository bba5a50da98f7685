using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Luzhi.Bot.Simulator;
using Luzhi.Core;
using Luzhi.Testing;

namespace Luzhi.Bot.Tests.Simulator;

/// <summary>A platform with a clock of its own and a porch that the test plays.</summary>
internal sealed class Stage
{
    public const string ZhangJianguo = "oZhangJianguo";

    public static readonly PlatformAccount Account = new()
    {
        AppId = "wx5edc0a7e1b24f638",
        AppSecret = "0123456789abcdef0123456789abcdef",
        Token = "QDG6eK",
        EncodingAesKey = "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C",
    };

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private string? token;

    public Stage(PlatformAccount? account = null, Action<Happening>? keep = null)
    {
        Platform = new Platform(account ?? Account, Clock, Chance.Seeded(1), keep) { Porch = HearAsync };
        Platform.Phones.Make("张建国", ZhangJianguo);
    }

    public ManualClock Clock { get; } = new();

    public Platform Platform { get; }

    public List<PorchCall> Heard { get; } = [];

    /// <summary>What the account answers to a push; "success" until a test says otherwise.</summary>
    public Func<PorchCall, CancellationToken, Task<PorchAnswer>> Answer { get; set; } = (_, _) => Task.FromResult(Ok("success"));

    public Phone Phone => Platform.Look(w => w.Phones[ZhangJianguo]);

    public Bubble LastBubble => Phone.Bubbles[^1];

    public static PorchAnswer Ok(string body) => new(200, Encoding.UTF8.GetBytes(body));

    public static string TextReply(string words, string to = ZhangJianguo) =>
        $"<xml><ToUserName><![CDATA[{to}]]></ToUserName><FromUserName><![CDATA[{Account.OriginalId}]]></FromUserName><CreateTime>1714036505</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[{words}]]></Content></xml>";

    public Task FollowAsync() => Platform.Phones.FollowAsync(ZhangJianguo, null, default);

    public Task SayAsync(string words) => Platform.Phones.SayAsync(ZhangJianguo, words, default);

    public Task<JsonObject> SendTextAsync(string words, string to = ZhangJianguo) =>
        PostAsync(Routes.CustomSend, new JsonObject { ["touser"] = to, ["msgtype"] = "text", ["text"] = new JsonObject { ["content"] = words } });

    public async Task<JsonObject> PostAsync(string route, JsonNode body) => await CallAsync("POST", route, "?access_token=" + await TokenAsync(), PlainJson(body));

    public async Task<JsonObject> GetAsync(string route, string query) => await CallAsync("GET", route, $"?access_token={await TokenAsync()}&{query}", "");

    public async Task<JsonObject> CallAsync(string method, string route, string query, string body)
    {
        var answer = await Platform.CallAsync(new PlatformCall(method, route, query, Encoding.UTF8.GetBytes(body)), default);
        answer.Status.ShouldBe(200);
        return (JsonObject)JsonNode.Parse(answer.Body)!;
    }

    public Task<JsonObject> StableAsync(bool force = false) => CallAsync("POST", Routes.StableToken, "",
        PlainJson(new JsonObject { ["grant_type"] = "client_credential", ["appid"] = Account.AppId, ["secret"] = Account.AppSecret, ["force_refresh"] = force }));

    public Task<JsonObject> OrdinaryAsync() => CallAsync("GET", Routes.Token, $"?grant_type=client_credential&appid={Account.AppId}&secret={Account.AppSecret}", "");

    /// <summary>The errcode of a harmless call under this token.</summary>
    public async Task<int> UseAsync(string value) =>
        Code(await CallAsync("GET", Routes.UserInfo, $"?access_token={value}&openid={ZhangJianguo}", ""));

    public static int Code(JsonObject answer) => answer["errcode"]?.GetValue<int>() ?? 0;

    public static string PlainJson(JsonNode json) =>
        JsonSerializer.Serialize(json, Plain);

    public Task<PorchAnswer> HearAsync(PorchCall call, CancellationToken ct)
    {
        lock (Heard)
        {
            Heard.Add(call);
        }

        return Answer(call, ct);
    }

    private async Task<string> TokenAsync()
    {
        if (token is null || await UseAsync(token) is 40001 or 42001)
        {
            token = (await StableAsync())["access_token"]!.GetValue<string>();
        }

        return token;
    }
}
