using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Luzhi.Bot.Load;

/// <param name="Closes">The server ends the connection after it.</param>
internal sealed record HttpAnswer(int Status, byte[] Body, bool Closes);

/// <summary>HTTP/1.1 answers from a connection, one after another: of announced length, in chunks, or up to the end of the connection.</summary>
internal sealed class AnswerReader(Stream stream)
{
    private const int BodyAtMost = 4 * 1024 * 1024;

    private byte[] buffer = new byte[8 * 1024];
    private int start;
    private int end;

    /// <exception cref="IOException">The connection ended, or what came is no HTTP answer.</exception>
    public async Task<HttpAnswer> ReadAsync(CancellationToken ct)
    {
        var head = await HeadAsync(ct);
        if (head.Length < 12 || !head.StartsWith("HTTP/1.", StringComparison.Ordinal) || !int.TryParse(head.AsSpan(9, 3), CultureInfo.InvariantCulture, out var status))
        {
            throw new IOException("not HTTP");
        }

        var closes = Header(head, "Connection").Equals("close", StringComparison.OrdinalIgnoreCase);
        var body = Header(head, "Transfer-Encoding").Length > 0 ? await ChunksAsync(ct)
            : int.TryParse(Header(head, "Content-Length"), CultureInfo.InvariantCulture, out var length) ? await BytesAsync(length, ct)
            : closes ? await RestAsync(ct) : [];
        return new HttpAnswer(status, body, closes);
    }

    private async Task<string> HeadAsync(CancellationToken ct)
    {
        int at;
        while ((at = buffer.AsSpan(start, end - start).IndexOf("\r\n\r\n"u8)) < 0)
        {
            await MoreAsync(ct);
        }

        return Take(at + 4);
    }

    private string Take(int count)
    {
        var text = Encoding.ASCII.GetString(buffer, start, count);
        start += count;
        return text;
    }

    private async Task<byte[]> BytesAsync(int count, CancellationToken ct)
    {
        while (end - start < count)
        {
            await MoreAsync(ct);
        }

        var bytes = buffer.AsSpan(start, count).ToArray();
        start += count;
        return bytes;
    }

    private async Task<byte[]> ChunksAsync(CancellationToken ct)
    {
        var body = new List<byte>();
        while (await ChunkAsync(ct) is { Length: > 0 } chunk)
        {
            body.AddRange(chunk);
        }

        return [.. body];
    }

    private async Task<byte[]> ChunkAsync(CancellationToken ct)
    {
        int at;
        while ((at = buffer.AsSpan(start, end - start).IndexOf("\r\n"u8)) < 0)
        {
            await MoreAsync(ct);
        }

        if (!Utf8Parser.TryParse(buffer.AsSpan(start, at), out int size, out _, 'x'))
        {
            throw new IOException("not a chunk");
        }

        start += at + 2;
        var chunk = await BytesAsync(size, ct);
        await BytesAsync(2, ct);
        return chunk;
    }

    private async Task<byte[]> RestAsync(CancellationToken ct)
    {
        try
        {
            while (true)
            {
                await MoreAsync(ct);
            }
        }
        catch (EndOfStreamException)
        {
            return buffer[start..end];
        }
    }

    private async Task MoreAsync(CancellationToken ct)
    {
        buffer.AsSpan(start, end - start).CopyTo(buffer);
        (start, end) = (0, end - start);
        if (end == buffer.Length)
        {
            Array.Resize(ref buffer, end < BodyAtMost ? end * 2 : throw new IOException("too long"));
        }

        var read = await stream.ReadAsync(buffer.AsMemory(end), ct);
        end += read > 0 ? read : throw new EndOfStreamException();
    }

    private static string Header(string head, string name)
    {
        var at = head.IndexOf($"\r\n{name}:", StringComparison.OrdinalIgnoreCase);
        return at < 0 ? "" : head[(at + name.Length + 3)..head.IndexOf("\r\n", at + 2, StringComparison.Ordinal)].Trim();
    }
}
