using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;

namespace Luzhi.Bot.Load;

/// <summary>
/// One connection, one push at a time. Bytes over a socket and no HttpClient: a pusher that takes as long as the server measures itself.
/// </summary>
internal sealed class PushLine(Uri server) : IAsyncDisposable
{
    /// <summary>Long past the platform's five seconds: what is late must still be seen to come.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private AnswerReader? reader;
    private Stream? stream;

    /// <returns>null when no answer came, whatever the reason.</returns>
    public async Task<HttpAnswer?> AskAsync(ReadOnlyMemory<byte> request, CancellationToken ct)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(ct);
        late.CancelAfter(Patience);
        try
        {
            var open = stream ??= await OpenAsync(late.Token);
            reader ??= new AnswerReader(open);
            await open.WriteAsync(request, late.Token);
            var answer = await reader.ReadAsync(late.Token);
            if (answer.Closes)
            {
                await CloseAsync();
            }

            return answer;
        }
        catch (Exception lost) when (lost is IOException or SocketException or AuthenticationException || (lost is OperationCanceledException && !ct.IsCancellationRequested))
        {
            await CloseAsync();
            return null;
        }
    }

    public async ValueTask DisposeAsync() => await CloseAsync();

    private async Task<Stream> OpenAsync(CancellationToken ct)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(server.DnsSafeHost, server.Port, ct);
            var plain = new NetworkStream(socket, ownsSocket: true);
            return server.Scheme == Uri.UriSchemeHttps ? await SecureAsync(plain, ct) : plain;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private async Task<Stream> SecureAsync(NetworkStream plain, CancellationToken ct)
    {
        var secure = new SslStream(plain);
        await secure.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = server.DnsSafeHost }, ct);
        return secure;
    }

    private async Task CloseAsync()
    {
        if (stream is { } open)
        {
            await open.DisposeAsync();
        }

        (stream, reader) = (null, null);
    }
}
