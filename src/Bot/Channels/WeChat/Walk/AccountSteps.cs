using System.Text.Json;
using Luzhi.Bot.Channels.WeChat.WireOut;
using Luzhi.Core.Settings;
using ChatWords = Luzhi.Core.Conversations.Language.Commands;

namespace Luzhi.Bot.Channels.WeChat.Walk;

/// <summary>What the account may do on the platform, asked without sending anything to anybody.</summary>
internal sealed class AccountSteps(Platform platform, AccountMenu menu, WeChatAccount account, Outcomes outcomes, Words words)
{
    private const string CallbackAddresses = "/cgi-bin/getcallbackip";
    private const string Typing = "/cgi-bin/message/custom/typing";
    private const string Quota = "/cgi-bin/openapi/quota/get";
    private const int NoRight = 48001;

    /// <summary>Openids have 28 letters: nobody is meant, and the platform says so only to an account that has the right.</summary>
    private const string Nobody = "check";

    public async Task<Finding> AddressesAsync(CancellationToken ct)
    {
        var answer = await platform.GetAsync(CallbackAddresses, "", ct);
        return answer is PlatformAnswer.Coded { Code: 0 } coded && coded.Body.TryGetProperty("ip_list", out var list) && list.ValueKind == JsonValueKind.Array
            ? new(Grade.Good, words.Say("account.walk.addresses", ("count", list.GetArrayLength())))
            : new(Grade.Later, words.Say("account.walk.unasked", ("what", words["account.walk.what.addresses"]), ("why", Why(answer))));
    }

    public async Task<IReadOnlyList<Finding>> MenuAsync(CancellationToken ct)
    {
        if (!menu.Wanted)
        {
            return [new(Grade.Later, words["account.walk.menu.none"])];
        }

        var look = await menu.LookAsync(ct);
        Finding[] first = look switch
        {
            { Instead: { } instead } => [new(Grade.Bad, words.Say("account.walk.unasked", ("what", words["account.walk.what.menu"]), ("why", instead.Reason())))],
            { Differences: [] } => [new(Grade.Good, words["account.walk.menu.same"])],
            _ => [new(Grade.Warning, words.Say("account.walk.menu.differs", ("differences", string.Join('；', look.Differences))))],
        };
        return [.. first, .. Unanswered().Select(key => new Finding(Grade.Warning, words.Say("account.walk.menu.unanswered", ("key", key))))];
    }

    public async Task<Finding> CustomerServiceAsync(CancellationToken ct)
    {
        var answer = await platform.PostAsync(Typing, new { touser = Nobody, command = "Typing" }, ct);
        var granted = answer is PlatformAnswer.Coded { Code: not NoRight };
        return (answer, granted, account.CustomerService) switch
        {
            (not PlatformAnswer.Coded, _, _) => new(Grade.Later, words.Say("account.walk.unasked", ("what", words["account.walk.what.service"]), ("why", Why(answer)))),
            (_, true, true) => new(Grade.Good, words["account.walk.service.good"]),
            (_, true, false) => new(Grade.Warning, words["account.walk.service.unused"]),
            (_, false, true) => new(Grade.Bad, words["account.walk.service.missing"]),
            _ => new(Grade.Good, words["account.walk.service.none"]),
        };
    }

    public async Task<Finding> QuotaAsync(CancellationToken ct)
    {
        var answer = await platform.PostAsync(Quota, new { cgi_path = SessionMessage.Path }, ct);
        if (answer is not PlatformAnswer.Coded { Code: 0 } coded || !coded.Body.TryGetProperty("quota", out var quota) || quota.ValueKind != JsonValueKind.Object)
        {
            return new(Grade.Later, words.Say("account.walk.unasked", ("what", words["account.walk.what.quota"]), ("why", Why(answer))));
        }

        long Number(string name) => quota.TryGetProperty(name, out var value) && value.TryGetInt64(out var number) ? number : 0;
        return new(Number("remain") > 0 ? Grade.Good : Grade.Warning, words.Say("account.walk.quota", ("used", Number("used")), ("most", Number("daily_limit")), ("left", Number("remain"))));
    }

    public async Task<Finding> CodesAsync(CancellationToken ct)
    {
        var request = new { expire_seconds = 60, action_name = "QR_STR_SCENE", action_info = new { scene = new { scene_str = Nobody } } };
        return await platform.PostAsync(SceneCodes.Path, request, ct) switch
        {
            PlatformAnswer.Coded { Code: 0 } => new(Grade.Good, words["account.walk.codes.good"]),
            PlatformAnswer.Coded { Code: NoRight } => new(Grade.Warning, words["account.walk.codes.missing"]),
            var answer => new(Grade.Later, words.Say("account.walk.unasked", ("what", words["account.walk.what.codes"]), ("why", Why(answer)))),
        };
    }

    /// <summary>Keys that a tap would bring and that nobody here has an answer for.</summary>
    private IEnumerable<string> Unanswered() => account.Menu.SelectMany(b => b.IsList ? b.Buttons! : [b])
        .Where(b => b.Action == MenuAction.Click).Select(b => b.KeyOrName)
        .Where(key => !ChatWords.IsWord(key) && !account.Keywords.Any(k => k.Words.Contains(key)));

    private string Why(PlatformAnswer answer) => outcomes.Of(answer, repeatable: true).Reason();
}
