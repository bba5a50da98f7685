using System.Threading.Channels;
using Luzhi.Core.Settings.Shelves;
using Luzhi.Core.Storage;

namespace Luzhi.Bot.Workers;

/// <summary>
/// Watches a folder of config/ and takes it in again once its files have been left alone for a moment: an editor writes in several steps, and
/// half a file is no fault to tell anybody of.
/// </summary>
internal sealed class ShelfWatch<T>(Restock<T> restock, TimeProvider clock, ILogger<ShelfWatch<T>> log) : BackgroundService where T : class, IShelved
{
    internal static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(500);

    private readonly Channel<bool> touched = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Something in the folder changed, or may have.</summary>
    internal void Touch() => touched.Writer.TryWrite(true);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var watcher = Watcher();

        // What was edited between the start's reading and now made no event.
        Touch();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await touched.Reader.ReadAsync(stoppingToken);
                await SettleAsync(stoppingToken);
                Tell(await restock.TakeAsync(stoppingToken));
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                // What was in force is in force; the next change tries again.
                log.LogError(fault, "{Folder} could not be taken in again", restock.Folder);
            }
        }
    }

    private async Task SettleAsync(CancellationToken ct)
    {
        do
        {
            await Task.Delay(Quiet, clock, ct);
        }
        while (touched.Reader.TryRead(out _));
    }

    private void Tell(ShelfNews<T> news)
    {
        foreach (var fault in news.Faults)
        {
            log.LogError("not taken in, what it said before stays in force: {Fault}", fault);
        }

        foreach (var made in news.Changed)
        {
            log.LogInformation("in force from now on: {Id}, version {Version}", made.Id, made.Version);
        }

        foreach (var made in news.Gone)
        {
            log.LogInformation("no longer in force: {Id}", made.Id);
        }
    }

    /// <summary>Every file: what a name stands for may be swapped under it, as a mounted volume does.</summary>
    private FileSystemWatcher? Watcher()
    {
        if (!Directory.Exists(restock.Folder))
        {
            return null;
        }

        var watcher = new FileSystemWatcher(restock.Folder);
        watcher.Changed += (_, _) => Touch();
        watcher.Created += (_, _) => Touch();
        watcher.Deleted += (_, _) => Touch();
        watcher.Renamed += (_, _) => Touch();
        watcher.Error += (_, _) => Touch();
        watcher.EnableRaisingEvents = true;
        return watcher;
    }
}
