namespace Luzhi.Core.Duties.Files;

/// <summary>The duties of this installation, by id, in the order of their files.</summary>
public sealed class DutyShelf(IEnumerable<Duty> duties)
{
    public static DutyShelf Empty { get; } = new([]);

    private readonly Dictionary<string, Duty> byId = duties.ToDictionary(d => d.Id, StringComparer.Ordinal);

    public IEnumerable<Duty> All => byId.Values;

    public Duty? Find(string? id) => id is null ? null : byId.GetValueOrDefault(id);
}
