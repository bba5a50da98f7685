using System.Text;
using Luzhi.Core.Conversations.Forms;
using Luzhi.Core.Duties;
using Luzhi.Core.Messages;
using Luzhi.Core.PhonePages;
using Luzhi.Core.Settings;
using Luzhi.Core.Storage;
using Luzhi.Testing;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Core.Tests.Storage;

public sealed class StudyFileBookTests
{
    private const string Secretary = "陈秘书";

    private readonly ManualClock clock = new();

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_draft_takes_five_papers_once_each_and_what_was_sent_keeps_them_as_they_were(Provider provider)
    {
        await using var house = await LedgerFixture.CreateAsync(provider);
        await Some.MemberAsync(house.Database, "张建国");
        var (book, files) = (Book(house.Database, "https://lz.example.gov.cn"), new StudyFileBook(house.Database, LedgerFixture.Words, clock));
        var id = (await book.KeepAsync(null, new("学习材料", "请看附件。", "全体"), Secretary, default))!.Value;
        var other = (await book.KeepAsync(null, new("另一份", "", ""), Secretary, default))!.Value;

        var first = (await PutAsync(files, id, "讲话.doc", "一"))!.Value;
        (await PutAsync(files, id, "讲话.doc", "一")).ShouldBe(first, "sent again after a lost connection");
        foreach (var more in new[] { "二", "三", "四", "五" })
        {
            await PutAsync(files, id, more + ".pdf", more);
        }

        (await Should.ThrowAsync<FaultsException>(() => PutAsync(files, id, "六.pdf", "六"))).Faults.ShouldHaveSingleItem().Text.ShouldContain("5");
        (await files.RemoveAsync(other, [first], default)).ShouldBe(0, "another's paper");
        (await files.FindAsync(other, first, default)).ShouldBeNull();
        (await files.RemoveAsync(id, [first + 1, first + 2, first + 3], default)).ShouldBe(3);

        await book.SendAsync(id, Secretary, default);
        (await house.ReadAsync(db => db.Notices.SingleAsync())).Text.ShouldContain("附件2个，请点开查看");
        (await PutAsync(files, id, "迟到.pdf", "迟到")).ShouldBeNull();
        (await files.RemoveAsync(id, [first], default)).ShouldBe(0);
        (await files.OfAsync(id, default)).Select(f => (f.Name, f.Size)).ShouldBe([("讲话.pdf", 8), ("五.pdf", 8)]);
        Encoding.UTF8.GetString((await files.FindAsync(id, first, default))!.Bytes).ShouldBe("%PDF-一");
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_draft_that_is_thrown_away_takes_its_papers_along_and_without_pages_the_office_is_named(Provider provider)
    {
        await using var house = await LedgerFixture.CreateAsync(provider);
        await Some.MemberAsync(house.Database, "张建国");
        var (book, files) = (Book(house.Database, ""), new StudyFileBook(house.Database, LedgerFixture.Words, clock));
        var id = (await book.KeepAsync(null, new("学习材料", "请看附件。", "全体"), Secretary, default))!.Value;
        await PutAsync(files, id, "讲话.pdf", "一");

        book.Draft(new("学习材料", "请看附件。", "全体"), files: 1).Text.ShouldContain("附件1个，请向机关工作人员索取");
        book.Draft(new("学习材料", "正文。", "全体")).Text.ShouldNotContain("附件");
        (await book.DropAsync(id, default)).ShouldBeTrue();

        (await house.ReadAsync(db => db.StudyFiles.AnyAsync())).ShouldBeFalse();
        (await PutAsync(files, id, "讲话.pdf", "一")).ShouldBeNull();
    }

    private static Task<long?> PutAsync(StudyFileBook files, long study, string name, string said) =>
        files.KeepAsync(study, name, FileKind.Of("%PDF-"u8, name)!, Encoding.UTF8.GetBytes("%PDF-" + said), default);

    private StudyBook Book(Database database, string publicUrl)
    {
        var (audiences, reach) = (new AudienceBook(database, clock, Some.Zone, LedgerFixture.Words), new ReachBook(database, new Rights(new Dictionary<string, ChannelRights>()), clock));
        var broadcasts = new BroadcastBook(database, audiences, reach, FormShelf.Empty, LedgerFixture.Words, Some.Zone, new OrganizationSettings { PublicUrl = publicUrl }, clock);
        return new(database, audiences, reach, broadcasts, LedgerFixture.Words, clock);
    }
}
