using System.Security.Cryptography;
using Luzhi.Bot.Channels.BotFramework.WireIn;
using Luzhi.Core.Settings;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.IdentityModel.Tokens;

namespace Luzhi.Bot.Tests.BotFramework;

/// <summary>Whose word is believed at /api/messages. Every refusal is the sound token with one thing spoilt.</summary>
public sealed class TokenGateTests : IDisposable
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    private readonly ManualClock clock = new();
    private readonly Issuer issuer = new("https://login.example");

    private DateTimeOffset Now => clock.GetUtcNow();

    public void Dispose() => issuer.Dispose();

    [Fact]
    public async Task A_channels_sound_token_is_believed_for_what_it_says()
    {
        var proof = await Gate().LookAsync("Bearer " + issuer.Token(Now), false, Ct);
        proof.ShouldBeOfType<Proof.Channel>().Endorsements.ShouldBe(["webchat", "msteams"]);
        TokenGate.Against(proof, Activity("webchat")).ShouldBeNull();
        TokenGate.Against(proof, Activity("webchat", Issuer.ServiceUrl.TrimEnd('/').ToUpperInvariant())).ShouldBeNull();
    }

    public static TheoryData<string, Action<Dictionary<string, object>>> Spoilt => new()
    {
        { "another's bot", c => c["aud"] = "11111111-2222-3333-4444-555555555555" },
        { "no audience", c => c.Remove("aud") },
        { "another issuer", c => c["iss"] = "https://api.botframework.example" },
        { "no issuer", c => c.Remove("iss") },
        { "over", c => c["exp"] = Some.Monday.AddMinutes(-5).ToUnixTimeSeconds() },
        { "endless", c => c.Remove("exp") },
        { "not yet", c => c["nbf"] = Some.Monday.AddMinutes(6).ToUnixTimeSeconds() },
        { "no service URL", c => c.Remove("serviceurl") },
        { "the emulator's, which is not let in", c => (c["iss"], c["ver"], c["appid"]) = (Issuer.EmulatorName, "1.0", Issuer.AppId) },
    };

    [Theory, MemberData(nameof(Spoilt))]
    public async Task A_token_with_one_thing_spoilt_is_not(string what, Action<Dictionary<string, object>> spoil) =>
        (await Gate().LookAsync("Bearer " + issuer.Token(Now, spoil), true, Ct)).ShouldBeOfType<Proof.None>(what).Status.ShouldBe(401);

    [Fact]
    public async Task Clocks_may_differ_by_five_minutes()
    {
        var token = issuer.Token(Now, c => c["exp"] = Now.AddMinutes(-4.9).ToUnixTimeSeconds());
        (await Gate().LookAsync("Bearer " + token, false, Ct)).ShouldBeOfType<Proof.Channel>();
        clock.Advance(TimeSpan.FromSeconds(10));
        (await Gate().LookAsync("Bearer " + token, false, Ct)).ShouldBeOfType<Proof.None>();
    }

    [Theory]
    [InlineData("")]
    [InlineData("Bearer")]
    [InlineData("Bearer x")]
    [InlineData("Bearer a.b.c")]
    [InlineData("Bearer eyJhbGciOiJub25lIn0.e30.")]
    [InlineData("Basic YWRtaW46YWRtaW4=")]
    public async Task What_is_no_token_is_refused(string authorization) =>
        (await Gate().LookAsync(authorization, true, Ct)).ShouldBeOfType<Proof.None>().Status.ShouldBe(401);

    [Fact]
    public async Task A_signature_by_another_key_or_another_kind_of_key_is_refused()
    {
        using var other = RSA.Create(2048);
        var gate = Gate();
        (await gate.LookAsync("Bearer " + issuer.Token(Now, by: other), false, Ct)).ShouldBeOfType<Proof.None>();

        // The classic: an HMAC keyed with what everybody can read.
        var open = new SymmetricSecurityKey(System.Text.Encoding.UTF8.GetBytes(issuer.KeysDocument)) { KeyId = issuer.Kid };
        var forged = new Microsoft.IdentityModel.JsonWebTokens.JsonWebTokenHandler().CreateToken(
            $$"""{"iss":"{{Issuer.ChannelName}}","aud":"{{Issuer.AppId}}","serviceurl":"{{Issuer.ServiceUrl}}","exp":{{Now.AddHours(1).ToUnixTimeSeconds()}}}""",
            new SigningCredentials(open, SecurityAlgorithms.HmacSha256));
        (await gate.LookAsync("Bearer " + forged, false, Ct)).ShouldBeOfType<Proof.None>();

        var whole = issuer.Token(Now);
        (await gate.LookAsync("Bearer " + whole[..(whole.LastIndexOf('.') + 1)], false, Ct)).ShouldBeOfType<Proof.None>();
    }

    [Fact]
    public async Task A_key_speaks_only_for_the_channels_it_is_endorsed_for_and_from_its_own_service()
    {
        var proof = await Gate().LookAsync("Bearer " + issuer.Token(Now), false, Ct);
        TokenGate.Against(proof, Activity("telegram")).ShouldNotBeNull();
        TokenGate.Against(proof, Activity("webchat", "https://evil.example/")).ShouldNotBeNull();

        issuer.Endorsements = null;
        TokenGate.Against(await Gate().LookAsync("Bearer " + issuer.Token(Now), false, Ct), Activity("webchat")).ShouldNotBeNull();
    }

    [Theory]
    [InlineData("http://169.254.169.254/latest/")]
    [InlineData("http://smba.trafficmanager.net/cn/")]
    [InlineData("https://user:secret@smba.trafficmanager.net/")]
    [InlineData("https://smba.trafficmanager.net/?to=elsewhere")]
    [InlineData("file:///etc/passwd")]
    [InlineData("//smba.trafficmanager.net")]
    public async Task Even_a_sound_token_sends_us_nowhere_but_over_https(string url)
    {
        var proof = await Gate().LookAsync("Bearer " + issuer.Token(Now, c => c["serviceurl"] = url), false, Ct);
        TokenGate.Against(proof, Activity("webchat", url)).ShouldBe("service URL may not be called");
    }

    [Fact]
    public async Task A_new_key_is_asked_for_once_and_not_at_every_forgers_wish()
    {
        var gate = Gate();
        await gate.LookAsync("Bearer " + issuer.Token(Now), false, Ct);
        issuer.Asked.ShouldBe(1);

        foreach (var n in Enumerable.Range(0, 20))
        {
            (await gate.LookAsync("Bearer " + issuer.Token(Now, kid: $"made up {n}"), false, Ct)).ShouldBeOfType<Proof.None>();
        }

        issuer.Asked.ShouldBe(1, "the keys are new enough");
        clock.Advance(TimeSpan.FromMinutes(5));
        issuer.Rotate();
        (await gate.LookAsync("Bearer " + issuer.Token(Now), false, Ct)).ShouldBeOfType<Proof.Channel>();
        issuer.Asked.ShouldBe(2);
    }

    [Fact]
    public async Task Keys_are_asked_for_again_every_day_and_an_old_one_is_dead_then()
    {
        var gate = Gate();
        await gate.LookAsync("Bearer " + issuer.Token(Now), false, Ct);
        issuer.Rotate();
        clock.Advance(TimeSpan.FromHours(24));
        (await gate.LookAsync("Bearer " + issuer.Token(Now, kid: "key1"), false, Ct)).ShouldBeOfType<Proof.None>();
    }

    [Fact]
    public async Task Where_the_keys_cannot_be_had_nobody_is_believed_and_nobody_is_called_a_forger()
    {
        issuer.Down = true;
        var gate = Gate();
        (await gate.LookAsync("Bearer " + issuer.Token(Now), false, Ct)).ShouldBeOfType<Proof.None>().Status.ShouldBe(503);

        issuer.Down = false;
        clock.Advance(TimeSpan.FromSeconds(10));
        (await gate.LookAsync("Bearer " + issuer.Token(Now), false, Ct)).ShouldBeOfType<Proof.Channel>();
        issuer.Down = true;
        clock.Advance(TimeSpan.FromHours(30));
        (await gate.LookAsync("Bearer " + issuer.Token(Now), false, Ct)).ShouldBeOfType<Proof.Channel>("yesterday's keys are better than none");
    }

    [Theory]
    [InlineData("1.0", "appid", true)]
    [InlineData("", "appid", true)]
    [InlineData("2.0", "azp", true)]
    [InlineData("2.0", "appid", false)]
    [InlineData("3.0", "appid", false)]
    [InlineData(null, "appid", false)]
    public async Task The_emulator_is_let_in_where_allowed_under_our_own_name_and_only_on_this_machine(string? version, string claim, bool let)
    {
        var token = issuer.EmulatorToken(Now, c =>
        {
            c.Remove("appid");
            c.Remove("ver");
            c[claim] = Issuer.AppId;
            if (version is not null)
            {
                c["ver"] = version;
            }
        });
        var proof = await Gate(emulator: true).LookAsync("Bearer " + token, false, Ct);
        (proof is Proof.Here).ShouldBe(let);
        if (let)
        {
            TokenGate.Against(proof, Activity("emulator", "http://localhost:50123")).ShouldBeNull();
            TokenGate.Against(proof, Activity("emulator", "https://tunnel.example")).ShouldNotBeNull();
        }
    }

    [Fact]
    public async Task Another_bots_emulator_is_not() =>
        (await Gate(emulator: true).LookAsync("Bearer " + issuer.EmulatorToken(Now, c => c["appid"] = "another"), true, Ct)).ShouldBeOfType<Proof.None>();

    [Fact]
    public async Task Without_an_AppId_only_this_machine_and_only_where_it_was_opened()
    {
        (await Gate(appId: "", local: true).LookAsync("", true, Ct)).ShouldBeOfType<Proof.Here>();
        (await Gate(appId: "", local: true).LookAsync("", false, Ct)).ShouldBeOfType<Proof.None>();
        (await Gate(appId: "").LookAsync("", true, Ct)).ShouldBeOfType<Proof.None>();
    }

    private TokenGate Gate(bool emulator = false, string appId = Issuer.AppId, bool local = false)
    {
        var settings = new BotFrameworkSettings { AppId = appId, Emulator = emulator, Local = local, ChannelMetadata = issuer.Metadata, EmulatorMetadata = issuer.Metadata };
        return new TokenGate(settings, new IssuerKeys(settings, issuer, clock, NullLogger<SigningKeys>.Instance), clock);
    }

    private static Activity Activity(string channel, string serviceUrl = Issuer.ServiceUrl) =>
        new() { Type = "message", ChannelId = channel, ServiceUrl = serviceUrl, Conversation = "c", Body = default };
}
