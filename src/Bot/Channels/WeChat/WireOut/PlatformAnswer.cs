using System.Text.Json;

namespace Luzhi.Bot.Channels.WeChat.WireOut;

/// <summary>How far a call to the platform came. Only <see cref="Coded"/> is the platform's own word.</summary>
public abstract record PlatformAnswer
{
    private PlatformAnswer() { }

    /// <summary>The platform's JSON: HTTP 200 on failure too, success is errcode 0 or absent.</summary>
    public sealed record Coded(int Code, string Message, JsonElement Body) : PlatformAnswer
    {
        public string? Text(string name) => Body.TryGetProperty(name, out var value) ? value.ToString() : null;

        public long Number(string name) => Body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) ? number : 0;
    }

    /// <summary>It never got there: no address, no connection, no token.</summary>
    public sealed record Unreachable(string Why) : PlatformAnswer;

    /// <summary>It got there, and no answer that can be read came back: it may have been done or not.</summary>
    public sealed record Silent(string Why) : PlatformAnswer;

    /// <summary>A whole HTTP answer that says no: it was not done.</summary>
    public sealed record Failed(int Status) : PlatformAnswer;
}
