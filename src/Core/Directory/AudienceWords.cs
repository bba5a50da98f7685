using Luzhi.Core.Settings;

namespace Luzhi.Core.Directory;

/// <summary>What a word of an audience means.</summary>
public abstract record Meaning
{
    private Meaning() { }

    public sealed record Everyone : Meaning;

    public sealed record InUnit(long UnitId) : Meaning;

    public sealed record HasRole(string Role) : Meaning;

    public sealed record HasParty(string Party) : Meaning;

    /// <summary>Role 委员, and inside the Party or not.</summary>
    public sealed record PartyMembers(bool Inside) : Meaning;

    public sealed record Named(string Name) : Meaning;
}

/// <summary>One word that can be used now: as short as it can be written, and in full.</summary>
public sealed record AudienceWord(string Kind, string Name, string? Inside, Meaning Meaning)
{
    /// <summary>经济委/第1组, or 经济委.</summary>
    public string Path => Inside is null ? Name : $"{Inside}/{Name}";

    public string Full => Kind.Length == 0 ? Name : $"{Kind}:{Path}";
}

/// <summary>
/// The words an audience may use: units, 职务, 政治面貌, and 全体 (everybody on the roster), 党员委员, 党外委员 (who hold 委员, inside or outside the Party).
/// A word that names two things is refused with its possible full forms; an unknown one with the nearest.
/// </summary>
public sealed class AudienceWords
{
    /// <summary>The role that makes somebody a member of the body.</summary>
    public const string MemberRole = "委员";

    public const string EveryoneWord = "全体";

    public const string RoleKind = "职务", PartyKind = "政治面貌", NameKind = "姓名";

    public static readonly IReadOnlyDictionary<UnitKind, string> Kinds = new Dictionary<UnitKind, string>
    {
        [UnitKind.Committee] = "专委会",
        [UnitKind.Sector] = "界别",
        [UnitKind.MemberGroup] = "委员组",
        [UnitKind.Branch] = "党支部",
        [UnitKind.SmallGroup] = "小组",
        [UnitKind.Locality] = "属地",
    };

    private static readonly AudienceWord[] Fixed =
    [
        new("", EveryoneWord, null, new Meaning.Everyone()),
        new("", "党员委员", null, new Meaning.PartyMembers(true)),
        new("", "党外委员", null, new Meaning.PartyMembers(false)),
    ];

    private readonly IReadOnlyList<AudienceWord> all;
    private readonly IReadOnlySet<string> names;

    /// <param name="units">Every unit of the body.</param>
    /// <param name="roles">The values of 职务 in use.</param>
    /// <param name="parties">The values of 政治面貌 in use.</param>
    /// <param name="names">People on the roster, of those whose name may have been said (<see cref="NamesIn"/>); a name is only used as 姓名:张建国.</param>
    public AudienceWords(IReadOnlyList<Unit> units, IEnumerable<string> roles, IEnumerable<string> parties, IReadOnlySet<string> names)
    {
        var byId = units.ToDictionary(u => u.Id);
        all =
        [
            .. Fixed,
            .. units.Select(u => new AudienceWord(Kinds[u.Kind], u.Name, u.ParentId is { } p && byId.TryGetValue(p, out var parent) ? parent.Name : null, new Meaning.InUnit(u.Id))),
            .. roles.Append(MemberRole).Distinct().Select(r => new AudienceWord(RoleKind, r, null, new Meaning.HasRole(r))),
            .. parties.Append(Parties.Member).Distinct().Select(p => new AudienceWord(PartyKind, p, null, new Meaning.HasParty(p))),
        ];
        this.names = names;
    }

    /// <summary>What would be a name if the word were one.</summary>
    public static IEnumerable<string> NamesIn(IEnumerable<Audience.Word> said) =>
        said.Select(word => Spelling.Plain(word.Text)).Select(plain => Spelling.Name(plain[(plain.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim())).Distinct();

    /// <summary>All of them, each in the shortest form that is understood.</summary>
    public IEnumerable<string> Shortest => all.Select(Short);

    /// <summary>The one word for a unit that means nothing else, in quotation marks where its name holds a sign; null when it is gone.</summary>
    public string? Unit(long unitId) => all.FirstOrDefault(w => w.Meaning == new Meaning.InUnit(unitId)) is { } word ? AudienceReader.Quoted(word.Full) : null;

    public (Meaning? Meaning, AudienceFault? Fault) Find(Audience.Word word, Words say)
    {
        AudienceFault Wrong(string key, params (string, object?)[] places) =>
            new(word.At, say.Say(key, [("at", word.At), ("word", word.Text), .. places]));
        var plain = Spelling.Plain(word.Text);
        if (Fixed.FirstOrDefault(f => f.Name == plain) is { } known)
        {
            return (known.Meaning, null);
        }

        var colon = plain.IndexOf(':', StringComparison.Ordinal);
        var (kind, path) = colon < 0 ? ("", plain) : (plain[..colon].Trim(), plain[(colon + 1)..].Trim());
        if (kind == NameKind)
        {
            var name = Spelling.Name(path);
            return names.Contains(name) ? (new Meaning.Named(name), null) : (null, Wrong("audience.nobody", ("name", name)));
        }

        var found = all.Where(w => Matches(w, kind, path)).ToList();
        return found.Count switch
        {
            1 => (found[0].Meaning, null),
            > 1 => (null, Wrong("audience.two", ("all", string.Join('、', found.Select(Unmistakable))))),
            _ => (null, Unknown(kind, path, Wrong)),
        };
    }

    private AudienceFault Unknown(string kind, string path, Func<string, (string, object?)[], AudienceFault> wrong)
    {
        if (kind.Length > 0 && all.All(w => w.Kind != kind))
        {
            var kinds = Kinds.Values.Append(RoleKind).Append(PartyKind).Append(NameKind).ToList();
            return wrong("audience.kind", [("kind", kind), ("all", string.Join('、', kinds))]);
        }

        if (kind.Length == 0 && names.Contains(Spelling.Name(path)))
        {
            return wrong("audience.person", [("name", Spelling.Name(path))]);
        }

        if (Nearest.Word(path, all.Where(w => kind.Length == 0 || w.Kind == kind).SelectMany(w => new[] { w.Name, w.Path })) is { } near)
        {
            var meant = all.First(w => (kind.Length == 0 || w.Kind == kind) && (w.Name == near || w.Path == near));
            return wrong("audience.near", [("near", Short(meant))]);
        }

        return wrong(path.IndexOfAny(['、', ',', ';', '，', '；']) >= 0 ? "audience.list" : "audience.unknown", []);
    }

    private string Short(AudienceWord word)
    {
        if (word.Kind.Length == 0 || all.Count(w => Matches(w, "", word.Name)) == 1)
        {
            return word.Name;
        }

        return Unmistakable(word);
    }

    private string Unmistakable(AudienceWord word) =>
        word.Inside is not null && all.Count(w => Matches(w, "", word.Path)) == 1 ? word.Path : word.Full;

    private static bool Matches(AudienceWord word, string kind, string path) =>
        (kind.Length == 0 || word.Kind == kind) && (Same(word.Name, path) || (word.Inside is not null && Same(word.Path, path)));

    private static bool Same(string one, string other) => string.Equals(Spelling.Plain(one), other, StringComparison.OrdinalIgnoreCase);
}
