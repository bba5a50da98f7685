using System.Text.RegularExpressions;

namespace Luzhi.Core.Meetings;

/// <summary>
/// Reads a 接龙 as group chats really produce it into answers. Pure and forgiving: what it is not sure of it says, with whom it may mean, and
/// leaves it to the secretary; it takes nothing by itself.
/// </summary>
public sealed partial class JielongReader(IReadOnlyList<JielongGuest> guests)
{
    private readonly JielongNames names = new(guests);
    private readonly IReadOnlyList<string> units = [.. guests.SelectMany(g => g.Units).Where(u => u.Length > 1).Distinct()];

    /// <param name="bare">What a name alone means; null to take it from the heading.</param>
    public JielongReading Read(string pasted, InvitationState? bare = null)
    {
        var lines = JielongLines.Of(pasted);
        var first = lines.FirstOrDefault(l => l.Numbered)?.At;
        var heading = string.Join(' ', lines.TakeWhile(l => first is not null && l.At < first).Select(l => l.Text));
        var reading = new Pass(bare ?? JielongAnswers.Bare(heading));
        foreach (var line in lines)
        {
            Take(line, reading, first);
        }

        return new(Settled(reading.Entries), reading.Unread, reading.Bare);
    }

    private void Take(JielongLine line, Pass pass, int? first)
    {
        if (line.Text.Length == 0)
        {
            return;
        }

        if (pass.Sender is null && JielongAnswers.Heading(line.Text) is { } section)
        {
            pass.Section = section;
            pass.Unread.Add(line.Written);
        }
        else if (IsTalk(line, first))
        {
            pass.Unread.Add(line.Written);
        }
        else if (Sender().Match(line.Text) is { Success: true } sender && names.In(sender.Groups["who"].Value) is [var one])
        {
            pass.Sender = one;
        }
        else
        {
            Enter(line, pass);
        }
    }

    private void Enter(JielongLine line, Pass pass)
    {
        var (led, length) = JielongAnswers.Lead(line.Text);
        var text = line.Text[length..];
        var found = names.In(text);
        var standing = led ?? pass.Section;
        if (found.Count == 0)
        {
            Nameless(line, text, pass, standing);
            return;
        }

        pass.Sender = null;
        pass.Entries.AddRange(JielongAnswers.OnBehalf(Between(text, found)) ? Represented(line, text, found, standing ?? pass.Bare) : Named(line, text, found, standing, pass.Bare));
    }

    /// <summary>In copied talk the line below a name is what that person said; a number without a name is looked at; the rest is talk.</summary>
    private void Nameless(JielongLine line, string text, Pass pass, InvitationState? standing)
    {
        var answer = JielongAnswers.Of(text, units);
        if (pass.Sender is { } sender && !line.Numbered)
        {
            pass.Entries.Add(Entry(line, sender, answer, standing ?? (answer.Remark is null ? pass.Bare : null), text));
            return;
        }

        var (said, doubt, candidates) = names.Guess(text);
        if (!line.Numbered && (said is null || (doubt == JielongDoubt.Unknown && answer.State is null)))
        {
            pass.Unread.Add(line.Written);
            return;
        }

        var likely = candidates.Count == 1 ? candidates[0].PersonId : (long?)null;
        var beside = JielongAnswers.Of(said is null ? text : text.Replace(said, " ", StringComparison.Ordinal), units);
        pass.Entries.Add(new(line.At, line.Written, said, likely, candidates, beside.State ?? standing ?? pass.Bare, beside.Reason, beside.Remark, doubt));
    }

    /// <summary>张建国、李秀英 参加: each name has what stands behind it; where nothing does, what stands behind the next.</summary>
    private List<JielongEntry> Named(JielongLine line, string text, IReadOnlyList<JielongName> found, InvitationState? standing, InvitationState bare)
    {
        var answers = found.Select((name, i) => JielongAnswers.Of(text[name.To..(i + 1 < found.Count ? found[i + 1].From : text.Length)], units)).ToList();
        var before = JielongAnswers.Of(text[..found[0].From], units);
        for (var i = answers.Count - 2; i >= 0; i--)
        {
            answers[i] = answers[i].IsNothing && (answers[i + 1].State is not null || answers[i + 1].Doubt != JielongDoubt.None) ? answers[i + 1] : answers[i];
        }

        return [.. found.Select((name, i) =>
        {
            var passing = i > 0 && answers[i].State is null && answers[i].Doubt == JielongDoubt.None && answers[..i].Exists(a => a.State is not null);
            return passing
                ? Entry(line, name, answers[i] with { Doubt = JielongDoubt.Mentioned }, null, text)
                : Entry(line, name, answers[i].IsNothing && before.State is not null ? before : answers[i], standing ?? bare, text);
        })];
    }

    private List<JielongEntry> Represented(JielongLine line, string text, IReadOnlyList<JielongName> found, InvitationState standing)
    {
        var people = found.SelectMany(f => Meant(f, text)).Where(g => g.Invited).DistinctBy(g => g.PersonId).ToList();
        var answer = JielongAnswers.Of(JielongAnswers.WithoutBehalf(Between(text, found)), units);
        return [new(
            line.At, line.Written, string.Join('、', found.Select(f => f.Name)), people.Count == 1 ? people[0].PersonId : null, people,
            answer.Doubt == JielongDoubt.None ? answer.State ?? standing : null, answer.Reason, answer.Remark, JielongDoubt.OnBehalf)];
    }

    private static JielongEntry Entry(JielongLine line, JielongName name, JielongAnswer answer, InvitationState? standing, string text)
    {
        var meant = Meant(name, text);
        var invited = meant.Where(g => g.Invited).ToList();
        var doubt = invited switch
        {
            [] => JielongDoubt.NotInvited,
            [_, _, ..] => JielongDoubt.Namesakes,
            _ when name.Loose => JielongDoubt.Near,
            _ => answer.Doubt,
        };
        var state = answer.Doubt is JielongDoubt.Unsure or JielongDoubt.Heard or JielongDoubt.Mentioned ? null : answer.State ?? standing;
        return new(line.At, line.Written, name.Name, invited.Count == 1 ? invited[0].PersonId : null, doubt is JielongDoubt.None ? [] : invited, state, answer.Reason, answer.Remark, doubt);
    }

    /// <summary>Of two who share a name the one whose unit stands beside it.</summary>
    private static IReadOnlyList<JielongGuest> Meant(JielongName name, string text)
    {
        var invited = name.Guests.Where(g => g.Invited).ToList();
        var beside = invited.Where(g => g.Units.Any(u => text.Contains(u, StringComparison.Ordinal))).ToList();
        return invited.Count > 1 && beside.Count == 1 ? beside : invited.Count > 0 ? invited : name.Guests;
    }

    /// <summary>The line without its names: 代 in a name represents nobody.</summary>
    private static string Between(string text, IReadOnlyList<JielongName> found) =>
        string.Concat(text.Select((c, i) => found.Any(f => i >= f.From && i < f.To) ? ' ' : c));

    /// <summary>Headings above the first number, examples, and lines of the group's own.</summary>
    private static bool IsTalk(JielongLine line, int? first) => Example().IsMatch(line.Text) || (first is not null && line.At < first);

    /// <summary>Who answers twice means the last; the earlier line is shown as replaced.</summary>
    private static List<JielongEntry> Settled(List<JielongEntry> entries) =>
        [.. entries.Select((entry, i) => entry with
        {
            ReplacedBy = entry.PersonId is { } person && entries[(i + 1)..].FindLast(later => later.PersonId == person && later is { Doubt: JielongDoubt.None, State: not null }) is { } last ? last.Line : null,
        })];

    [GeneratedRegex(@"^(?:#|例[\s:如]|例$|示例|格式|接龙(?!者)|共\s*\d+\s*人|以上)")]
    private static partial Regex Example();

    /// <summary>张建国: or 张建国 2026/11/23 09:01, with what was said in the next line.</summary>
    [GeneratedRegex(@"^(?<who>[^:]{2,20}?)(?:\s*:|\s+(?:\d{2,4}[-/年]\d{1,2}[-/月]\d{1,2}日?\s+)?(?:\d{1,2}月\d{1,2}日\s+|\d{1,2}[-/]\d{1,2}\s+)?(?:[上下]午|昨天|今天|晚上)?\s*\d{1,2}:\d{2}(?::\d{2})?)$")]
    private static partial Regex Sender();

    private sealed class Pass(InvitationState bare)
    {
        public InvitationState Bare { get; } = bare;

        public List<JielongEntry> Entries { get; } = [];

        public List<string> Unread { get; } = [];

        /// <summary>What the last heading of its own said: 请假人员：.</summary>
        public InvitationState? Section { get; set; }

        /// <summary>Whose words follow, in copied talk.</summary>
        public JielongName? Sender { get; set; }
    }
}
