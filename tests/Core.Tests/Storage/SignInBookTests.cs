using Luzhi.Core.Office;
using Luzhi.Core.Settings;
using Luzhi.Core.Storage;
using Luzhi.Testing;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Core.Tests.Storage;

/// <summary>A stranger who guesses is kept out, and keeps nobody else out.</summary>
public sealed class SignInBookTests
{
    private const string Desk = "10.0.0.8", Stranger = "10.0.0.99", Name = "秘书小周", Right = "correct horse";

    private static readonly CancellationToken Ct = CancellationToken.None;

    private static readonly Words Words = Words.Load(Path.Combine(House.Find(AppContext.BaseDirectory).Config, "words.zh-CN.yaml"));

    private readonly ManualClock clock = new();

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task Five_wrong_passwords_close_the_name_to_their_network_and_to_nobody_else(Provider provider)
    {
        await using var fresh = await FreshDatabase.CreateAsync(provider);
        var book = await BookAsync(fresh.Database);

        for (var i = 0; i < 4; i++)
        {
            (await book.TryAsync(Name, "guess", Stranger, Ct)).ShouldBeOfType<SignInAnswer.Wrong>();
        }

        (await book.TryAsync(Name, "guess", Stranger, Ct)).ShouldBe(new SignInAnswer.Locked(clock.GetUtcNow().AddMinutes(15)));
        (await book.TryAsync(Name, Right, Stranger, Ct)).ShouldBeOfType<SignInAnswer.Locked>();

        (await book.TryAsync(Name, Right, Desk, Ct)).ShouldBeOfType<SignInAnswer.Welcome>();
        (await book.TryAsync(Name, Right, Stranger, Ct)).ShouldBeOfType<SignInAnswer.Locked>();
        clock.Advance(TimeSpan.FromMinutes(15));
        (await book.TryAsync(Name, Right, Stranger, Ct)).ShouldBeOfType<SignInAnswer.Welcome>();
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task The_right_password_forgets_the_wrong_ones_before_it(Provider provider)
    {
        await using var fresh = await FreshDatabase.CreateAsync(provider);
        var book = await BookAsync(fresh.Database);

        for (var i = 0; i < 12; i++)
        {
            (await book.TryAsync(Name, i % 4 == 3 ? Right : "slip", Desk, Ct)).ShouldNotBeOfType<SignInAnswer.Locked>();
        }
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task Fifty_wrong_passwords_from_everywhere_close_the_name_to_all_for_an_hour_or_until_it_is_reset(Provider provider)
    {
        await using var fresh = await FreshDatabase.CreateAsync(provider);
        var book = await BookAsync(fresh.Database);
        await GuessAsync(book, 49);
        (await book.TryAsync(Name, Right, Desk, Ct)).ShouldBeOfType<SignInAnswer.Welcome>();

        await GuessAsync(book, 1);
        (await book.TryAsync(Name, Right, Desk, Ct)).ShouldBe(new SignInAnswer.Locked(clock.GetUtcNow().AddHours(1)));
        var staff = new StaffBook(fresh.Database, clock, Chance.Seeded(3), Words);
        var line = (await staff.ListAsync(Ct)).ShouldHaveSingleItem();
        line.Locked.ShouldBeTrue();

        var fresher = await staff.ResetAsync(line.Id, "测试", Ct);
        (await book.TryAsync(Name, fresher, Desk, Ct)).ShouldBeOfType<SignInAnswer.Welcome>();

        await GuessAsync(book, 50);
        clock.Advance(TimeSpan.FromHours(1));
        (await book.TryAsync(Name, fresher, Desk, Ct)).ShouldBeOfType<SignInAnswer.Welcome>();
        await using var db = fresh.Database.Open();
        (await db.SignInTries.CountAsync()).ShouldBe(0);
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task However_many_guess_at_the_same_moment_five_are_looked_at(Provider provider)
    {
        await using var fresh = await FreshDatabase.CreateAsync(provider);
        var book = await BookAsync(fresh.Database);

        await Task.WhenAll(Enumerable.Range(0, 12).Select(i => Task.Run(() => book.TryAsync(Name, "guess" + i, Stranger, Ct))));

        await using var db = fresh.Database.Open();
        (await db.Audit.CountAsync(a => a.Action == "signin.wrong")).ShouldBe(5);
    }

    /// <summary>Each from a network of its own.</summary>
    private static async Task GuessAsync(SignInBook book, int times)
    {
        for (var i = 0; i < times; i++)
        {
            await book.TryAsync(Name, "guess", $"192.0.2.{i}", Ct);
        }
    }

    private async Task<SignInBook> BookAsync(Database database)
    {
        var chance = Chance.Seeded(5);
        await using var db = database.Open();
        db.Add(new Staff { Name = Name, PasswordHash = Password.Hash(Right, chance), Stamp = "s", CreatedAt = clock.GetUtcNow() });
        await db.SaveChangesAsync(Ct);
        return new SignInBook(database, clock, chance);
    }
}
