using System.Text.RegularExpressions;
using Luzhi.Core.Directory;
using Luzhi.Core.Settings.Yaml;

namespace Luzhi.Core.Duties.Files;

/// <summary>What must hold between the keys of a duty's file, so that none of them is left out silently.</summary>
internal sealed partial class DutyChecks(WrittenDuty written, IReadOnlyCollection<string> forms, FileFaults faults)
{
    private const int TitleMost = 100;

    /// <summary>Somebody has something to answer.</summary>
    private bool Asks => written.Ask is not null || written.Items.Count > 0;

    public void Run()
    {
        Named();
        Lines();
        Answers();
        Opening();
        Meets();
    }

    private void Named()
    {
        if (!Key().IsMatch(written.Duty))
        {
            faults.Refuse($"duty“{written.Duty}”只能用小写字母、数字和“-”，以字母开头，最多 40 个字符，如 micro-lecture", "duty");
        }
        else if (DutyReader.Reserved.Contains(written.Duty))
        {
            faults.Refuse($"duty“{written.Duty}”是系统自用的名字，请换一个", "duty");
        }

        if (written.Title.Trim().Length is 0 or > TitleMost)
        {
            faults.Refuse($"title 要有 1 到 {TitleMost} 个字", "title");
        }

        if (written.Audience.Trim().Length == 0)
        {
            faults.Refuse("audience 不能空着：写谁要做，如 全体、党员委员、经济委", "audience");
        }
    }

    /// <summary>One line in the ledger for each of what.</summary>
    private void Lines()
    {
        var (per, hasKind) = (YamlWords.Snake(written.Per.ToString()), written.Per is Per.Unit or Per.Link or Per.Place);
        IReadOnlyList<string> units = [.. AudienceWords.Kinds.Values];
        if (hasKind && written.Of is null)
        {
            faults.Refuse($"per 是 {per}，还要用 of 写明是哪一种，如 of: {written.Per switch { Per.Unit => "党支部", Per.Link => Link.PartyContact, _ => "委员之家" }}", "per");
        }
        else if (!hasKind && written.Of is not null)
        {
            faults.Refuse($"of 只与 per: unit、link、place 一起用，per 是 {per} 时请去掉", "of");
        }
        else if (written.Per == Per.Unit && !units.Contains(written.Of))
        {
            faults.Refuse($"of：{YamlWords.OneOf(written.Of!, units)}", "of");
        }

        if (written.Holder.Count > 0 && written.Per is not (Per.Unit or Per.Place or Per.Body))
        {
            faults.Refuse("holder 是由单位、场所或机关里的谁来答复，只与 per: unit、place、body 一起用，请去掉", "holder");
        }

        if (written.Share is not null && written.Per != Per.Place)
        {
            faults.Refuse("share（把场所分给各人）只与 per: place 一起用，请去掉", "share");
        }

        if (written.Rota is not null && written.Per != Per.Person)
        {
            faults.Refuse("rota（轮值）只与 per: person 一起用，请去掉", "rota");
        }
    }

    private void Answers()
    {
        Known(written.Ask, ["read", "text", .. forms], "ask");
        foreach (var (item, n) in written.Items.Select((item, n) => (item, FileFaults.Number(n))))
        {
            Known(item.Form, [.. forms], "items", n, "form");
            if (item is { Where: not null, Form: null })
            {
                faults.Refuse("where 是对表单答案的要求，还要用 form 写明是哪一份表单", "items", n, "where");
            }
        }

        if (written.Ladder.Count > 0 && !Asks)
        {
            faults.Refuse("没有要答复的（ask、items 都没有写），ladder 用不上：请写 ask: read，或去掉 ladder", "ladder");
        }
    }

    private void Opening()
    {
        if (written.Opens is not null && written.When.From is not null)
        {
            faults.Refuse("from 就是开始的日子，不用再写 opens，请去掉", "opens");
        }
        else if (written.Opens is not null && written.When.Demand is not null)
        {
            faults.Refuse("办公室发起（demand）时就开始，不用再写 opens，请去掉", "opens");
        }
    }

    private void Meets()
    {
        foreach (var (reminder, n) in (written.Meeting?.Reminders ?? []).Select((reminder, n) => (reminder, n)))
        {
            if (Offset.Parse(reminder) is null)
            {
                faults.Refuse($"“{reminder}”不对，应为会前多久，如 P1D（前一天）、PT2H（两小时前）", "meeting", "reminders", FileFaults.Number(n));
            }
        }
    }

    private void Known(string? word, IReadOnlyList<string> known, params string[] path)
    {
        if (word is not null && !known.Contains(word))
        {
            faults.Refuse(known.Count == 0 ? $"没有“{word}”这份表单：config/forms 里还没有表单" : $"{path[^1]}：{YamlWords.OneOf(word, known)}", path);
        }
    }

    [GeneratedRegex("^[a-z][a-z0-9-]{0,39}$")]
    private static partial Regex Key();
}
