using Luzhi.Bot.Rehearsal;
using Luzhi.Bot.Rehearsal.Judging;
using Luzhi.Core.Settings;
using Luzhi.Core.Storage;

namespace Luzhi.Journeys.Rehearsal;

/// <summary>A quarter with hostile people, lived through once; its ledger can be copied, so that a test may plant a defect in it and have it judged again.</summary>
public sealed class HostileQuarter : IAsyncLifetime
{
    private readonly string scratch = Path.Combine(Rehearsals.Folder(), "rehearsal.db");
    private Evidence? evidence;

    internal static RehearsalOrder Order => Rehearsals.Order("personas.hostile.yaml");

    internal Evidence Evidence => evidence!;

    public async Task InitializeAsync()
    {
        using var here = Rehearsals.Here();
        await using var theatre = await Theatre.RaiseAsync(here, Order, scratch, null, CancellationToken.None);
        await theatre.RunAsync(CancellationToken.None);
        evidence = await Rehearsing.EvidenceAsync(theatre, Order, CancellationToken.None);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    /// <summary>What the judge says of the ledger with something planted in it.</summary>
    internal async Task<IReadOnlyList<Failure>> WithAsync(string defect, Evidence? year = null)
    {
        var copy = Path.Combine(Rehearsals.Folder(), "planted.db");
        File.Copy(scratch, copy);
        using var database = new Database(new StorageSettings { ConnectionString = $"Data Source={copy}", Scratch = true });
        await Planting.RunAsync(database, defect);
        return Judged((year ?? Evidence) with { Ledger = await new RehearsalBook(database).ReadAsync(CancellationToken.None) });
    }

    internal static IReadOnlyList<Failure> Judged(Evidence evidence) => new Judge(evidence, Rehearsals.Words, Some.Zone).Verdict();
}
