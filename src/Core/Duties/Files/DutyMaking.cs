using System.Text.RegularExpressions;
using Luzhi.Core.Settings.Shelves;
using Luzhi.Core.Settings.Yaml;

namespace Luzhi.Core.Duties.Files;

/// <summary>Makes a duty of what a file says, and notes what cannot be.</summary>
internal sealed partial class DutyMaking(WrittenDuty written, string text, IReadOnlyCollection<string> forms, ICollection<SettingFault> faults)
{
    public Duty? Make()
    {
        Checks();
        var when = new CadenceMaking(written.When, faults).Make();
        var (opens, notices) = (Distance(written.At, written.Opens, "opens"), written.Notices.Select(Notice).ToList());
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
            Quota = written.Quota is { } quota ? new(quota.Least, quota.Most) : null,
            Unit = written.Unit is { } unit && Moment(unit.At, unit.Opens) is { } from && Moment(unit.At, unit.Closes) is { } to ? new(unit.Name, unit.Kind, from, to) : null,
            Share = written.Share is { } share ? new(share.Near) : null,
            Draft = written.Draft,
            Worth = written.Worth,
            SeenBy = written.SeenBy ?? [Sees.Office, Sees.Unit],
            CatchUp = written.CatchUp,
            Joins = written.Joins,
        };
    }

    private void Checks()
    {
        if (!Key().IsMatch(written.Duty))
        {
            Refuse(written.At, $"duty“{written.Duty}”只能用小写字母、数字和“-”，以字母开头，最多 40 个字符");
        }
        else if (DutyReader.Reserved.Contains(written.Duty))
        {
            Refuse(written.At, $"duty“{written.Duty}”是系统自用的名字，请换一个");
        }

        if (written.Per is Per.Unit or Per.Link or Per.Place && written.Of is null)
        {
            Refuse(written.At, $"per 是 {YamlWords.Snake(written.Per.ToString())}，还要用 of 写明是哪一种");
        }

        Asked(written.At, written.Ask, ["read", "text", .. forms], "ask");
        foreach (var item in written.Items)
        {
            Asked(item.At, item.Form, [.. forms], "form");
        }

        if (written.Quota is { Most: { } most } quota && quota.Least > most)
        {
            Refuse(written.At, "quota 的 least 大于 most");
        }
    }

    private void Asked(YamlPlace at, string? word, IReadOnlyList<string> known, string key)
    {
        if (word is not null && !known.Contains(word))
        {
            Refuse(at, $"{key}：{YamlWords.OneOf(word, known)}");
        }
    }

    private DutyNotice Notice(WrittenNotice notice) => new(notice.On == "opens" ? null : Moment(notice.At, notice.On), notice.Time, notice.Text);

    private LadderStep? Step(WrittenStep step) => Moment(step.At, step.On) is { } at ? new(at, step.To, step.Text) : null;

    private Moment? Moment(YamlPlace at, string text) => Distance(at, text.TrimStart('+'), "on") is { } distance ? new(distance, text.StartsWith('+')) : null;

    private Offset? Distance(YamlPlace at, string? text, string key)
    {
        if (text is null)
        {
            return null;
        }

        var distance = Offset.Parse(text);
        if (distance is null)
        {
            Refuse(at, $"{key}“{text}”不对，应为时长，如 P3D（三天前）、PT2H（两小时前）、+P1D（一天后）");
        }

        return distance;
    }

    private void Refuse(YamlPlace at, string why) => faults.Add(new SettingFault(at, why));

    [GeneratedRegex("^[a-z][a-z0-9-]{0,39}$")]
    private static partial Regex Key();
}
