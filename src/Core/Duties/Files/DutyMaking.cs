using Luzhi.Core.Settings.Shelves;

namespace Luzhi.Core.Duties.Files;

/// <summary>Makes a duty of what a file says, and notes what cannot be read.</summary>
internal sealed class DutyMaking(WrittenDuty written, string text, FileFaults faults)
{
    /// <returns>null when there is no saying when.</returns>
    public Duty? Make()
    {
        var when = new CadenceMaking(written.When, faults).Make();
        var opens = written.Opens is null ? null : Distance(written.Opens, "opens");
        var notices = written.Notices.Select(Notice).OfType<DutyNotice>().ToList();
        var ladder = written.Ladder.Select(Step).OfType<LadderStep>().ToList();
        return when is null ? null : new Duty
        {
            Id = written.Duty,
            Title = written.Title,
            Version = Writing.Version(text),
            Written = text,
            Basis = written.Basis,
            Systems = written.Systems,
            Secrecy = written.Secrecy,
            On = written.On,
            Audience = written.Audience,
            Per = written.Per,
            Of = written.Of,
            Holders = written.Holder,
            When = when,
            Shift = written.Shift,
            Opens = opens,
            DueTime = written.Due ?? new TimeOnly(18, 0),
            Ask = written.Ask,
            Say = written.Say,
            Notices = notices,
            Ladder = ladder,
            Meeting = written.Meeting is { } m ? new(m.Type, m.Starts ?? new TimeOnly(9, 0), m.Place, m.Reminders, m.Countdown) : null,
            Rota = written.Rota is { } rota ? new(rota.Size) : null,
            Items = [.. written.Items.Select(i => new ChecklistItem(i.Name, i.Form, i.Where ?? new Dictionary<string, IReadOnlyList<string>>(), i.Times))],
            Coverage = written.Coverage,
            Share = written.Share is { } share ? new(share.Near) : null,
            Worth = written.Worth,
            SeenBy = written.SeenBy ?? [Sees.Office, Sees.Unit],
            CatchUp = written.CatchUp,
            Joins = written.Joins,
        };
    }

    private DutyNotice? Notice(WrittenNotice notice, int n)
    {
        var at = notice.On == "opens" ? null : Moment(notice.On, "opens（开始时）、", "notices", FileFaults.Number(n), "on");
        return notice.On == "opens" || at is not null ? new DutyNotice(at, notice.Time, notice.Text) : null;
    }

    private LadderStep? Step(WrittenStep step, int n) =>
        Moment(step.On, "", "ladder", FileFaults.Number(n), "on") is { } at ? new(at, step.To, step.Text) : null;

    private Moment? Moment(string said, string more, params string[] path) =>
        Offset.Parse(said.TrimStart('+')) is { } distance ? new Moment(distance, said.StartsWith('+'))
        : Refuse<Moment>($"{path[^1]}“{said}”不对，应为 {more}P3D（截止前三天）、PT2H（截止前两小时）或 +P1D（截止后一天）", path);

    private Offset? Distance(string said, string key) =>
        Offset.Parse(said) ?? Refuse<Offset>($"{key}“{said}”不对，应为时长，如 P3D（三天）、P2W（两周）、PT2H（两小时）", key);

    private T? Refuse<T>(string why, params string[] path) where T : class
    {
        faults.Refuse(why, path);
        return null;
    }
}
