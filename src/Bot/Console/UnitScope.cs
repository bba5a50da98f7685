using Luzhi.Core.Directory;
using Luzhi.Core.Storage;

namespace Luzhi.Bot.OfficeConsole;

/// <summary>What a unit's secretary may reach: an audience is narrowed to the unit, a person outside it is not there.</summary>
public sealed class UnitScope(UnitBook book)
{
    private static readonly Dictionary<UnitKind, string> Kinds = new()
    {
        [UnitKind.Committee] = "专委会",
        [UnitKind.Sector] = "界别",
        [UnitKind.MemberGroup] = "委员组",
        [UnitKind.Branch] = "党支部",
        [UnitKind.SmallGroup] = "小组",
        [UnitKind.Locality] = "属地",
    };

    public async Task<string> WithinAsync(SignedIn staff, string audience, CancellationToken ct)
    {
        if (staff.UnitId is not { } id)
        {
            return audience;
        }

        var unit = (await book.FindAsync(id, ct))!;
        return $"{Kinds[unit.Kind]}:{unit.Name} & ({audience})";
    }

    public async Task<bool> MaySeeAsync(SignedIn staff, long personId, CancellationToken ct) =>
        staff.UnitId is not { } unit || await book.HoldsAsync(unit, personId, ct);
}
