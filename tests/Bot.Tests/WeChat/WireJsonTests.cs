using System.Text.Json;
using Luzhi.Bot.Channels.WeChat;

namespace Luzhi.Bot.Tests.WeChat;

public sealed class WireJsonTests
{
    [Theory] // mistake 7
    [InlineData("委员 & <b>'+", """{"text":"委员 & <b>'+"}""")]
    [InlineData("👨‍👩‍👧‍👦😀\u00a0\u2028", "{\"text\":\"👨‍👩‍👧‍👦😀\u00a0\u2028\"}")]
    [InlineData("a\\u4f60\\\\b", """{"text":"a\\u4f60\\\\b"}""")]
    [InlineData("行\n\t\"引\"", """{"text":"行\n\t\"引\""}""")]
    [InlineData("x\u0001\u007fy", """{"text":"xy"}""")]
    public void Letters_are_written_as_they_are(string text, string json)
    {
        WireJson.Write(new { text }).ShouldBe(json);
        JsonDocument.Parse(WireJson.Write(new { text })).RootElement.ValueKind.ShouldBe(JsonValueKind.Object);
    }
}
