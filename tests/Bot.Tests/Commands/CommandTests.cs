using Luzhi.Core;
using Luzhi.Core.Office;
using Luzhi.Core.Storage;

namespace Luzhi.Bot.Tests.Commands;

public sealed class CommandTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_key_made_by_command_is_the_last_word_and_opens_what_it_says(Provider provider)
    {
        await using var fresh = await FreshDatabase.CreateEmptyAsync(provider);

        var made = await BotCommand.RunAsync(fresh, "apikey", "create", "门户网站", "--scope", "read,meetings");

        made.ExitCode.ShouldBe(0, made.Error);
        var key = await Office(fresh).FindKeyAsync(made.LastWord, Ct);
        key.ShouldNotBeNull().Scopes.ShouldBe("read meetings");
        (await BotCommand.RunAsync(fresh, "apikey", "list")).Out.ShouldNotContain(made.LastWord);
        (await BotCommand.RunAsync(fresh, "apikey", "revoke", "门户网站")).ExitCode.ShouldBe(0);
        (await Office(fresh).FindKeyAsync(made.LastWord, Ct)).ShouldBeNull();
    }

    [Fact]
    public async Task An_unknown_scope_is_refused_with_the_nearest_word()
    {
        await using var fresh = await FreshDatabase.CreateEmptyAsync(Provider.Sqlite);

        var refused = await BotCommand.RunAsync(fresh, "apikey", "create", "门户网站", "--scope", "meeting");

        refused.ExitCode.ShouldBe(1);
        refused.Error.ShouldContain("meetings");
        refused.Out.ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_user_made_by_command_has_the_password_that_is_the_last_word_once(Provider provider)
    {
        await using var fresh = await FreshDatabase.CreateEmptyAsync(provider);

        var made = await BotCommand.RunAsync(fresh, "admin", "create", "李秘书");
        var again = await BotCommand.RunAsync(fresh, "admin", "create", "李秘书");
        var reset = await BotCommand.RunAsync(fresh, "admin", "password", "李秘书");

        made.ExitCode.ShouldBe(0, made.Error);
        again.ExitCode.ShouldBe(1);
        var staff = (await Office(fresh).FindStaffAsync("李秘书", Ct)).ShouldNotBeNull();
        Password.Matches(made.LastWord, staff.PasswordHash).ShouldBeFalse();
        Password.Matches(reset.LastWord, staff.PasswordHash).ShouldBeTrue();
    }

    [Fact]
    public async Task Every_wrong_setting_is_told_at_once_with_an_exit_code_of_its_own()
    {
        var told = await BotCommand.WithAsync(new() { ["Storage__Provider"] = "sqlit", ["Delivery__Leese"] = "PT1M" }, "migrate");

        told.ExitCode.ShouldBe(2);
        told.Error.ShouldContain("sqlite");
        told.Error.ShouldContain("Delivery__Lease");
        told.Error.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task Check_shows_no_secret_and_warns_of_clear_messages()
    {
        await using var fresh = await FreshDatabase.CreateEmptyAsync(Provider.Sqlite);

        var check = await BotCommand.WithAsync(new()
        {
            ["Storage__ConnectionString"] = fresh.Settings.ConnectionString,
            ["WeChat__AppId"] = "wx0123456789abcdef",
            ["WeChat__AppSecret"] = "donottellanybody",
            ["WeChat__Token"] = "neithertellthis",
            ["WeChat__Mode"] = "any",
        }, "check", "--offline");

        check.ExitCode.ShouldBe(0, check.Out + check.Error);
        check.Out.ShouldContain("wx0123456789abcdef");
        check.Out.ShouldNotContain("donottellanybody");
        check.Out.ShouldNotContain("neithertellthis");
        check.Out.ShouldContain("! 模式 any");
    }

    [Fact]
    public async Task An_engine_that_cannot_run_here_is_refused_in_words()
    {
        await using var fresh = await FreshDatabase.CreateEmptyAsync(Provider.Sqlite);

        var refused = await BotCommand.WithAsync(new()
        {
            ["Storage__ConnectionString"] = fresh.Settings.ConnectionString,
            ["Scheduler__Engine"] = "stepped",
            ["ASPNETCORE_URLS"] = "http://127.0.0.1:0",
        }, "serve");

        refused.ExitCode.ShouldBe(2, refused.Error);
        refused.Error.ShouldContain("quartz");
        refused.Error.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task Bench_tells_every_rubbish_argument_in_words()
    {
        var told = await BotCommand.WithAsync(new Dictionary<string, string>(), "bench", "ftp://x", "--people", "许多", "--connexions", "3", "--aes-key", "short", "--seconds");

        told.ExitCode.ShouldBe(2);
        told.Error.ShouldContain("“ftp://x”不是服务器地址");
        told.Error.ShouldContain("--people 应是 1 到 10000000 之间的整数，不是“许多”");
        told.Error.ShouldContain("--seconds 应是 1 到 86400 之间的整数，不是“”");
        told.Error.ShouldContain("不认识“--connexions”");
        told.Error.ShouldContain("WeChat__Token");
        told.Error.ShouldContain("43 个字母和数字");
        told.Out.ShouldBeEmpty();
    }

    [Fact]
    public async Task Bench_says_that_nobody_is_there()
    {
        var told = await BotCommand.WithAsync(new Dictionary<string, string>(), "bench", "127.0.0.1:9", "--token", "t", "--app-id", "wx", "--aes-key", new string('k', 43));

        told.ExitCode.ShouldBe(1);
        told.Error.ShouldContain("连不上 http://127.0.0.1:9/wechat");
    }

    [Theory, InlineData("serve"), InlineData("check"), InlineData("menu"), InlineData("rehearse"), InlineData("apikey create"), InlineData("admin create"), InlineData("migrate"), InlineData("verify"), InlineData("bench")]
    public async Task Every_command_has_its_help(string command)
    {
        var help = await BotCommand.WithAsync(new Dictionary<string, string>(), [.. command.Split(' '), "--help"]);

        help.ExitCode.ShouldBe(0);
        help.Out.ShouldContain(command);
    }

    private static OfficeBook Office(FreshDatabase fresh) => new(fresh.Database, new ManualClock(), Chance.Real);
}
