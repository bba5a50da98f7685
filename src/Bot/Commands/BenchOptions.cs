using System.CommandLine;
using Luzhi.Bot.Channels.WeChat.WireIn;
using Luzhi.Bot.Load;
using Luzhi.Bot.Wiring;
using Luzhi.Core;
using Luzhi.Core.Settings;

namespace Luzhi.Bot.Commands;

/// <summary>What can be said to <c>bench</c>, and how it becomes a plan. Rubbish is told in the office's language, all of it at once.</summary>
internal sealed class BenchOptions
{
    private readonly WholeNumber people = new("--people", "多少个人在发。 How many people.", 1, 10_000_000, 1000);
    private readonly WholeNumber connections = new("--connections", "同时几个连接，每个一次一条。 Connections, one push at a time on each.", 1, 4096, 16);
    private readonly WholeNumber seconds = new("--seconds", "量多少秒。 Seconds to measure.", 1, 86_400, 10);
    private readonly WholeNumber warmup = new("--warmup", "先热身多少秒，不计入。 Seconds before, not counted.", 0, 3600, 2);
    private readonly WholeNumber repeats = new("--repeats", "每一百条有几条再推一次，答复应当一字不差。 Of a hundred, how many are pushed twice.", 0, 100, 0);
    private readonly WholeNumber platform = new("--platform", "在本机这个端口扮演公众平台（令牌、客服消息、模板消息、订阅通知），不写就不扮演。 Play the platform on this loopback port.", 1, 65_535, null);
    private readonly WholeNumber platformDelay = new("--platform-delay", "扮演的平台每次等多少毫秒才答。 Milliseconds before each of its answers.", 0, 60_000, 0);
    private readonly WholeNumber wait = new("--wait", "推送完以后，最多再等多少秒收服务器发来的消息。 Seconds to wait for what the server still sends.", 0, 86_400, 30);

    /// <summary>Takes every loose word, so that an unknown option is told by us.</summary>
    private readonly Argument<string[]> server = new("URL") { Description = $"服务器地址，不写路径就是 /wechat。 The server. [{Listen.Default}]", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<string?> text = Word("--text", "发什么字。 What they write. [帮助]");
    private readonly Option<string?> appId = Word("--app-id", "公众号的 AppId。 [WeChat__AppId]");
    private readonly Option<string?> token = Word("--token", "服务器配置里的 Token。 [WeChat__Token]");
    private readonly Option<string?> aesKey = Word("--aes-key", "43 个字符的 EncodingAESKey。 [WeChat__EncodingAesKey]");
    private readonly Option<bool> baseline = new("--baseline") { Description = "反复推同一条，不看答复：量一台什么也不做的服务器，作比较用。 The same push again and again, answers unread: for an empty server to compare with." };
    private readonly Option<bool> json = new("--json") { Description = "以 JSON 写出结果。 Print the figures as JSON." };

    private WholeNumber[] Numbers => [people, connections, seconds, warmup, repeats, platform, platformDelay, wait];

    public void AddTo(Command bench)
    {
        bench.Add(server);
        foreach (var option in new Option[] { people.Option, connections.Option, seconds.Option, warmup.Option, text, repeats.Option, platform.Option, platformDelay.Option, wait.Option, appId, token, aesKey, baseline, json })
        {
            bench.Add(option);
        }
    }

    /// <returns>The plan, or every fault at once.</returns>
    public (LoadPlan? Plan, IReadOnlyList<string> Faults) Read(ParseResult parsed, WeChatSettings settings, Words words)
    {
        var said = parsed.GetValue(server) ?? [];
        var (where, strange) = said is [var first, .. var rest] && !first.StartsWith('-') ? (first, rest) : (Listen.Default, said);
        var (id, secret, key) = (parsed.GetValue(appId) ?? settings.AppId, parsed.GetValue(token) ?? settings.Token, parsed.GetValue(aesKey) ?? settings.EncodingAesKey);
        IEnumerable<string?> faults =
        [
            .. strange.Select(word => words.Say("bench.unknown", ("word", word))),
            .. Numbers.Select(number => number.Fault(parsed, words)),
            Address(where) is null ? words.Say("bench.address", ("word", where)) : null,
            id.Length == 0 ? words.Say("bench.missing", ("option", "--app-id"), ("setting", "WeChat__AppId")) : null,
            secret.Length == 0 ? words.Say("bench.missing", ("option", "--token"), ("setting", "WeChat__Token")) : null,
            Envelope.IsKey(key) ? null : words["bench.key"],
        ];
        var told = faults.OfType<string>().ToList();
        return told.Count > 0 ? (null, told) : (Plan(parsed) with { Server = Address(where)!, AppId = id, Token = secret, AesKey = key }, []);
    }

    private LoadPlan Plan(ParseResult parsed) => new()
    {
        Server = new Uri(Listen.Default),
        AppId = "",
        Token = "",
        AesKey = "",
        People = people.In(parsed)!.Value,
        Connections = connections.In(parsed)!.Value,
        Lasts = TimeSpan.FromSeconds(seconds.In(parsed)!.Value),
        Warmup = TimeSpan.FromSeconds(warmup.In(parsed)!.Value),
        Text = parsed.GetValue(text) ?? "帮助",
        Repeats = repeats.In(parsed)!.Value,
        Baseline = parsed.GetValue(baseline),
        Platform = platform.In(parsed),
        PlatformDelay = TimeSpan.FromMilliseconds(platformDelay.In(parsed)!.Value),
        Wait = TimeSpan.FromSeconds(wait.In(parsed)!.Value),
        Json = parsed.GetValue(json),
    };

    private static Uri? Address(string said)
    {
        var whole = said.Contains("://", StringComparison.Ordinal) ? said : "http://" + said;
        var good = Uri.TryCreate(whole, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.Host.Length > 0;
        return !good ? null : uri!.AbsolutePath == "/" ? new Uri(uri, Porch.Path) : uri;
    }

    private static Option<string?> Word(string name, string description) => new(name) { Description = description, HelpName = "…" };
}
