using Luzhi.Core.Storage;

namespace Luzhi.Bot.OfficeConsole;

/// <summary>One broadcast that was sent.</summary>
public sealed class BroadcastPage(BroadcastBook book, OfficeBook office, ConsoleText text) : SentPage(book, office, text)
{
    public override string Home => $"/console/broadcasts/{Id}";

    protected override Task<long?> BroadcastIdAsync(CancellationToken ct) => Task.FromResult<long?>(Id);
}
