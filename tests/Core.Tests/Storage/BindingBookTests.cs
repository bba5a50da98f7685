using Luzhi.Core.Conversations;
using Luzhi.Core.Storage;
using Luzhi.Testing;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Core.Tests.Storage;

public sealed class BindingBookTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_code_that_still_waits_is_given_again_and_others_get_a_new_one(Provider provider)
    {
        await using var fresh = await FreshDatabase.CreateAsync(provider);
        var book = Book(fresh.Database);
        var zhang = await Some.MemberAsync(fresh.Database, "张建国");
        var li = await Some.MemberAsync(fresh.Database, "李秀英");
        var first = await book.IssueAsync([zhang.Id], "秘书", Ct);
        var both = await book.IssueAsync([zhang.Id, li.Id, 999], "秘书", Ct);
        both.Select(c => c.Name).ShouldBe(["张建国", "李秀英"]);
        both[0].ShouldBe(first[0]);
        both[1].Code.ShouldNotBe(both[0].Code);
        both.ShouldAllBe(c => c.Code == BindingWords.Normalize(c.Code) && c.Code.Length == 6);
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_lost_phone_is_nobodys_its_waiting_codes_are_dead_and_there_is_a_new_one(Provider provider)
    {
        await using var fresh = await FreshDatabase.CreateAsync(provider);
        var book = Book(fresh.Database);
        var (zhang, contact) = await Some.BoundMemberAsync(fresh.Database, "张建国");
        var (old, unbound) = ((await book.IssueAsync([zhang.Id], "秘书", Ct))[0], await book.UnbindAsync(zhang.Id, "秘书", Ct));
        unbound.ShouldNotBeNull().Code.ShouldNotBe(old.Code);
        await using var db = fresh.Database.Open();
        (await db.Contacts.SingleAsync(c => c.Id == contact.Id)).PersonId.ShouldBeNull();
        (await db.BindingCodes.SingleAsync(c => c.Code == old.Code)).RevokedAt.ShouldBe(Some.Monday);
        (await db.BindingCodes.SingleAsync(c => c.Code == unbound.Code)).RevokedAt.ShouldBeNull();
        (await db.Audit.SingleAsync(a => a.Action == "binding.unbind")).ShouldSatisfyAllConditions(
            a => a.Actor.ShouldBe("秘书"), a => a.Subject.ShouldBe($"person:{zhang.Id}"), a => a.Detail.ShouldBe("phones 1"));
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task Nobody_off_the_roster_gets_a_code(Provider provider)
    {
        await using var fresh = await FreshDatabase.CreateAsync(provider);
        (await Book(fresh.Database).UnbindAsync(999, "秘书", Ct)).ShouldBeNull();
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_thousand_codes_are_a_thousand_different_ones(Provider provider)
    {
        await using var fresh = await FreshDatabase.CreateAsync(provider);
        await Some.BodyAsync(fresh.Database);
        await using var db = fresh.Database.Open();
        var people = Enumerable.Range(0, 1_000).Select(i => Some.Person($"委员{i}")).ToList();
        db.People.AddRange(people);
        await db.SaveChangesAsync();
        (await Book(fresh.Database).IssueAsync([.. people.Select(p => p.Id)], "秘书", Ct)).Select(c => c.Code).Distinct().Count().ShouldBe(1_000);
    }

    private static BindingBook Book(Database database) => new(database, new ManualClock(), Chance.Seeded(5));
}
