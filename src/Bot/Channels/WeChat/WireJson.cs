using System.Text.Encodings.Web;
using System.Text.Json;

namespace Luzhi.Bot.Channels.WeChat;

/// <summary>JSON as the platform wants it: Chinese as it is written. "\u4f60" would reach the member as those six letters.</summary>
public static class WireJson
{
    public static JsonSerializerOptions Options { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
