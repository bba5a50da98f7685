using Luzhi.Bot.Workers;
using Luzhi.Core.Conversations.Forms;
using Luzhi.Core.Settings.Shelves;
using Luzhi.Core.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Luzhi.Bot.Tests.Workers;

public sealed class ShelfWatchTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("forms").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_file_that_is_saved_is_in_force_once_it_has_been_left_alone_for_a_moment()
    {
        await using var fresh = await FreshDatabase.CreateAsync(Provider.Sqlite);
        var clock = new ManualClock();
        Write("什么时候？");
        var shelf = FormReader.ReadAll(folder);
        var taken = new TaskCompletionSource();
        var restock = new Restock<Form>(FormReader.In(folder), shelf, new VersionBook(fresh.Database, clock), new IncidentBook(fresh.Database, clock), [Heard]);
        var watch = new ShelfWatch<Form>(restock, clock, NullLogger<ShelfWatch<Form>>.Instance);
        await watch.StartAsync(default);

        // The start's own look.
        await clock.WaitedOnAsync(1);
        Write("哪一天？");
        watch.Touch();
        shelf.Find("visit")!.Questions[0].Ask.ShouldBe("什么时候？", "the file was only just touched");
        while (!taken.Task.IsCompleted)
        {
            await Task.WhenAny(taken.Task, clock.WaitedOnAsync(1));
            clock.Advance(ShelfWatch<Form>.Quiet);
        }

        shelf.Find("visit")!.Questions[0].Ask.ShouldBe("哪一天？");
        await watch.StopAsync(default);

        Task Heard(ShelfNews<Form> news, CancellationToken ct)
        {
            taken.TrySetResult();
            return Task.CompletedTask;
        }
    }

    private void Write(string ask) => File.WriteAllText(Path.Combine(folder, "visit.yaml"), $"""
        form: visit
        title: 走访
        questions:
          - key: day
            type: date
            label: 时间
            ask: {ask}
        """);
}
