using Luzhi.Core;

namespace Luzhi.Bot.OfficeConsole;

/// <summary>The bytes of a table that a secretary uploads.</summary>
internal static class SmallUpload
{
    private const int AtMost = 4 * 1024 * 1024;

    /// <exception cref="FaultsException">There is no file, or it is too big for a small table.</exception>
    public static async Task<byte[]> BytesAsync(IFormFile? upload, CancellationToken ct)
    {
        if (upload is null || upload.Length is 0 or > AtMost)
        {
            throw new FaultsException("file", upload is null || upload.Length == 0 ? "请选择文件。" : "文件超过 4 MB，请分成几份导入。");
        }

        using var memory = new MemoryStream();
        await upload.CopyToAsync(memory, ct);
        return memory.ToArray();
    }
}
