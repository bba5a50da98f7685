using Luzhi.Core.Settings.Shelves;

namespace Luzhi.Core.Duties.Files;

/// <summary>The duties of this installation: config/duties.</summary>
public sealed class DutyShelf(IEnumerable<Duty> duties) : Shelf<Duty>(duties)
{
    public static DutyShelf Empty => new([]);
}
