using Luzhi.Core.Settings;

namespace Luzhi.Core.Directory;

/// <summary>Who each row is: the person with its 绑定码, else with its 手机, else the only one of its 姓名 whom no other row is; else somebody new.</summary>
internal sealed class RosterMatch
{
    private readonly Words words;
    private readonly Dictionary<string, KnownPerson> byCode = [];
    private readonly Dictionary<string, KnownPerson> byPhone = [];
    private readonly HashSet<string> elsewhere = []; // codes of the office's staff and of others who stand on no roster
    private readonly ILookup<string, KnownPerson> byName;
    private readonly Dictionary<KnownPerson, RosterRow> claimed = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<int, KnownPerson> who = []; // by line
    private readonly List<RosterRejected> rejected;
    private readonly HashSet<int> refused = [];
    private readonly IReadOnlyDictionary<int, bool>? same;
    private readonly List<RosterWarning> warnings = [];
    private readonly List<RosterDoubt> doubts = [];

    public RosterMatch(KnownDirectory known, Words words, List<RosterRejected> rejected, IReadOnlyDictionary<int, bool>? same = null)
    {
        this.words = words;
        this.rejected = rejected;
        this.same = same;
        var people = known.People.ToDictionary(p => p.Id);
        foreach (var (code, person) in known.Codes)
        {
            if (people.TryGetValue(person, out var owner))
            {
                byCode[code] = owner;
            }
            else
            {
                elsewhere.Add(code);
            }
        }

        foreach (var person in known.People.OrderByDescending(p => p.Removed)) // who is here now wins over who was
        {
            if (person.Code is not null)
            {
                byCode[person.Code] = person;
            }

            if (person.Phone is not null)
            {
                byPhone[person.Phone] = person;
            }
        }

        byName = known.People.Where(p => !p.Removed).ToLookup(p => p.Name);
    }

    public IReadOnlyList<RosterWarning> Warnings => warnings;

    /// <summary>Rows of which only a person can say whose they are.</summary>
    public IReadOnlyList<RosterDoubt> Doubts => doubts;

    /// <returns>Row and person; null for somebody new. Rows that cannot be told are rejected and left out.</returns>
    public IReadOnlyList<(RosterRow Row, KnownPerson? Person)> Of(IReadOnlyList<RosterRow> rows)
    {
        foreach (var row in rows.Where(r => r.Code is not null))
        {
            ByCode(row);
        }

        foreach (var row in Open(rows).Where(r => r.Phone is not null))
        {
            ByPhone(row);
        }

        foreach (var same in Open(rows).GroupBy(r => r.Name))
        {
            ByName(same.ToList());
        }

        foreach (var row in rows.Where(r => r.Phone is not null && !refused.Contains(r.Line)))
        {
            RefuseForeignPhone(row);
        }

        return [.. rows.Where(r => !refused.Contains(r.Line)).Select(r => (r, who.GetValueOrDefault(r.Line)))];
    }

    private List<RosterRow> Open(IReadOnlyList<RosterRow> rows) => [.. rows.Where(r => !who.ContainsKey(r.Line) && !refused.Contains(r.Line))];

    private void ByCode(RosterRow row)
    {
        if (!byCode.TryGetValue(row.Code!, out var person))
        {
            if (elsewhere.Contains(row.Code!))
            {
                Refuse(row, RosterColumn.Code, "roster.code_elsewhere");
            }

            return;
        }

        if (person.Removed && person.Name != row.Name)
        {
            Refuse(row, RosterColumn.Code, "roster.code_of_former", ("name", person.Name));
            return;
        }

        Claim(row, person, RosterColumn.Code);
    }

    private void ByPhone(RosterRow row)
    {
        if (byPhone.TryGetValue(row.Phone!, out var person) && (!person.Removed || person.Name == row.Name))
        {
            Claim(row, person, RosterColumn.Phone);
        }
    }

    private void ByName(List<RosterRow> rows)
    {
        var free = byName[rows[0].Name].Where(p => !claimed.ContainsKey(p)).ToList();
        foreach (var row in rows)
        {
            var candidates = free.Where(p => !Contradicts(row, p)).ToList();
            if (candidates.Count == 1 && rows.Count == 1)
            {
                Presume(row, candidates[0]);
            }
            else if (candidates.Count > 0)
            {
                Refuse(row, RosterColumn.Name, "roster.name_ambiguous", ("name", row.Name));
            }
        }
    }

    /// <summary>The name alone, and another number: a new phone, or a namesake. Nobody's number is changed unasked where somebody can be asked.</summary>
    private void Presume(RosterRow row, KnownPerson person)
    {
        if (row.Phone is null || person.Phone is null || row.Phone == person.Phone)
        {
            Claim(row, person, RosterColumn.Name);
            return;
        }

        var said = same is not null && same.TryGetValue(row.Line, out var decided) ? decided : (bool?)null;
        doubts.Add(new(row.Line, row.Name, person.Id, person.Phone, row.Phone, said));
        if (same is null)
        {
            warnings.Add(new(row.Line, RosterColumns.Names[RosterColumn.Phone], words.Say("roster.warn.phone", ("name", row.Name))));
        }

        if (same is null || said == true)
        {
            Claim(row, person, RosterColumn.Name);
        }
        else if (said is null)
        {
            Refuse(row, RosterColumn.Phone, "roster.phone_differs", ("name", row.Name));
        }
    }

    /// <summary>Nothing in common but the name: another person.</summary>
    private static bool Contradicts(RosterRow row, KnownPerson person) =>
        row.Code is not null && person.Code is not null && row.Code != person.Code
        && row.Phone is not null && person.Phone is not null && row.Phone != person.Phone;

    /// <summary>A number that another person keeps would be two people's.</summary>
    private void RefuseForeignPhone(RosterRow row)
    {
        if (!byPhone.TryGetValue(row.Phone!, out var owner) || owner.Removed || ReferenceEquals(owner, who.GetValueOrDefault(row.Line)))
        {
            return;
        }

        var givesItUp = claimed.TryGetValue(owner, out var other) && other.Phone is not null && other.Phone != row.Phone;
        if (!givesItUp)
        {
            Refuse(row, RosterColumn.Phone, "roster.phone_foreign", ("name", owner.Name));
        }
    }

    private void Claim(RosterRow row, KnownPerson person, RosterColumn by)
    {
        if (claimed.TryAdd(person, row))
        {
            who[row.Line] = person;
            return;
        }

        Refuse(row, by, "roster.same_person", ("line", claimed[person].Line), ("name", person.Name));
    }

    private void Refuse(RosterRow row, RosterColumn column, string key, params (string, object?)[] places)
    {
        refused.Add(row.Line);
        rejected.Add(new RosterRejected(row.Line, RosterColumns.Names[column], words.Say(key, places)));
    }
}
