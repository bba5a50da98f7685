using System.Text;

namespace Luzhi.Core.PhonePages;

/// <summary>A kind of file that is taken, told by its first bytes: what a name or a browser claims is not believed.</summary>
public sealed record FileKind(string ContentType, string Extension, bool Picture = false)
{
    private static readonly FileKind
        Jpeg = new("image/jpeg", ".jpg", true), Png = new("image/png", ".png", true), Gif = new("image/gif", ".gif", true), Webp = new("image/webp", ".webp", true),
        Heic = new("image/heic", ".heic", true), Pdf = new("application/pdf", ".pdf"), Mp3 = new("audio/mpeg", ".mp3"), Amr = new("audio/amr", ".amr"),
        M4a = new("audio/mp4", ".m4a"), Wav = new("audio/wav", ".wav"), Ogg = new("audio/ogg", ".ogg"),
        Docx = new("application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".docx"),
        Xlsx = new("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".xlsx"),
        Pptx = new("application/vnd.openxmlformats-officedocument.presentationml.presentation", ".pptx"),
        Doc = new("application/msword", ".doc"), Xls = new("application/vnd.ms-excel", ".xls"), Ppt = new("application/vnd.ms-powerpoint", ".ppt");

    /// <summary>What is said of them on a page: for a file's input, and to people.</summary>
    public const string Accept = "image/*,audio/*,.pdf,.doc,.docx,.xls,.xlsx,.ppt,.pptx";

    /// <returns>Null for what is not taken: programs, archives, documents with macros, anything unknown.</returns>
    public static FileKind? Of(ReadOnlySpan<byte> bytes, string name) =>
        Starts(bytes, [0xFF, 0xD8, 0xFF]) ? Jpeg
        : Starts(bytes, [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) ? Png
        : Starts(bytes, "GIF8"u8) ? Gif
        : Starts(bytes, "%PDF-"u8) ? Pdf
        : Starts(bytes, "#!AMR"u8) ? Amr
        : Starts(bytes, "OggS"u8) ? Ogg
        : Starts(bytes, "ID3"u8) || (bytes.Length > 2 && bytes[0] == 0xFF && (bytes[1] & 0xE0) == 0xE0) ? Mp3
        : Starts(bytes, "RIFF"u8) && bytes.Length > 12 ? Riff(bytes[8..12])
        : bytes.Length > 12 && bytes[4..8].SequenceEqual("ftyp"u8) ? Media(bytes[8..12])
        : Starts(bytes, "PK\u0003\u0004"u8) ? Zipped(bytes)
        : Starts(bytes, [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) ? Old(bytes, name)
        : null;

    /// <summary>A name that is safe to write anywhere, with the ending of what the file is.</summary>
    public string Named(string name)
    {
        var last = name.Split('/', '\\')[^1];
        var stem = last.LastIndexOf('.') is var dot and > 0 ? last[..dot] : last;
        var clean = string.Concat(stem.Where(c => !char.IsControl(c) && c is not ('"' or '<' or '>' or ':' or '|' or '?' or '*' or ';'))).Trim();
        return (clean.Length == 0 ? "文件" : clean.Length <= 80 ? clean : clean[..80]) + Extension;
    }

    private static bool Starts(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> with) => bytes.StartsWith(with);

    private static FileKind? Riff(ReadOnlySpan<byte> form) => form.SequenceEqual("WEBP"u8) ? Webp : form.SequenceEqual("WAVE"u8) ? Wav : null;

    private static FileKind? Media(ReadOnlySpan<byte> brand) => Encoding.ASCII.GetString(brand) switch
    {
        "M4A " or "M4B " or "mp42" or "isom" => M4a,
        "heic" or "heix" or "mif1" => Heic,
        _ => null,
    };

    /// <summary>An office document is an archive that says inside which one it is; the names of its parts stand there uncompressed.</summary>
    private static FileKind? Zipped(ReadOnlySpan<byte> bytes) =>
        bytes.IndexOf("[Content_Types].xml"u8) < 0 || bytes.IndexOf("vbaProject"u8) >= 0 ? null
        : bytes.IndexOf("word/document.xml"u8) >= 0 ? Docx
        : bytes.IndexOf("xl/workbook.xml"u8) >= 0 ? Xlsx
        : bytes.IndexOf("ppt/presentation.xml"u8) >= 0 ? Pptx
        : null;

    /// <summary>The old office formats look alike at the start: the name says which, and macros are refused by the name of their store.</summary>
    private static FileKind? Old(ReadOnlySpan<byte> bytes, string name)
    {
        if (bytes.IndexOf(Encoding.Unicode.GetBytes("_VBA_PROJECT")) >= 0)
        {
            return null;
        }

        return System.IO.Path.GetExtension(name).ToUpperInvariant() switch { ".DOC" or ".WPS" => Doc, ".XLS" or ".ET" => Xls, ".PPT" or ".DPS" => Ppt, _ => null };
    }
}
