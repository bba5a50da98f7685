using Luzhi.Core.Duties.Files;
using Luzhi.Core.Settings.Yaml;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Core.Storage;

/// <summary>
/// The words of a duty's file that only this body's own tables know: groups, roles, kinds of link and place, types of meeting. They are no fault
/// of a start, for a roster may come tomorrow; they are told with line and nearest word before the duty is relied on.
/// </summary>
public sealed class DutyWordBook(Database database, AudienceBook audiences)
{
    /// <param name="file">How it is named in faults.</param>
    public async Task<IReadOnlyList<SettingFault>> FaultsAsync(string file, Duty duty, CancellationToken ct)
    {
        var faults = new List<SettingFault>();
        if (StrictYaml.ParseText(duty.Written, faults, file) is not YamlMap top)
        {
            return faults;
        }

        var places = new FileFaults(top, faults);
        if ((await audiences.ResolveAsync(duty.Audience, ct)).Error is { } error)
        {
            places.Refuse(error, "audience");
        }

        await using var db = database.Open();
        await HoldersAsync(db, duty, places, ct);
        await KindsAsync(db, duty, places, ct);
        await MeetingsAsync(db, duty, places, ct);
        return faults;
    }

    /// <summary>They are tried in turn: one that this body has is enough.</summary>
    private static async Task HoldersAsync(LuzhiDb db, Duty duty, FileFaults places, CancellationToken ct)
    {
        if (duty.Holders.Count == 0)
        {
            return;
        }

        var known = await db.Memberships.Where(m => m.Role != null).Select(m => m.Role!).Union(db.Roles.Select(r => r.Name)).Distinct().OrderBy(r => r).ToListAsync(ct);
        if (!duty.Holders.Any(known.Contains))
        {
            places.Refuse("holder：" + Unknown(duty.Holders[0], known, "职务"), "holder", "0");
        }
    }

    private static async Task KindsAsync(LuzhiDb db, Duty duty, FileFaults places, CancellationToken ct)
    {
        var (kinds, what) = duty.Per switch
        {
            Per.Link => (db.Links.Select(l => l.Kind), "联系"),
            Per.Place => (db.Places.Select(p => p.Kind), "场所"),
            _ => (null, ""),
        };
        if (kinds is not null && await kinds.Distinct().OrderBy(k => k).ToListAsync(ct) is var known && !known.Contains(duty.Of!))
        {
            places.Refuse("of：" + Unknown(duty.Of!, known, what), "of");
        }
    }

    private static async Task MeetingsAsync(LuzhiDb db, Duty duty, FileFaults places, CancellationToken ct)
    {
        var counted = duty.When as Cadence.Counted;
        var known = await db.MeetingTypes.Where(t => t.RetiredAt == null).OrderBy(t => t.Rank).Select(t => t.Name).ToListAsync(ct);
        if (counted is not null && !known.Contains(counted.MeetingType))
        {
            places.Refuse(Unknown(counted.MeetingType, known, "会议类型"), "when", counted.Distance.After ? "after" : "before");
        }

        if (duty.Meeting?.Type is { } type && !known.Contains(type))
        {
            places.Refuse("type：" + Unknown(type, known, "会议类型"), "meeting", "type");
        }
    }

    private static string Unknown(string word, List<string> known, string what) =>
        known.Count == 0 ? $"没有“{word}”：系统里还没有{what}，先登记再启用"
        : Nearest.Word(word, known) is { } near ? $"没有“{word}”这种{what}，最接近的是“{near}”"
        : $"没有“{word}”这种{what}，现有：{string.Join('、', known)}";
}
