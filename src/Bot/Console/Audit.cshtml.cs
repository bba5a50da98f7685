using System.Globalization;
using Luzhi.Core;
using Luzhi.Core.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Luzhi.Bot.OfficeConsole;

/// <summary>The trail: who did what, who saw what is sensitive. For the office only, and looking at it is on it.</summary>
[OfficeOnly]
public sealed class AuditPage(AuditBook book, MemberList members, OfficeBook office, ConsoleText text) : PageModel
{
    private const int LinesAtMost = 100;

    public Page<AuditEntry> Lines { get; private set; } = new([], null);

    public IReadOnlyList<string> Actors { get; private set; } = [];

    public IReadOnlyList<string> Actions { get; private set; } = [];

    [BindProperty(SupportsGet = true)]
    public string? Actor { get; set; }

    /// <summary>A member's name or number.</summary>
    [BindProperty(SupportsGet = true)]
    public string? About { get; set; }

    [BindProperty(SupportsGet = true, Name = "Did")]
    public string? Did { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? From { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Until { get; set; }

    [BindProperty(SupportsGet = true)]
    public long? Before { get; set; }

    public string? Fault { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        (Actors, Actions) = await book.ChoicesAsync(ct);
        var person = string.IsNullOrWhiteSpace(About) ? null : await members.FindAsync(About.Trim(), ct);
        if (person is null && !string.IsNullOrWhiteSpace(About))
        {
            Fault = $"名册上没有“{About}”，或者不止一位；同名的请写编号。";
            return;
        }

        Lines = await book.ListAsync(Given(Actor), person, Given(Did), Day(From), Day(Until)?.AddDays(1), Before, LinesAtMost, ct);
        await office.AuditLookAsync(User.Identity!.Name!, "audit.seen", "audit", ct);
    }

    /// <summary>The same filters, further down.</summary>
    public string Further(long before) => "?" + string.Join('&', new[] { ("actor", Actor), ("about", About), ("did", Did), ("from", From), ("until", Until), ("before", before.ToString(CultureInfo.InvariantCulture)) }
        .Where(p => !string.IsNullOrEmpty(p.Item2)).Select(p => $"{p.Item1}={Uri.EscapeDataString(p.Item2!)}"));

    public static string ActionOf(string action) => Labels.GetValueOrDefault(action, action);

    public static string WayOf(string? detail) => detail switch { "chat" => "聊天", "phone" => "电话", null => "", _ => detail };

    /// <summary>The page on which the subject is seen; null where it has none.</summary>
    public static string? PageOf(string subject) => subject.Split(':') switch
    {
        ["person", var id] => $"/console/members/{id}",
        ["meeting", var id] => $"/console/meetings/{id}",
        ["broadcast", var id] => $"/console/broadcasts/{id}",
        _ => null,
    };

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private DateTimeOffset? Day(string? written) =>
        DateTime.TryParseExact(written, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? text.Instant(day) : null;

    private static readonly Dictionary<string, string> Labels = new()
    {
        ["meeting.call"] = "召集会议", ["meeting.announce"] = "通知会议", ["meeting.move"] = "改期或改地点", ["meeting.withdraw"] = "取消会议",
        ["meeting.invite"] = "补邀", ["meeting.answer"] = "登记答复", ["meeting.leave"] = "批假", ["meeting.chase"] = "催办会议",
        ["broadcast.send"] = "发通知", ["broadcast.chase"] = "催办通知", ["broadcast.withdraw"] = "撤回通知", ["broadcast.answer"] = "登记通知答复",
        ["binding.issue"] = "发绑定码", ["binding.unbind"] = "解绑手机", ["person.seen"] = "查看委员资料", ["leave.reasons.seen"] = "查看请假事由",
        ["callsheet.seen"] = "查看电话名单", ["audit.seen"] = "查看留痕", ["staff.add"] = "添加工作人员", ["staff.reset"] = "重设密码",
        ["staff.toggle"] = "停用或恢复工作人员", ["staff.link"] = "关联委员", ["apikey.revoke"] = "吊销接口密钥", ["roster.import"] = "导入名册",
        ["link.add"] = "建立联系", ["link.end"] = "解除联系", ["notice.ring"] = "补发错过的通知", ["meeting_type.save"] = "保存会议类型",
        ["meeting_type.retire"] = "停用会议类型",
    };
}
