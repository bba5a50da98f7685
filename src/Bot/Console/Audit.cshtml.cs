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
}
