using System.Globalization;
using System.Text;
using Luzhi.Core.Duties.Planning;
using Luzhi.Core.Settings;
using Luzhi.Core.Storage;
using Microsoft.AspNetCore.DataProtection;

namespace Luzhi.Bot.OfficeConsole;

/// <summary>
/// The year as an iCalendar feed (RFC 5545), for a phone's own calendar, which cannot sign in: its address is the key, and it dies with the
/// password of whom it was given to. What is not open says only that something is due.
/// </summary>
public sealed class CalendarFeed(IDataProtectionProvider protection, SignInBook signIns, DutyPlanBook book, DutyPlans plans, OrganizationSettings organization, Words words, TimeProvider clock)
{
    /// <summary>RFC 5545 3.1: a line holds so many octets.</summary>
    private const int LineAtMost = 75;

    private readonly IDataProtector seal = protection.CreateProtector("calendar");

    public string Address(HttpRequest request, SignedIn staff, string stamp)
    {
        var home = organization.PublicUrl.Length > 0 ? organization.PublicUrl.TrimEnd('/') : $"{request.Scheme}://{request.Host}";
        return $"{home}/calendar/{seal.Protect($"{staff.Id} {stamp}")}.ics";
    }

    /// <returns>null: nobody's address.</returns>
    public async Task<string?> TextAsync(string token, CancellationToken ct)
    {
        if (await HolderAsync(token, ct) is false)
        {
            return null;
        }

        var (now, facts) = (clock.GetUtcNow(), await plans.FactsAsync(ct));
        var year = TimeZoneInfo.ConvertTime(now, facts.Zone).Year;
        var on = await book.OnAsync(ct);
        return Text([.. plans.Year(on, year, facts).Concat(plans.Year(on, year + 1, facts)).Select(d => (d.Duty.Secrecy, d.Planned))], now);
    }

    public string Text(IReadOnlyList<(Core.Duties.Secrecy Secrecy, PlannedOccurrence Planned)> planned, DateTimeOffset now)
    {
        var text = new StringBuilder();
        Line(text, "BEGIN:VCALENDAR");
        Line(text, "VERSION:2.0");
        Line(text, "PRODID:-//luzhi//duties//ZH");
        Line(text, $"X-WR-CALNAME:{Escaped(organization.Name)}");
        foreach (var (secrecy, one) in planned)
        {
            Line(text, "BEGIN:VEVENT");
            Line(text, $"UID:{one.DutyKey}-{one.Period}@luzhi");
            Line(text, $"DTSTAMP:{Instant(now)}");
            Line(text, $"DTSTART:{Instant(one.DueAt)}");
            Line(text, $"SUMMARY:{Escaped(secrecy == Core.Duties.Secrecy.Open ? one.Title : words["secrecy.item.duty"])}");
            Line(text, "END:VEVENT");
        }

        Line(text, "END:VCALENDAR");
        return text.ToString();
    }

    private async Task<bool> HolderAsync(string token, CancellationToken ct)
    {
        try
        {
            var held = seal.Unprotect(token).Split(' ', 2);
            return await signIns.StillHoldsAsync(long.Parse(held[0], CultureInfo.InvariantCulture), held[1], ct);
        }
        catch (Exception broken) when (broken is System.Security.Cryptography.CryptographicException or FormatException)
        {
            return false;
        }
    }

    private static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    private static string Escaped(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace(";", "\\;", StringComparison.Ordinal).Replace(",", "\\,", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    /// <summary>Folded after so many octets, never inside a letter.</summary>
    private static void Line(StringBuilder text, string line)
    {
        var octets = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > LineAtMost)
            {
                text.Append("\r\n ");
                octets = 1;
            }

            text.Append(rune.ToString());
            octets += rune.Utf8SequenceLength;
        }

        text.Append("\r\n");
    }
}
