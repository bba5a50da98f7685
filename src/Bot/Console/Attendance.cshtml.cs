using Luzhi.Core.Directory;
using Luzhi.Core.Meetings;
using Luzhi.Core.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Luzhi.Bot.OfficeConsole;

/// <summary>B7: how often people and units were there, in a span of days. A unit's secretary sees the unit.</summary>
public sealed class AttendancePage(AttendanceBook book, ConsoleClock clock) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public DateOnly From { get; set; }

    [BindProperty(SupportsGet = true)]
    public DateOnly To { get; set; }

    [BindProperty(SupportsGet = true)]
    public long? Type { get; set; }

    [BindProperty(SupportsGet = true)]
    public long? Unit { get; set; }

    public const int PeopleAtOnce = 200;

    /// <summary>How many people the pages before this one have shown; the units are always of all.</summary>
    [BindProperty(SupportsGet = true)]
    public int After { get; set; }

    public SignedIn Staff => SignedIn.From(User)!;

    public AttendanceRates Rates { get; private set; } = null!;

    public IReadOnlyList<(long Id, string Name)> Types { get; private set; } = [];

    public IReadOnlyList<(long Id, string Name)> AllUnits { get; private set; } = [];

    public static string KindOf(UnitKind kind) => kind switch
    {
        UnitKind.Committee => "专委会",
        UnitKind.Sector => "界别",
        _ => "委员组",
    };

    public async Task OnGetAsync(CancellationToken ct)
    {
        var today = DateOnly.FromDateTime(clock.Now.DateTime);
        From = From == default ? new DateOnly(today.Year, 1, 1) : From;
        To = To == default ? today : To;
        Unit = Staff.UnitId ?? Unit;
        (Types, AllUnits) = await book.ChoicesAsync(ct);
        Rates = await book.RatesAsync(new RateFilter(From, To, Type, Unit), ct);
    }
}
