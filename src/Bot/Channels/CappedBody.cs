using System.Buffers;

namespace Luzhi.Bot.Channels;

/// <summary>A request's body, as far as its channel's own limit goes.</summary>
internal static class CappedBody
{
    /// <returns>null when it is too big, known by its announced length or, chunked, as soon as it passes the cap.</returns>
    public static async Task<byte[]?> ReadAsync(HttpRequest request, int atMost, CancellationToken ct)
    {
        if (request.ContentLength > atMost)
        {
            return null;
        }

        var read = await request.BodyReader.ReadAtLeastAsync(atMost + 1, ct);
        var body = read.Buffer.Length <= atMost ? read.Buffer.ToArray() : null;
        request.BodyReader.AdvanceTo(read.Buffer.End);
        return body;
    }
}
