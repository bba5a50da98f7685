using Luzhi.Bot.OfficeConsole;
using Luzhi.Core.Directory;
using Luzhi.Core.Storage;

namespace Luzhi.Bot.Lists;

/// <summary>The members, with the columns of a roster: what is exported can be corrected and imported again. Phones for the office only.</summary>
public sealed class MembersExport(MemberList members, MemberPhones phones, UnitScope scope) : IList
{
    public string Key => "members";

    public async Task<ListSheet?> MakeAsync(ListAsk ask, CancellationToken ct)
    {
        var audience = ask.Word("audience");
        var within = ask.Staff.UnitId is null ? audience : await scope.WithinAsync(ask.Staff, audience ?? "全体", ct);
        var lines = await ListExports.AllAsync(after => members.ListAsync(within, after, 500, ct, ask.Word("name")));
        var numbers = ask.Staff.IsOffice ? await phones.AllAsync(ct) : new Dictionary<long, string>();
        return ListSheet.Of("委员名册", Columns(ask.Staff.IsOffice, numbers), lines);
    }

    private static List<ListColumn<MemberLine>> Columns(bool office, IReadOnlyDictionary<long, string> numbers)
    {
        static string In(MemberLine line, UnitKind kind) => string.Join(';', line.Units.Where(u => u.Kind == kind).Select(u => u.Name));
        var columns = new List<ListColumn<MemberLine>> { new("姓名", m => m.Name, 10) };
        columns.AddRange(office ? [new("手机", m => numbers.GetValueOrDefault(m.Id))] : []);
        columns.Add(new("政治面貌", m => m.Party));
        columns.AddRange(RosterColumns.Units.Select(u => new ListColumn<MemberLine>(RosterColumns.Names[u.Key], m => In(m, u.Value), 16)));
        columns.AddRange([new("职务", m => string.Join(';', m.Roles)), new("任期起", m => m.Since), new("已绑定", m => m.Bound, 8)]);
        return columns;
    }
}

/// <summary>The units, each with who convenes it and how many are in it.</summary>
public sealed class UnitsExport(UnitList units) : IList
{
    public string Key => "units";

    public async Task<ListSheet?> MakeAsync(ListAsk ask, CancellationToken ct) => ListSheet.Of("单位", [
        new ListColumn<UnitLine>("类别", u => AudienceWords.Kinds[u.Kind], 10), new("单位", u => u.Path, 28), new("人数", u => u.People, 8),
        new("召集人", u => string.Join('、', u.Leaders.Select(l => $"{l.Name}（{l.Role}）")), 24), new("设立", u => u.OpensOn), new("撤销", u => u.ClosesOn),
    ], await units.ListAsync(null, ask.Staff.UnitId, ct));
}

/// <summary>How far binding has come, and everybody by name.</summary>
public sealed class BindingExport(BindingCoverage coverage) : IList
{
    public string Key => "binding";

    public async Task<ListSheet?> MakeAsync(ListAsk ask, CancellationToken ct)
    {
        var kind = Enum.TryParse<UnitKind>(ask.Word("kind"), out var asked) ? asked : UnitKind.Committee;
        var people = (await coverage.LookAsync(kind, ask.Staff.UnitId, ct)).SelectMany(unit => unit.People.Select(person => (Unit: unit, Person: person)));
        return ListSheet.Of("绑定情况", [
            new ListColumn<(BindingUnit Unit, BindingPerson Person)>(AudienceWords.Kinds[kind], l => l.Unit.UnitId is null ? "（无）" : l.Unit.Name, 24), new("姓名", l => l.Person.Name, 10),
            new("绑定", l => l.Person.State switch { PhoneState.Bound => "已绑定", PhoneState.Unfollowed => "已取消关注", _ => "未绑定" }),
        ], people);
    }
}

/// <summary>Who is in none, who is in two, who has no contact.</summary>
public sealed class CoverageExport(CoverageBook book) : IList
{
    public string Key => "coverage";

    public async Task<ListSheet?> MakeAsync(ListAsk ask, CancellationToken ct) => !ask.Staff.IsOffice ? null : ListSheet.Of("覆盖检查", [
        new ListColumn<(string Title, CoverageLine Line)>("情况", l => l.Title, 24), new("姓名", l => l.Line.Person.Name, 10), new("现在", l => string.Join('、', l.Line.Units), 28),
    ], CoveragePage.PartsOf(await book.LookAsync(ct)).SelectMany(part => part.Lines.Select(line => (part.Title, Line: line))));
}
