using Luzhi.Core.Messages;
using Luzhi.Core.Settings;

namespace Luzhi.Bot.Channels.WeChat.WireOut;

/// <summary>What every answer of the platform comes to (wechat.md §12). Nobody else looks at a code.</summary>
public sealed class Outcomes(Words words, TimeProvider clock)
{
    private static readonly TimeSpan Beijing = TimeSpan.FromHours(8);

    /// <param name="answer">What came back.</param>
    /// <param name="repeatable">The platform knows a second try by its client_msg_id: then a lost answer is no reason to hold back.</param>
    public SendOutcome Of(PlatformAnswer answer, bool repeatable) => answer switch
    {
        PlatformAnswer.Coded coded => Of(coded),
        PlatformAnswer.Unreachable => Later(null, "unreachable"),
        PlatformAnswer.Silent => new SendOutcome.RetryLater(null, words["wechat.why.silent"], !repeatable),
        PlatformAnswer.Failed { Status: >= 500 or 408 or 429 } failed => Later(null, "http", failed.Status),
        // Neither the platform nor a stand-in answers like this: the address leads elsewhere.
        PlatformAnswer.Failed failed => new SendOutcome.Misconfigured(words.Say("wechat.why.http", ("code", failed.Status))),
        _ => throw new ArgumentOutOfRangeException(nameof(answer)),
    };

    private SendOutcome Of(PlatformAnswer.Coded answer) => answer.Code switch
    {
        0 => new SendOutcome.Sent(answer.Text("msgid")),
        45065 => new SendOutcome.Sent(answer.Text("msgid") ?? answer.Text("msg_id")), // this client id was accepted before

        // The platform says that it did not do it: later.
        -1 or -1000 or 61450 => Later(null, "busy", answer.Code),
        40001 or 40014 or 42001 => Later(TimeSpan.FromSeconds(30), "token", answer.Code), // refused twice: another token by then
        45011 or 45066 => Later(TimeSpan.FromMinutes(1), "frequent", answer.Code),
        45009 => Later(UntilTomorrow(), "daily", answer.Code),

        // This person takes nothing from this account any more.
        43004 or 50005 => new SendOutcome.Gone(Why("unfollowed", answer)),
        48002 or 43019 => new SendOutcome.Gone(Why("blocked", answer)),
        50002 => new SendOutcome.Gone(Why("frozen", answer)),
        40003 or 49003 => new SendOutcome.Gone(Why("openid", answer)),

        // This way is closed for this message; another may be open.
        45015 => new SendOutcome.Refused(Why("window", answer)),
        45047 => new SendOutcome.Refused(Why("count", answer)),
        43101 => new SendOutcome.Refused(Why("declined", answer), Declined: true),
        45028 or 45029 => new SendOutcome.Refused(Why("quota", answer)),
        40037 or 47003 or 41028 or 41029 or 41030 => new SendOutcome.Refused(Why("template", answer)),
        (>= 45001 and <= 45008) or (>= 44001 and <= 44004) or 40008 or 40032 or 40033 or 40035 or 47001 => new SendOutcome.Refused(Why("content", answer)),
        (>= 40004 and <= 40009) or 41005 or 41006 => new SendOutcome.Refused(Why("media", answer)),

        // Our fault, and for everybody: the office has to act.
        40164 => new SendOutcome.Misconfigured(Why("allow_list", answer)),
        89501 or 89503 or 89506 or 89507 => new SendOutcome.Misconfigured(Why("ip_consent", answer)),
        40002 or 40013 or 40125 or 40243 or 41001 or 41002 or 41004 or 42002 or 42003 or 42007 => new SendOutcome.Misconfigured(Why("secret", answer)),
        48001 or 48004 or 50001 or 61007 => new SendOutcome.Misconfigured(Why("right", answer)),
        43001 or 43002 or 43003 => new SendOutcome.Misconfigured(Why("address", answer)),

        // Menu, tags, agents' accounts and what the platform adds without notice: not to be tried again, and shown as it came.
        _ => new SendOutcome.Refused(Why("unknown", answer)),
    };

    private SendOutcome.RetryLater Later(TimeSpan? after, string why, int code = 0) => new(after, words.Say($"wechat.why.{why}", ("code", code)));

    private string Why(string why, PlatformAnswer.Coded answer) => words.Say($"wechat.why.{why}", ("code", answer.Code), ("detail", answer.Message));

    /// <summary>The platform counts by its own day; a quarter past, so that not every account in the country comes at once.</summary>
    private TimeSpan UntilTomorrow()
    {
        var now = clock.GetUtcNow().ToOffset(Beijing);
        return now.Date.AddDays(1).AddMinutes(15) - now.DateTime;
    }
}
