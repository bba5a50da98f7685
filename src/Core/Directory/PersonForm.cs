using Luzhi.Core.Settings;

namespace Luzhi.Core.Directory;

/// <summary>One person as a form on a page: the roster's columns, written as in a roster and read by the same rules.</summary>
public sealed class PersonForm(Words words)
{
    private static readonly RosterColumn?[] Header = [.. Enum.GetValues<RosterColumn>().Cast<RosterColumn?>()];

    /// <param name="cells">Column → text; a column that is missing is empty.</param>
    /// <exception cref="FaultsException">A cell cannot be taken; the field is the column's name.</exception>
    public RosterRow Read(IReadOnlyDictionary<RosterColumn, string> cells)
    {
        var rejected = new List<RosterRejected>();
        var line = new RosterLine(0, [.. Header.Select(c => cells.GetValueOrDefault(c!.Value) ?? "")]);
        var row = new RosterRowReader(words, Header, line).Read(rejected);
        FaultsException.ThrowIfAny([.. rejected.Select(r => new Fault(r.Column, r.Reason))]);
        return row!.Roles.Count > 0 ? row : row with { Roles = [AudienceWords.MemberRole] };
    }

    /// <summary>What would make one person two, or two people one.</summary>
    /// <param name="row">As read.</param>
    /// <param name="self">The person being edited; null for somebody new.</param>
    /// <param name="known">Everybody else.</param>
    public void Check(RosterRow row, KnownPerson? self, KnownDirectory known)
    {
        var others = known.People.Where(p => !p.Removed && p.Id != self?.Id).ToList();
        var faults = new List<Fault>();
        void Refuse(RosterColumn column, string key, string name) => faults.Add(new Fault(RosterColumns.Names[column], words.Say(key, ("name", name))));
        if (row.Phone is not null && others.Find(p => p.Phone == row.Phone) is { } samePhone)
        {
            Refuse(RosterColumn.Phone, "roster.phone_foreign", samePhone.Name);
        }

        if (row.Code is not null && known.CodeOwner(row.Code) is { } owner && owner.Id != self?.Id)
        {
            Refuse(RosterColumn.Code, "roster.code_foreign", owner.Name);
        }

        if (row.Phone is null && row.Code is null && self is null && others.Exists(p => p.Name == row.Name))
        {
            Refuse(RosterColumn.Name, "roster.namesake", row.Name);
        }

        FaultsException.ThrowIfAny(faults);
    }
}
