using Luzhi.Core.PhonePages;
using Luzhi.Core.Settings;
using Luzhi.Testing;

namespace Luzhi.Core.Tests.PhonePages;

public sealed class PageSealTests
{
    private static readonly PageSeal Seal = new(Chance.Seeded(1).Bytes(32));
    private static readonly PageToken Token = new(PageKind.Item, 4711, Some.Monday.AddDays(3));

    [Fact]
    public void A_token_comes_back_as_it_was_sealed() =>
        Seal.Open(Seal.Seal(Token), PageKind.Item, Some.Monday).ShouldBe(Token with { Until = Token.Until.ToUniversalTime() });

    [Fact]
    public void It_dies_at_its_minute()
    {
        var text = Seal.Seal(Token);
        Seal.Open(text, PageKind.Item, Token.Until.AddSeconds(-1)).ShouldNotBeNull();
        Seal.Open(text, PageKind.Item, Token.Until).ShouldBeNull();
    }

    [Fact]
    public void Changed_by_one_letter_anywhere_it_opens_nothing()
    {
        var text = Seal.Seal(Token);
        for (var i = 0; i < text.Length; i++)
        {
            // The last letter carries bits that no byte takes: what decodes to the same bytes is the same token.
            var changed = text[..i] + (text[i] == 'A' ? 'Q' : 'A') + text[(i + 1)..];
            Seal.Open(changed, PageKind.Item, Some.Monday).ShouldBeNull($"letter {i}");
        }
    }

    [Fact]
    public void A_link_for_one_thing_opens_no_other() => Seal.Open(Seal.Seal(Token), PageKind.Me, Some.Monday).ShouldBeNull();

    [Fact]
    public void Another_installations_token_opens_nothing() =>
        new PageSeal(Chance.Seeded(2).Bytes(32)).Open(Seal.Seal(Token), PageKind.Item, Some.Monday).ShouldBeNull();

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("../../etc/passwd")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("不是令牌不是令牌不是令牌不是令牌不是令牌不是令牌不是令牌不是令牌不是令牌不是令")]
    public void Rubbish_opens_nothing(string? text) => Seal.Open(text, PageKind.Item, Some.Monday).ShouldBeNull();

    [Fact]
    public void Digits_are_six_and_differ_by_person_and_by_instant()
    {
        var some = Enumerable.Range(0, 50).Select(i => Seal.Digits(1, Some.Monday.AddSeconds(i))).ToList();
        some.ShouldAllBe(digits => digits.Length == 6 && digits.All(char.IsAsciiDigit));
        some.Distinct().Count().ShouldBeGreaterThan(45);
        Seal.Digits(1, Some.Monday).ShouldNotBe(Seal.Digits(2, Some.Monday));
        Seal.Kept(1, "123456").ShouldNotBe(Seal.Kept(2, "123456"));
    }

    [Fact]
    public void A_link_lives_a_day_longer_than_what_it_is_for_and_is_absolute()
    {
        var links = new PageLinks(Seal, new OrganizationSettings { PublicUrl = "https://lz.example.gov.cn/" }, new PageSettings(), new ManualClock(Some.Monday));
        var link = links.To(4711, Some.Monday.AddDays(2))!;
        link.ShouldStartWith("https://lz.example.gov.cn/m/i/");
        Seal.Open(link.Split('/')[^1], PageKind.Item, Some.Monday).ShouldBe(Token with { Until = Token.Until.ToUniversalTime() });
    }

    [Fact]
    public void Where_nobody_can_reach_the_house_no_link_is_made() =>
        new PageLinks(Seal, new OrganizationSettings(), new PageSettings(), new ManualClock()).To(1, null).ShouldBeNull();
}
