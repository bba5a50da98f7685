using System.Text;
using Luzhi.Bot.Load;

namespace Luzhi.Bot.Tests.Load;

public sealed class AnswerReaderTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Theory, InlineData(1), InlineData(7), InlineData(4096)]
    public async Task Answers_of_announced_length_and_in_chunks_follow_each_other_however_they_are_cut(int piece)
    {
        var reader = Over(piece, "HTTP/1.1 200 OK\r\ncontent-length: 7\r\n\r\nsuccess"
            + "HTTP/1.1 401 Unauthorized\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\nA\r\n0123456789\r\n0\r\n\r\n"
            + "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nto the end");

        (await NextAsync(reader)).ShouldBe((200, "success", false));
        (await NextAsync(reader)).ShouldBe((401, "abc0123456789", false));
        (await NextAsync(reader)).ShouldBe((200, "to the end", true));
    }

    [Theory, InlineData("SSH-2.0-OpenSSH_9.2\r\n\r\n"), InlineData("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nshort"), InlineData("HTTP/1.1 2")]
    public async Task What_is_no_whole_answer_is_no_answer(string said) =>
        await Should.ThrowAsync<IOException>(() => Over(64, said).ReadAsync(Ct));

    private static AnswerReader Over(int piece, string said) => new(new InPieces(Encoding.ASCII.GetBytes(said), piece));

    private static async Task<(int, string, bool)> NextAsync(AnswerReader reader)
    {
        var answer = await reader.ReadAsync(Ct);
        return (answer.Status, Encoding.ASCII.GetString(answer.Body), answer.Closes);
    }

    private sealed class InPieces(byte[] all, int piece) : MemoryStream(all)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(piece, buffer.Length)], cancellationToken);
    }
}
