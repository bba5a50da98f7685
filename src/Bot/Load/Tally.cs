namespace Luzhi.Bot.Load;

/// <summary>What one connection counted; added up at the end, so that nobody waits for anybody while it runs.</summary>
internal sealed class Tally
{
    /// <summary>The platform hangs up after this, and the member may see a fault.</summary>
    public static readonly TimeSpan Late = TimeSpan.FromSeconds(5);

    private readonly List<long> times = [];

    public SortedDictionary<int, long> Refused { get; } = [];
    public long Answered { get; private set; }
    public long Silent { get; private set; }
    public long Rubbish { get; private set; }
    public long Lost { get; private set; }
    public long TooLate { get; private set; }
    public long Repeated { get; private set; }
    public long RepeatedAlike { get; private set; }

    public long Count => times.Count;

    public void Add(Verdict verdict, TimeSpan took)
    {
        times.Add(took.Ticks / TimeSpan.TicksPerMicrosecond);
        TooLate += took > Late ? 1 : 0;
        switch (verdict)
        {
            case Verdict.Answered: Answered++; break;
            case Verdict.Silent: Silent++; break;
            case Verdict.Rubbish: Rubbish++; break;
            case Verdict.Lost: Lost++; break;
            case Verdict.Refused refused: Refused[refused.Status] = Refused.GetValueOrDefault(refused.Status) + 1; break;
        }
    }

    public void AddRepeat(bool alike)
    {
        Repeated++;
        RepeatedAlike += alike ? 1 : 0;
    }

    public void Add(Tally other)
    {
        times.AddRange(other.times);
        (Answered, Silent, Rubbish, Lost) = (Answered + other.Answered, Silent + other.Silent, Rubbish + other.Rubbish, Lost + other.Lost);
        (TooLate, Repeated, RepeatedAlike) = (TooLate + other.TooLate, Repeated + other.Repeated, RepeatedAlike + other.RepeatedAlike);
        foreach (var (status, count) in other.Refused)
        {
            Refused[status] = Refused.GetValueOrDefault(status) + count;
        }
    }

    /// <returns>Milliseconds at these parts of all pushes, e.g. 0.5 and 0.99; 0 where nothing was pushed.</returns>
    public double[] At(params ReadOnlySpan<double> parts)
    {
        times.Sort();
        var found = new double[parts.Length];
        for (var i = 0; i < parts.Length && times.Count > 0; i++)
        {
            found[i] = times[Math.Min(times.Count - 1, (int)(times.Count * parts[i]))] / 1000.0;
        }

        return found;
    }
}
