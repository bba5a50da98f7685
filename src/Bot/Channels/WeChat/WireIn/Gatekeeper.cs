using Luzhi.Core.Settings;

namespace Luzhi.Bot.Channels.WeChat.WireIn;

/// <summary>What came of a body at the gate: a push that may be believed, or the status of its refusal and why, without content.</summary>
public abstract record Opening
{
    private Opening() { }

    /// <param name="Outer">How the envelope, or the clear push, was written.</param>
    /// <param name="By">The key it was sealed with; null for a clear one.</param>
    public sealed record Opened(Push Push, PushFormat Outer, Envelope? By) : Opening;

    public sealed record Refused(int Status, string Why) : Opening;
}

/// <summary>
/// Decides whom to believe. In safe mode only what is inside Encrypt, proved by msg_signature: <c>signature</c> covers timestamp and
/// nonce alone, so that whoever saw one could put any body under it.
/// </summary>
public sealed class Gatekeeper(WeChatSettings settings, TimeProvider clock)
{
    private readonly Keyring keyring = new(settings);

    private bool Safe => settings.EffectiveMode == WeChatMode.Safe;

    /// <summary>The platform's question whether this address is ours: the echo to give back, or null.</summary>
    public bool Greets(PushQuery query) => Fresh(query) && SignatureHolds(query);

    public Opening Open(PushQuery query, ReadOnlySpan<byte> body)
    {
        // Old pushes are turned away; the platform's own tries for one push lie within seconds. Repeats inside the window are no
        // attack on anything: the duplicate key gives them the same answer. A nonce cache would turn away those tries.
        if (!Fresh(query))
        {
            return Refuse(StatusCodes.Status401Unauthorized, "stale");
        }

        // What says it is clear is proved before anybody parses it; what is sealed must be parsed to find what was signed.
        if (!Safe && !query.SaysSealed && !SignatureHolds(query))
        {
            return Refuse(StatusCodes.Status401Unauthorized, "forged");
        }

        if (PushBody.Read(body) is not { } outer)
        {
            return Refuse(StatusCodes.Status400BadRequest, "malformed");
        }

        return outer.Fields["Encrypt"] is { Length: > 0 } encrypt && !keyring.Empty ? OpenSealed(query, outer, encrypt) : OpenClear(query, outer);
    }

    private Opening OpenClear(PushQuery query, PushBody outer)
    {
        if (Safe)
        {
            return Refuse(StatusCodes.Status403Forbidden, keyring.Empty ? "safe mode without a key" : "clear body in safe mode");
        }

        return SignatureHolds(query) ? Read(outer, outer.Format, null) : Refuse(StatusCodes.Status401Unauthorized, "forged");
    }

    // From here on the clear fields beside Encrypt (compatible mode) are as good as not there.
    private Opening OpenSealed(PushQuery query, PushBody outer, string encrypt)
    {
        if (!Signature.Holds(query.MsgSignature, settings.Token, query.Timestamp, query.Nonce, encrypt))
        {
            return Refuse(StatusCodes.Status401Unauthorized, "forged");
        }

        if (!Envelope.TryDecode(encrypt, out var cipher))
        {
            return Refuse(StatusCodes.Status400BadRequest, "not an envelope");
        }

        // Signed with our token, yet sealed with another key or for another account: not ours to believe.
        if (keyring.Open(cipher) is not var (text, by))
        {
            return Refuse(StatusCodes.Status401Unauthorized, "sealed for another account or with another key");
        }

        return PushBody.Read(text) is { } inner ? Read(inner, outer.Format, by) : Refuse(StatusCodes.Status400BadRequest, "malformed inside");
    }

    private static Opening Read(PushBody body, PushFormat outer, Envelope? by) =>
        Push.Read(body) is { } push ? new Opening.Opened(push, outer, by) : Refuse(StatusCodes.Status400BadRequest, "not a push");

    private bool Fresh(PushQuery query) => query.Fresh(clock.GetUtcNow(), settings.PushWindow);

    private bool SignatureHolds(PushQuery query) => Signature.Holds(query.Signature, settings.Token, query.Timestamp, query.Nonce);

    private static Opening.Refused Refuse(int status, string why) => new(status, why);
}
