using Luzhi.Core;
using Luzhi.Core.Storage;

namespace Luzhi.Bot.OfficeConsole;

/// <summary>What a unit's secretary may reach: an audience is narrowed to the unit, a person outside it is not there.</summary>
public sealed class UnitScope(UnitBook book, AudienceBook audiences)
{
    public async Task<string> WithinAsync(SignedIn staff, string audience, CancellationToken ct) =>
        staff.UnitId is { } unit ? await audiences.WithinAsync(unit, audience, ct) : audience;

    public async Task<bool> MaySeeAsync(SignedIn staff, long personId, CancellationToken ct) =>
        staff.UnitId is not { } unit || await book.HoldsAsync(unit, personId, ct);

    /// <summary>Beside the field where an audience is written: how many that is, or what is wrong with it.</summary>
    public async Task<AudienceCount> CountAsync(SignedIn staff, string? audience, CancellationToken ct)
    {
        try
        {
            var answer = await audiences.ResolveAsync(await WithinAsync(staff, audience ?? "", ct), ct);
            return new AudienceCount(answer.PersonIds.Count, answer.Error);
        }
        catch (FaultsException faults)
        {
            return new AudienceCount(0, faults.Message);
        }
    }

    public Task<IReadOnlyList<string>> WordsAsync(CancellationToken ct) => audiences.WordsAsync(ct);
}

/// <param name="Fault">What is wrong with the audience; null when it was understood.</param>
public sealed record AudienceCount(int People, string? Fault);
