using Microsoft.IdentityModel.Protocols;

namespace Luzhi.Bot.Channels.BotFramework.WireIn;

/// <summary>Fetches an issuer's documents over this channel's own bounded client. The address of the second stands in the first: it too must be one that may be called.</summary>
public sealed class KeyDocuments(IHttpClientFactory http, TimeProvider clock) : IDocumentRetriever
{
    public async Task<string> GetDocumentAsync(string address, CancellationToken cancel)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || !(uri.Scheme == "https" || uri.IsLoopback))
        {
            throw new IOException("keys are fetched over https");
        }

        using var patience = new CancellationTokenSource(BotFrameworkWiring.Patience, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancel, patience.Token);
        return await http.CreateClient(BotFrameworkWiring.Client).GetStringAsync(uri, both.Token);
    }
}
