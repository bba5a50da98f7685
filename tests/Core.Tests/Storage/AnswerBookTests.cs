using Luzhi.Core.Office;
using Luzhi.Core.Storage;
using Luzhi.Testing;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Core.Tests.Storage;

public sealed class AnswerBookTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    private int done;

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task The_same_request_under_the_same_key_is_done_once_and_answered_alike(Provider provider)
    {
        await using var fresh = await FreshDatabase.CreateAsync(provider);
        var book = new AnswerBook(fresh.Database, new ManualClock());

        var first = await book.OnceAsync(1, "k", "hash", ct => DoAsync(fresh.Database, ct), Ct);
        var second = await book.OnceAsync(1, "k", "hash", ct => DoAsync(fresh.Database, ct), Ct);

        second.ShouldBe(first);
        (await CountAsync(fresh.Database)).ShouldBe(1);
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_second_request_hears_the_first_ones_answer_while_that_is_in_flight(Provider provider)
    {
        await using var fresh = await FreshDatabase.CreateAsync(provider);
        var book = new AnswerBook(fresh.Database, new ManualClock());
        var (begun, go) = (new TaskCompletionSource(), new TaskCompletionSource());

        var first = book.OnceAsync(1, "k", "hash", async ct =>
        {
            begun.SetResult();
            await go.Task.WaitAsync(ct);
            return await DoAsync(fresh.Database, ct);
        }, Ct);
        await begun.Task;
        var second = book.OnceAsync(1, "k", "hash", ct => DoAsync(fresh.Database, ct), Ct);
        go.SetResult();

        (await second).ShouldBe(await first);
        (await CountAsync(fresh.Database)).ShouldBe(1);
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task What_died_half_way_left_nothing_and_the_next_try_does_it(Provider provider)
    {
        await using var fresh = await FreshDatabase.CreateAsync(provider);
        var book = new AnswerBook(fresh.Database, new ManualClock());

        await Should.ThrowAsync<IOException>(() => book.OnceAsync(1, "k", "hash", async ct =>
        {
            await DoAsync(fresh.Database, ct);
            throw new IOException("the plug was pulled");
        }, Ct));
        (await CountAsync(fresh.Database)).ShouldBe(0);

        (await book.OnceAsync(1, "k", "hash", ct => DoAsync(fresh.Database, ct), Ct))!.Status.ShouldBe(201);
        (await CountAsync(fresh.Database)).ShouldBe(1);
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_refusal_undoes_what_was_half_done_and_is_remembered(Provider provider)
    {
        await using var fresh = await FreshDatabase.CreateAsync(provider);
        var book = new AnswerBook(fresh.Database, new ManualClock());

        var refused = await book.OnceAsync(1, "k", "hash", async ct =>
        {
            await DoAsync(fresh.Database, ct);
            return new Answer(422, "内容有误");
        }, Ct);

        (await CountAsync(fresh.Database)).ShouldBe(0);
        (await book.OnceAsync(1, "k", "hash", ct => DoAsync(fresh.Database, ct), Ct)).ShouldBe(refused);
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task Our_own_failure_is_not_remembered(Provider provider)
    {
        await using var fresh = await FreshDatabase.CreateAsync(provider);
        var book = new AnswerBook(fresh.Database, new ManualClock());

        await book.OnceAsync(1, "k", "hash", _ => Task.FromResult(new Answer(500, "")), Ct);

        (await book.OnceAsync(1, "k", "hash", ct => DoAsync(fresh.Database, ct), Ct))!.Status.ShouldBe(201);
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_key_stands_for_one_request_of_one_caller_and_is_forgotten_after_two_days(Provider provider)
    {
        await using var fresh = await FreshDatabase.CreateAsync(provider);
        var clock = new ManualClock();
        var book = new AnswerBook(fresh.Database, clock);
        await book.OnceAsync(1, "k", "hash", ct => DoAsync(fresh.Database, ct), Ct);

        (await book.OnceAsync(1, "k", "another", ct => DoAsync(fresh.Database, ct), Ct)).ShouldBeNull();
        (await book.OnceAsync(2, "k", "another", ct => DoAsync(fresh.Database, ct), Ct)).ShouldNotBeNull();
        clock.Advance(TimeSpan.FromHours(47));
        (await book.OnceAsync(1, "k", "another", ct => DoAsync(fresh.Database, ct), Ct)).ShouldBeNull();
        clock.Advance(TimeSpan.FromHours(2));
        (await book.OnceAsync(1, "k", "another", ct => DoAsync(fresh.Database, ct), Ct)).ShouldNotBeNull();
    }

    /// <summary>Work as the books do it: in a transaction of its own, were there no outer one.</summary>
    private async Task<Answer> DoAsync(Database database, CancellationToken ct)
    {
        var turn = Interlocked.Increment(ref done);
        await database.WriteAsync(async (db, token) =>
        {
            db.Add(new Setting { Key = $"done.{turn}", Value = "once" });
            await db.SaveChangesAsync(token);
        }, ct);
        return new Answer(201, $$"""{"id":{{turn}}}""");
    }

    private static async Task<int> CountAsync(Database database)
    {
        await using var db = database.Open();
        return await db.Settings.CountAsync(s => s.Key.StartsWith("done."));
    }
}
