namespace Luzhi.Core;

/// <summary>Where every id, nonce and code comes from, so that a rehearsal with one seed is the same byte for byte.</summary>
public abstract class Chance
{
    public abstract void Fill(Span<byte> bytes);

    public byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        Fill(bytes);
        return bytes;
    }

    /// <summary>Digits and capital letters without the look-alikes 0 O 1 I L: what a member reads off paper and types.</summary>
    public string Code(int length)
    {
        const string alphabet = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"; // 31 letters: rejection keeps them equally likely
        var code = new char[length];
        for (var i = 0; i < length;)
        {
            var draw = Bytes(1)[0];
            if (draw < 31 * 8)
            {
                code[i++] = alphabet[draw % 31];
            }
        }

        return new string(code);
    }

    public string Hex(int bytes) => Convert.ToHexStringLower(Bytes(bytes));

    public static Chance Real { get; } = new SystemChance();

    public static Chance Seeded(int seed) => new SeededChance(seed);

    private sealed class SystemChance : Chance
    {
        public override void Fill(Span<byte> bytes) => System.Security.Cryptography.RandomNumberGenerator.Fill(bytes);
    }

    private sealed class SeededChance(int seed) : Chance
    {
#pragma warning disable CA5394 // not a secret: rehearsals and tests only
        private readonly Random random = new(seed);
        private readonly Lock gate = new();

        public override void Fill(Span<byte> bytes)
        {
            lock (gate)
            {
                random.NextBytes(bytes);
            }
        }
#pragma warning restore CA5394
    }
}
