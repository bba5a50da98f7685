using Luzhi.Core.Messages;
using Luzhi.Core.Settings;

namespace Luzhi.Bot.Channels.BotFramework.WireOut;

/// <summary>What every answer of a channel comes to (botframework.md §2). Nobody else looks at a status.</summary>
public sealed class Outcomes(Words words)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    // A channel does not know a message again: when no answer comes, nobody can tell whether it was said.
    public SendOutcome Of(ConnectorAnswer answer) => answer switch
    {
        ConnectorAnswer.Taken taken => new SendOutcome.Sent(taken.Id),
        ConnectorAnswer.NotUs notUs => new SendOutcome.Misconfigured(words.Say("botframework.why.secret", ("code", notUs.Code))),
        ConnectorAnswer.Unreachable => new SendOutcome.RetryLater(null, words["botframework.why.unreachable"]),
        ConnectorAnswer.Silent => new SendOutcome.RetryLater(null, words["botframework.why.silent"], Unknown: true),
        ConnectorAnswer.Failed failed => Of(failed),
        _ => throw new ArgumentOutOfRangeException(nameof(answer)),
    };

    private SendOutcome Of(ConnectorAnswer.Failed answer) => answer.Status switch
    {
        // Refused twice, the second time with a new token: the channel does not know us.
        401 => new SendOutcome.Misconfigured(Why("secret", answer)),
        // Blocked, or we were taken out of the conversation; or it is no more.
        403 => new SendOutcome.Gone(Why("blocked", answer)),
        404 or 410 => new SendOutcome.Gone(Why("gone", answer)),
        408 or 429 or 500 or 503 => new SendOutcome.RetryLater(Wait(answer), Why("busy", answer)),
        // Somebody between us and the channel gave up waiting: what the channel did nobody knows.
        >= 500 => new SendOutcome.RetryLater(Wait(answer), Why("silent", answer), Unknown: true),
        405 or (>= 300 and < 400) => new SendOutcome.Misconfigured(Why("address", answer)),
        _ => new SendOutcome.Refused(Why("content", answer)),
    };

    private static TimeSpan? Wait(ConnectorAnswer.Failed answer) => answer.After is { } after ? TimeSpan.FromTicks(Math.Clamp(after.Ticks, 0, LongestWait.Ticks)) : null;

    private string Why(string why, ConnectorAnswer.Failed answer) => words.Say($"botframework.why.{why}", ("code", $"{answer.Status} {answer.Code}".TrimEnd()));
}
