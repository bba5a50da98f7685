using Luzhi.Core.Conversations.Forms;
using Luzhi.Core.PhonePages;
using Luzhi.Core.Settings;
using Luzhi.Core.Storage;
using Microsoft.Net.Http.Headers;

namespace Luzhi.Bot.PhonePages;

/// <param name="Name">As it came.</param>
public sealed record TakenFile(string Name, FileKind Kind, byte[] Bytes);

/// <summary>Takes files from a page: bounded in size and number, told by their bytes, kept before anything else is judged, so that a mistake elsewhere in the form does not lose them.</summary>
public sealed class Uploads(AttachmentBook book, PageSettings settings, Words words)
{
    public const int FilesAtMost = 9;
    private const int DrawnAtMost = 400_000;

    public int BytesAtMost => settings.FileAtMost << 20;

    /// <param name="before">What the page says was uploaded already: believed only where it is this person's.</param>
    public async Task<(Given? Given, string? Fault)> TakeAsync(long personId, Form form, Question question, string before, IReadOnlyList<IFormFile> files, CancellationToken ct)
    {
        var lines = (await book.OwnAsync([.. PageForm.FilesIn(before)], personId, form.Id, ct)).Where(l => l.Question == question.Key).ToList();
        var most = question.Count.Most ?? FilesAtMost;
        string? fault = lines.Count + files.Count > most ? words.Say("page.file_many", ("most", most)) : null;
        foreach (var file in fault is null ? files : [])
        {
            var (line, wrong) = await TakeAsync(personId, form, question, file, ct);
            lines.AddRange(line is null || lines.Exists(l => l.Id == line.Id) ? [] : [line]);
            fault ??= wrong;
        }

        return (lines.Count == 0 ? null : new Given(string.Join(' ', lines.Select(l => $"file:{l.Id}")), string.Join('、', lines.Select(l => l.Name))), fault);
    }

    /// <summary>A signature drawn on the page: a picture that its script put into a field. What is no picture is as if nothing had been drawn.</summary>
    public async Task<Given?> DrawnAsync(long personId, Form form, Question question, string dataUrl, CancellationToken ct)
    {
        const string Png = "data:image/png;base64,";
        if (question.Type != QuestionType.Signature || dataUrl.Length > DrawnAtMost || !dataUrl.StartsWith(Png, StringComparison.Ordinal))
        {
            return null;
        }

        var bytes = new byte[dataUrl.Length];
        return Convert.TryFromBase64String(dataUrl[Png.Length..], bytes, out var length) && FileKind.Of(bytes.AsSpan(0, length), "") is { Picture: true } kind
            ? new Given($"file:{(await book.KeepAsync(personId, form.Id, question.Key, words["form.drawn"], kind, bytes[..length], ct)).Id}", words["form.drawn"])
            : null;
    }

    public static IResult Give(HttpContext context, Attachment file)
    {
        AsDownload(context, file.Name);
        return Results.Bytes(file.Bytes, file.ContentType);
    }

    /// <summary>As a download and never to be looked into: what somebody sent does not run in our pages.</summary>
    public static void AsDownload(HttpContext context, string name)
    {
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(name);
        var headers = context.Response.Headers;
        headers.ContentDisposition = disposition.ToString();
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        headers.CacheControl = "no-store";
    }

    /// <summary>One file, whoever sends it: read whole once its size is known to be bearable, and told by its bytes.</summary>
    public async Task<(TakenFile? File, string? Fault)> ReadAsync(IFormFile file, bool picture, CancellationToken ct)
    {
        if (file.Length == 0 || file.Length > BytesAtMost)
        {
            return (null, words.Say(file.Length == 0 ? "page.file_empty" : "page.file_large", ("most", settings.FileAtMost)));
        }

        using var stream = new MemoryStream((int)file.Length);
        await file.CopyToAsync(stream, ct);
        var bytes = stream.ToArray();
        return FileKind.Of(bytes, file.FileName) is { } kind && (kind.Picture || !picture)
            ? (new TakenFile(file.FileName, kind, bytes), null)
            : (null, words[picture ? "page.file_picture" : "page.file_kind"]);
    }

    private async Task<(AttachmentLine? Line, string? Fault)> TakeAsync(long personId, Form form, Question question, IFormFile file, CancellationToken ct)
    {
        var (read, fault) = await ReadAsync(file, picture: question.Type != QuestionType.File, ct);
        return read is null ? (null, fault) : (await book.KeepAsync(personId, form.Id, question.Key, read.Name, read.Kind, read.Bytes, ct), null);
    }
}
