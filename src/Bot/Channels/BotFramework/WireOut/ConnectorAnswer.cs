namespace Luzhi.Bot.Channels.BotFramework.WireOut;

/// <summary>How far a call to a channel, or for a token, came.</summary>
public abstract record ConnectorAnswer
{
    private ConnectorAnswer() { }

    public sealed record Taken(string? Id) : ConnectorAnswer;

    /// <summary>A whole HTTP answer that says no.</summary>
    /// <param name="Code">The channel's own word for it, fit for a log.</param>
    public sealed record Failed(int Status, string Code, TimeSpan? After) : ConnectorAnswer;

    /// <summary>We got no token because we are not who we say: wrong AppId, password or tenant.</summary>
    public sealed record NotUs(string Code) : ConnectorAnswer;

    /// <summary>It never got there.</summary>
    public sealed record Unreachable(string Why) : ConnectorAnswer;

    /// <summary>It got there, and no answer came back: it may have been said or not.</summary>
    public sealed record Silent(string Why) : ConnectorAnswer;
}
