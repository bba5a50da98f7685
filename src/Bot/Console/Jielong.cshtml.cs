using System.Globalization;
using System.Text.RegularExpressions;
using Luzhi.Core;
using Luzhi.Core.Meetings;
using Luzhi.Core.Storage;
using Microsoft.AspNetCore.Mvc;

namespace Luzhi.Bot.OfficeConsole;

/// <summary>One line of the 接龙 as the page offers it.</summary>
/// <param name="Own">The member has answered otherwise by themself: only a tick overwrites that.</param>
/// <param name="Change">What taking it would do, in words.</param>
public sealed record JielongRow(int At, JielongEntry Entry, bool Own, string Change, bool Ticked, long? Who, string? Typed, InvitationState? State)
{
    /// <summary>It says what is known already.</summary>
    public bool Same { get; init; }

    public bool CanTake => Entry.ReplacedBy is null && Entry.Doubt != JielongDoubt.NotInvited;
}

/// <summary>A pasted 接龙: read, shown with what is not clear and what it would change, and only then taken, all at once.</summary>
[RequestFormLimits(ValueCountLimit = FieldsAtMost)]
public sealed partial class JielongPage(MeetingBook book, RollBook rolls) : MeetingPart(book)
{
    public const int LettersAtMost = 100_000;
    private const int FieldsAtMost = 20_000;

    public static readonly InvitationState[] States = [InvitationState.Attending, InvitationState.Leave, InvitationState.Asked];

    [BindProperty]
    public string Pasted { get; set; } = "";

    [BindProperty]
    public InvitationState? Bare { get; set; }

    public JielongReading? Reading { get; private set; }

    public IReadOnlyList<JielongRow> Rows { get; private set; } = [];

    public IReadOnlyList<JielongGuest> Invited { get; private set; } = [];

    public int Doubtful => Rows.Count(row => row is { Entry: { Clear: false, ReplacedBy: null } });

    public int Repeated => Rows.Count(row => row.Entry.ReplacedBy is not null);

    public IActionResult OnGet() => MayChange ? Page() : Forbid();

    public async Task OnPostLookAsync(CancellationToken ct) => await ReadAsync(null, ct);

    public async Task<IActionResult> OnPostTakeAsync(int[] take, CancellationToken ct)
    {
        await ReadAsync(take, ct);
        var answers = Rows.Where(row => row.Ticked).Select(row => (row, Answer: Answer(row))).ToList();
        if (answers.Find(a => a.Answer is null) is { row: { } wanting })
        {
            Fault = $"第 {wanting.Entry.Line} 行打了钩，还没有选清楚是谁、怎么答复。";
            return Page();
        }

        try
        {
            var taken = await Book.TakeJielongAsync(Meeting.Id, [.. answers.Select(a => a.Answer!)], Staff.Name, ct);
            return Done(Ended(taken!, answers.Select(a => a.Answer!.PersonId).Distinct().Count()));
        }
        catch (FaultsException faults)
        {
            Fault = Said(faults);
            return Page();
        }
    }

    /// <summary>Every line that was read is in one of these numbers: they sum to what the page said it had read.</summary>
    private string Ended(JielongTaken taken, int people)
    {
        var (same, own) = (Rows.Count(r => r is { Ticked: false, Same: true }), Rows.Count(r => r is { Ticked: false, Own: true, Entry.ReplacedBy: null }));
        var repeated = Rows.Count(r => r.Ticked) - people + Rows.Count(r => r is { Ticked: false, Same: false, Entry.ReplacedBy: not null });
        var left = Rows.Count - taken.Entered - taken.Same - same - taken.Kept - own - repeated;
        (string Said, int Count)[] others = [("与原答复相同", taken.Same + same), ("本人另有答复、没有改动", taken.Kept + own), ("重复", repeated), ("没有登记", left)];
        return $"接龙已登记：改动 {taken.Entered} 人{string.Concat(others.Where(o => o.Count > 0).Select(o => $"，{o.Said} {o.Count} 条"))}；共读出 {Rows.Count} 条。";
    }

    public static string? WhyOf(JielongEntry entry) => entry switch
    {
        { ReplacedBy: { } line } => $"重复，以第 {line} 行为准",
        { Doubt: JielongDoubt.NoName } => "没有看到姓名",
        { Doubt: JielongDoubt.Unknown } => $"名册上没有“{entry.Name}”",
        { Doubt: JielongDoubt.NotInvited } => "在名册上，不在这次应到名单里",
        { Doubt: JielongDoubt.Namesakes } => "应到名单里不止一位",
        { Doubt: JielongDoubt.Nickname } => $"“{entry.Name}”是称呼，请看是谁",
        { Doubt: JielongDoubt.Near } => entry.Candidates.Any(c => c.Name == entry.Name) ? "姓名前后连着别的字，请核对" : $"名册上没有“{entry.Name}”，可能写错一个字",
        { Doubt: JielongDoubt.OnBehalf } => "写了代、替，请看是谁的答复",
        { Doubt: JielongDoubt.Mentioned } => "只是提到，没有写答复",
        { Doubt: JielongDoubt.Unsure } => "没有说定",
        { Doubt: JielongDoubt.Heard } => "只说收到，没有说来不来",
        _ => null,
    };

    private async Task ReadAsync(int[]? taken, CancellationToken ct)
    {
        Pasted = Pasted.Length > LettersAtMost ? Pasted[..LettersAtMost] : Pasted;
        var guests = await Book.GuestsAsync(Meeting.Id, Staff.UnitId, ct);
        var answers = (await rolls.ReadAsync(Meeting.Id, Staff.UnitId, ct)).ToDictionary(line => line.PersonId);
        Invited = [.. guests.Where(g => g.Invited)];
        Reading = new JielongReader(guests).Read(Pasted, Bare);
        Rows = [.. Reading.Entries.Select((entry, at) => Row(entry, at, answers, taken))];
    }

    private JielongRow Row(JielongEntry entry, int at, Dictionary<long, RollLine> answers, int[]? taken)
    {
        var known = entry.PersonId is { } person ? answers.GetValueOrDefault(person) : null;
        var own = known is { Answer: not InvitationState.Pending, Via: "chat" or "page" or "proxy" } && known.Answer != entry.State;
        var same = known is not null && known.Answer == entry.State;
        var typed = taken is null ? null : Request.Form[$"who-{at}"].ToString();
        return new(
            at, entry, own, ChangeOf(entry, known, own, same), taken?.Contains(at) ?? (entry.Clear && !own && !same),
            typed is null ? entry.PersonId : Person(typed), typed, taken is null ? entry.State : StateIn($"state-{at}"))
        { Same = same && entry.ReplacedBy is null };
    }

    private static string ChangeOf(JielongEntry entry, RollLine? known, bool own, bool same) => (entry, known) switch
    {
        (_, null) or ({ ReplacedBy: not null }, _) => "",
        _ when same => $"已是{ConsoleText.State(known.Answer)}，不用改",
        _ when own => $"本人在{ConsoleText.Via(known.Via)}里答复了{ConsoleText.State(known.Answer)}；打钩才改",
        ({ State: { } state }, _) => $"{ConsoleText.State(known.Answer)} → {ConsoleText.State(state)}",
        _ => $"现在是{ConsoleText.State(known.Answer)}",
    };

    private TakenAnswer? Answer(JielongRow row) => row is { Who: { } who, State: { } state }
        ? new(who, state, SeenText.Of(Request.Form[$"reason-{row.At}"].ToString()) is { Length: > 0 } reason && state != InvitationState.Attending ? reason : null, Request.Form.ContainsKey($"own-{row.At}"))
        {
            Remark = row.Entry.Remark,
        }
        : null;

    /// <summary>A number out of a list, 张建国（12）, or a name that only one of the invited has.</summary>
    private long? Person(string typed)
    {
        var meant = Picked().Match(typed) is { Success: true } picked
            ? Invited.Where(g => g.PersonId.ToString(CultureInfo.InvariantCulture) == picked.Groups["id"].Value)
            : Invited.Where(g => g.Name == typed.Trim());
        return meant.Take(2).ToList() is [var one] ? one.PersonId : null;
    }

    private InvitationState? StateIn(string field) =>
        Enum.TryParse<InvitationState>(Request.Form[field], out var state) && States.Contains(state) ? state : null;

    [GeneratedRegex(@"^\s*(?:.*（)?(?<id>\d{1,18})）?\s*$")]
    private static partial Regex Picked();
}
