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

    public int BytesAtMost => settings.FileAtMost << 20;

    /// <param name="before">What the page says was uploaded already: believed only where it is this person's.</param>
    public async Task<(Given? Given, string? Fault)> TakeAsync(long personId, Form form, Question question, string before, IReadOnlyList<IFormFile> files, CancellationToken ct)
    {
        var lines = (await book.OwnAsync([.. PageForm.FilesIn(before)], personId, form.Id, ct)).Where(l => l.Question == question.Key).ToList();
        string? fault = lines.Count + files.Count > FilesAtMost ? words.Say("page.file_many", ("most", FilesAtMost)) : null;
        foreach (var file in fault is null ? files : [])
        {
            var (line, wrong) = await TakeAsync(personId, form, question, file, ct);
            lines.AddRange(line is null || lines.Exists(l => l.Id == line.Id) ? [] : [line]);
            fault ??= wrong;
        }

        return (lines.Count == 0 ? null : new Given(string.Join(' ', lines.Select(l => $"file:{l.Id}")), string.Join('、', lines.Select(l => l.Name))), fault);
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
