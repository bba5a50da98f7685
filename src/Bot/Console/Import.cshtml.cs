using Luzhi.Bot.Lists;
using Luzhi.Core.Directory;
using Luzhi.Core.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Luzhi.Bot.OfficeConsole;

/// <summary>
/// Preview, then import. Between the two the file rides in the page, sealed: nothing of a roster that nobody confirmed stays on the
/// server, and any node can take the second step.
/// </summary>
[RequestSizeLimit(BytesAtMost)]
[RequestFormLimits(ValueLengthLimit = BytesAtMost, MultipartBodyLengthLimit = BytesAtMost)]
[OfficeOnly]
public sealed class ImportPage(RosterReader reader, RosterBook book, OfficeBook office, IDataProtectionProvider protection) : PageModel
{
    private const int BytesAtMost = 16 * 1024 * 1024;
    private const int FileAtMost = 8 * 1024 * 1024;
    private readonly IDataProtector seal = protection.CreateProtector("roster");

    /// <summary>In a column's choice: it is nothing of a roster.</summary>
    public const string LeftOut = "-";

    public RosterPreview? Preview { get; private set; }

    public RosterResult? Result { get; private set; }

    public bool Taken { get; private set; }

    public string? Sheet { get; private set; }

    public string? Fault { get; private set; }

    /// <summary>What the secretary said a column is, by its place in the file.</summary>
    [BindProperty]
    public Dictionary<string, string> Columns { get; set; } = [];

    /// <summary>What the secretary said of a row whose number differs, by its line: yes, the same person; no, somebody else.</summary>
    [BindProperty]
    public Dictionary<int, string> Same { get; set; } = [];

    public IEnumerable<RosterRejected> Unread => Result!.Rejected.Where(r => r.Row <= Result.HeaderLine);

    public IEnumerable<RosterRejected> Refused => Result!.Rejected.Where(r => r.Row > Result.HeaderLine);

    public static string Where(RosterRejected rejected) => rejected.Cell is { } cell ? $"{rejected.Column}（{cell.TrimEnd("0123456789".ToCharArray())} 列）" : rejected.Column;

    public async Task OnPostLookAsync(IFormFile? upload, string? sheet, CancellationToken ct)
    {
        if (await BytesAsync(upload, sheet, ct) is { } bytes)
        {
            Preview = await book.LookAsync(Read(bytes), ct);
            Result = Preview.Result;
            Sheet = Convert.ToBase64String(seal.Protect(bytes));
        }
    }

    public async Task OnPostTakeAsync(string? sheet, CancellationToken ct)
    {
        if (Unsealed(sheet) is { } bytes)
        {
            Result = await book.ImportAsync(Read(bytes), SignedIn.From(User)!.Name, ct);
            Taken = true;
        }
    }

    /// <summary>What cannot be taken, as it was written and with the reasons, to send back to whoever wrote it.</summary>
    public async Task<IActionResult> OnPostRejectedAsync(string? sheet, CancellationToken ct)
    {
        if (Unsealed(sheet) is not { } bytes)
        {
            return Page();
        }

        var read = Read(bytes);
        var result = await book.PreviewAsync(read, ct);
        var rejected = result.Rejected.Where(r => r.Row > result.HeaderLine).ToList();
        await office.AuditAsync(SignedIn.From(User)!.Name, "roster.rejected.export", "roster", $"rows {rejected.Select(r => r.Row).Distinct().Count()}", ct);
        return File(Xlsx.Write(RejectedRows.Of(read, rejected)), Xlsx.ContentType, "不能导入的行.xlsx");
    }

    private RosterSheet Read(byte[] bytes) => reader.Read(bytes, Columns.Where(c => c.Value is { Length: > 0 }).ToDictionary(
        c => c.Key, c => Enum.TryParse<RosterColumn>(c.Value, out var column) ? (RosterColumn?)column : null)) with
    {
        Same = Same.Where(s => s.Value is "yes" or "no").ToDictionary(s => s.Key, s => s.Value == "yes"),
    };

    private async Task<byte[]?> BytesAsync(IFormFile? upload, string? sheet, CancellationToken ct)
    {
        if (upload is null && sheet is not null)
        {
            return Unsealed(sheet);
        }

        if (upload is null || upload.Length is 0 or > FileAtMost)
        {
            Fault = upload is null || upload.Length == 0 ? "请选择名册文件。" : "文件超过 8 MB，请分成几份导入。";
            return null;
        }

        using var memory = new MemoryStream();
        await upload.CopyToAsync(memory, ct);
        return memory.ToArray();
    }

    private byte[]? Unsealed(string? sheet)
    {
        try
        {
            return seal.Unprotect(Convert.FromBase64String(sheet ?? ""));
        }
        catch (Exception broken) when (broken is FormatException or System.Security.Cryptography.CryptographicException)
        {
            Fault = "页面已过期，请重新上传。";
            return null;
        }
    }
}
