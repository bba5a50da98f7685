using Luzhi.Bot.Channels.WeChat.WireIn;

namespace Luzhi.Bot.Tests.WeChat;

public sealed class SignatureTests
{
    [Theory]
    [InlineData("AAAAA", "1714036504", "1514711492", "f464b24fc39322e44b38aa78f5edd27bd1441696")]
    [InlineData("AAAAA", "1714037059", "486452656", "899cf89e464efb63f54ddac96b0a0a235f53aa78")]
    [InlineData("test", "1410685589", "test", "f21891de399b4e33a1a93c9a7b8a8fffb5a443ff")]
    public void The_published_signatures_come_out(string token, string timestamp, string nonce, string signature)
    {
        Signature.Of(token, timestamp, nonce).ShouldBe(signature);
        Signature.Holds(signature, token, timestamp, nonce).ShouldBeTrue();
    }

    [Fact]
    public void The_envelope_is_signed_as_a_fourth_part()
    {
        Signature.Of(Vectors.Token, Vectors.Push.Timestamp, Vectors.Push.Nonce, Vectors.Push.Encrypt).ShouldBe(Vectors.Push.MsgSignature);
        Signature.Of(Vectors.Token, Vectors.Reply.Timestamp, Vectors.Reply.Nonce, Vectors.Reply.Encrypt).ShouldBe(Vectors.Reply.MsgSignature);
        Signature.Of(Vectors.Token, Vectors.Push.Timestamp, Vectors.Push.Nonce).ShouldBe(Vectors.Push.Signature);
    }

    [Fact]
    public void Mistake_1_parts_are_sorted_by_their_letters_numbers_and_not_by_a_culture() =>
        // A culture puts "_x" before "abc" and both before "QDG6eK"; ordinal puts capitals first and "_" between.
        Signature.Of("abc", "_x", "QDG6eK").ShouldBe(Signature.Of("QDG6eK", "_x", "abc"));

    [Fact]
    public void Mistake_1_again_the_order_is_capitals_underscore_small_letters() =>
        Signature.Of("abc", "_x", "QDG6eK").ShouldBe(Convert.ToHexStringLower(System.Security.Cryptography.SHA1.HashData("QDG6eK_xabc"u8)));

    [Theory]
    [InlineData("")]
    [InlineData("f464b24fc39322e44b38aa78f5edd27bd144169")]
    [InlineData("f464b24fc39322e44b38aa78f5edd27bd1441697")]
    [InlineData("F464B24FC39322E44B38AA78F5EDD27BD1441696")]
    [InlineData("签名签名签名签名签名签名签名签名签名签名")]
    public void Anything_else_does_not_hold(string given) => Signature.Holds(given, "AAAAA", "1714036504", "1514711492").ShouldBeFalse();
}
