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
public sealed class ImportPage(RosterReader reader, RosterBook book, IDataProtectionProvider protection) : PageModel
{
    private const int BytesAtMost = 16 * 1024 * 1024;
    private const int FileAtMost = 8 * 1024 * 1024;
    private readonly IDataProtector seal = protection.CreateProtector("roster");

    public RosterResult? Result { get; private set; }

    public bool Taken { get; private set; }

    public string? Sheet { get; private set; }

    public string? Fault { get; private set; }

    public async Task OnPostLookAsync(IFormFile? upload, CancellationToken ct)
    {
        if (upload is null || upload.Length is 0 or > FileAtMost)
        {
            Fault = upload is null || upload.Length == 0 ? "请选择名册文件。" : "文件超过 8 MB，请分成几份导入。";
            return;
        }

        using var memory = new MemoryStream();
        await upload.CopyToAsync(memory, ct);
        var bytes = memory.ToArray();
        Result = await book.PreviewAsync(reader.Read(bytes), ct);
        Sheet = Convert.ToBase64String(seal.Protect(bytes));
    }

    public async Task OnPostTakeAsync(string? sheet, CancellationToken ct)
    {
        byte[] bytes;
        try
        {
            bytes = seal.Unprotect(Convert.FromBase64String(sheet ?? ""));
        }
        catch (Exception broken) when (broken is FormatException or System.Security.Cryptography.CryptographicException)
        {
            Fault = "页面已过期，请重新上传。";
            return;
        }

        Result = await book.ImportAsync(reader.Read(bytes), SignedIn.From(User)!.Name, ct);
        Taken = true;
    }
}
