using System.Security.Cryptography;
using System.Text;
using Luzhi.Bot.Channels.WeChat.WireIn;
using Luzhi.Core;
using Luzhi.Core.Settings;

namespace Luzhi.Bot.Tests.WeChat;

public sealed class EnvelopeTests
{
    private static readonly Envelope Published = new(Vectors.AesKey, Vectors.AppId);
    private static readonly Chance Chance = Chance.Seeded(7);

    [Fact]
    public void The_published_push_opens_though_its_padding_is_19_which_the_library_refuses()
    {
        Open(Published, Vectors.Push.Encrypt).ShouldBe(Vectors.Push.Plain);

        using var aes = Aes.Create();
        aes.Key = new byte[32];
        var cipher = Convert.FromBase64String(Vectors.Push.Encrypt);
        Should.Throw<CryptographicException>(() => aes.DecryptCbc(cipher, new byte[16], PaddingMode.PKCS7));
    }

    [Fact]
    public void The_published_envelopes_come_out_byte_for_byte()
    {
        Published.Seal(Vectors.Reply.Plain, Encoding.ASCII.GetBytes(Vectors.Reply.Random)).ShouldBe(Vectors.Reply.Encrypt);
        Published.Seal(Vectors.Push.Plain, Encoding.ASCII.GetBytes(Vectors.Push.Random)).ShouldBe(Vectors.Push.Encrypt);
    }

    [Fact]
    public void Mistakes_2_and_3_every_length_survives_in_bytes_and_blocks_of_32()
    {
        for (var length = 0; length <= 130; length++)
        {
            var message = string.Concat(Enumerable.Repeat("委a", length))[..length];
            var sealedText = Published.Seal(message, Chance.Bytes(16));
            (Convert.FromBase64String(sealedText).Length % 32).ShouldBe(0);
            Open(Published, sealedText).ShouldBe(message);
        }
    }

    [Fact]
    public void An_envelope_for_another_account_does_not_open() =>
        Open(new Envelope(Vectors.AesKey, "wx0000000000000000"), Vectors.Push.Encrypt).ShouldBeNull();

    [Fact]
    public void An_appid_that_only_begins_or_ends_like_ours_is_not_ours()
    {
        Open(new Envelope(Vectors.AesKey, Vectors.AppId[..^1]), Vectors.Push.Encrypt).ShouldBeNull();
        Open(new Envelope(Vectors.AesKey, Vectors.AppId[1..]), Vectors.Push.Encrypt).ShouldBeNull();
        Open(new Envelope(Vectors.AesKey, ""), Vectors.Push.Encrypt).ShouldBeNull();
    }

    [Fact]
    public void A_wrong_key_does_not_open() => Open(new Envelope(SomeKey(1), Vectors.AppId), Vectors.Push.Encrypt).ShouldBeNull();

    [Fact]
    public void No_flipped_bit_and_no_rubbish_ever_throws()
    {
        var cipher = Convert.FromBase64String(Vectors.Push.Encrypt);
        for (var i = 0; i < cipher.Length * 8; i++)
        {
            var bent = (byte[])cipher.Clone();
            bent[i / 8] ^= (byte)(1 << (i % 8));
            Should.NotThrow(() => Published.Open(bent));
        }

        for (var blocks = 1; blocks <= 200; blocks++)
        {
            Published.Open(Chance.Bytes(blocks * 16)).ShouldBeNull();
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("AAAA")] // three bytes are no block
    [InlineData("!!!!")]
    [InlineData("委员")]
    public void What_is_no_base64_of_whole_blocks_is_no_envelope(string text) => Envelope.TryDecode(text, out _).ShouldBeFalse();

    [Theory]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")] // 42
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")] // 44
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    public void A_key_that_is_not_43_letters_is_refused_when_the_house_starts(string key) =>
        Should.Throw<ArgumentException>(() => new Envelope(key, Vectors.AppId));

    [Fact]
    public void While_the_key_changes_both_open_and_the_answer_takes_the_one_that_did()
    {
        var settings = new WeChatSettings { AppId = Vectors.AppId, EncodingAesKey = SomeKey(2), PreviousEncodingAesKey = Vectors.AesKey };
        var keyring = new Keyring(settings);

        var old = keyring.Open(Convert.FromBase64String(Vectors.Push.Encrypt)).ShouldNotBeNull();
        old.Text.ShouldBe(Vectors.Push.Plain);
        Open(Published, old.By.Seal("好", Chance.Bytes(16))).ShouldBe("好");

        var current = new Envelope(SomeKey(2), Vectors.AppId);
        var opened = keyring.Open(Convert.FromBase64String(current.Seal("新", Chance.Bytes(16)))).ShouldNotBeNull();
        Open(current, opened.By.Seal("好", Chance.Bytes(16))).ShouldBe("好");
    }

    internal static string SomeKey(int seed) => Convert.ToBase64String(SHA256.HashData([(byte)seed]))[..43].Replace('+', 'p').Replace('/', 's');

    private static string? Open(Envelope envelope, string sealedText)
    {
        Envelope.TryDecode(sealedText, out var cipher).ShouldBeTrue();
        return envelope.Open(cipher!);
    }
}
