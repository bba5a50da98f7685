using Luzhi.Core.Office;
using Luzhi.Core.Storage;
using Luzhi.Testing;

namespace Luzhi.Core.Tests.Storage;

public sealed class FirstAdminBookTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task The_first_user_is_made_once(Provider provider)
    {
        await using var fresh = await FreshDatabase.CreateAsync(provider);
        var (office, first) = Books(fresh);

        (await first.MakeAsync("one-password", Ct)).ShouldBeTrue();
        (await first.MakeAsync("another-password", Ct)).ShouldBeFalse();

        var admin = (await office.FindStaffAsync(FirstAdminBook.Name, Ct)).ShouldNotBeNull();
        Password.Matches("one-password", admin.PasswordHash).ShouldBeTrue();
        (admin.Role, admin.ApprovesLeave).ShouldBe((StaffRole.Office, true));
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task Renewing_keeps_browsers_signed_in(Provider provider)
    {
        await using var fresh = await FreshDatabase.CreateAsync(provider);
        var (office, first) = Books(fresh);
        await first.MakeAsync("one-password", Ct);
        var before = await office.FindStaffAsync(FirstAdminBook.Name, Ct);

        (await first.RenewAsync(Password.Hash("new-password", Chance.Real), Ct)).ShouldBeTrue();

        var after = (await office.FindStaffAsync(FirstAdminBook.Name, Ct)).ShouldNotBeNull();
        Password.Matches("new-password", after.PasswordHash).ShouldBeTrue();
        after.Stamp.ShouldBe(before!.Stamp);
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_password_somebody_chose_is_never_replaced(Provider provider)
    {
        await using var fresh = await FreshDatabase.CreateAsync(provider);
        var (office, first) = Books(fresh);
        await first.MakeAsync("one-password", Ct);
        await office.SetPasswordAsync(FirstAdminBook.Name, "my own choice", Ct);

        (await first.RenewAsync(Password.Hash("new-password", Chance.Real), Ct)).ShouldBeFalse();

        Password.Matches("my own choice", (await office.FindStaffAsync(FirstAdminBook.Name, Ct))!.PasswordHash).ShouldBeTrue();
    }

    private static (OfficeBook Office, FirstAdminBook First) Books(FreshDatabase fresh)
    {
        var office = new OfficeBook(fresh.Database, new ManualClock(), Chance.Real);
        return (office, new FirstAdminBook(fresh.Database, office));
    }
}
