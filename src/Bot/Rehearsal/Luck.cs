using System.Buffers.Binary;
using Luzhi.Core;

namespace Luzhi.Bot.Rehearsal;

/// <summary>What people leave to chance. Everybody has dice of their own, so that what one does changes nobody else's year.</summary>
internal static class Luck
{
    public static Chance Of(int seed, int who) => Chance.Seeded(unchecked((seed * 1_000_003) ^ (who * 7919)));

    public static int Below(this Chance chance, int limit)
    {
        Span<byte> draw = stackalloc byte[4];
        chance.Fill(draw);
        return (int)(BinaryPrimitives.ReadUInt32LittleEndian(draw) % (uint)limit);
    }

    public static bool Hits(this Chance chance, int outOfHundred) => chance.Below(100) < outOfHundred;

    public static T Pick<T>(this Chance chance, IReadOnlyList<T> of) => of[chance.Below(of.Count)];

    /// <summary>Mostly soon, sometimes much later: what is typical, times between a tenth and four.</summary>
    public static TimeSpan About(this Chance chance, TimeSpan typical)
    {
        var draw = chance.Below(100);
        var times = draw < 60 ? 0.1 + (draw / 60.0) : draw < 90 ? 1.1 + ((draw - 60) / 30.0) : 2.1 + ((draw - 90) / 5.0);
        return TimeSpan.FromMinutes(Math.Round(typical.TotalMinutes * times));
    }
}
