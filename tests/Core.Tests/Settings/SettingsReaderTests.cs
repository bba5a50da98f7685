using Luzhi.Core.Settings;
using Luzhi.Core.Settings.Yaml;
using Luzhi.Core.Storage;

namespace Luzhi.Core.Tests.Settings;

public sealed class SettingsReaderTests
{
    private static readonly Dictionary<string, string> Nothing = [];

    [Fact]
    public void An_empty_file_gives_every_default_with_the_database_under_the_house()
    {
        using var folder = new Folder("# nothing set\n");
        var all = SettingsReader.Read(folder.House, Nothing);
        all.Storage.Provider.ShouldBe(Provider.Sqlite);
        all.Storage.ConnectionString.ShouldBe($"Data Source={Path.Combine(folder.House.Root, "data/luzhi.db")}");
        all.Roles.ShouldBe([NodeRole.Web, NodeRole.Worker, NodeRole.Scheduler]);
        all.Delivery.QuietFrom.ShouldBe(new TimeOnly(21, 30));
        all.Account.Windows.Message.ShouldBe(new WindowSize(TimeSpan.FromHours(48), 5));
    }

    [Fact]
    public void The_shipped_files_are_sound_and_so_is_every_default_they_show()
    {
        var config = House.Find(AppContext.BaseDirectory).Config;
        var bot = File.ReadAllText(Path.Combine(config, "bot.yaml"));
        var wechat = File.ReadAllText(Path.Combine(config, "wechat.yaml"));
        using var shipped = new Folder(bot, wechat);
        using var shown = new Folder(Uncommented(bot).Replace("  Mode: safe", "  # Mode", StringComparison.Ordinal), Uncommented(wechat));
        var defaults = SettingsReader.Read(shipped.House, Nothing);
        var spelledOut = SettingsReader.Read(shown.House, Nothing);
        spelledOut.Delivery.ShouldBe(defaults.Delivery);
        spelledOut.Organization.ShouldBe(defaults.Organization);
        spelledOut.WeChat.ShouldBe(defaults.WeChat);
        spelledOut.Redis.ShouldBe(defaults.Redis);
        spelledOut.Scheduler.ShouldBe(defaults.Scheduler);
        spelledOut.Account.Windows.ShouldBe(defaults.Account.Windows);
        spelledOut.Account.Templates[DoorbellKind.Meeting].Fields["time2"].ShouldBe(DoorbellField.When);
    }

    [Fact]
    public void Every_key_there_is_stands_in_the_shipped_files_with_its_default()
    {
        var config = House.Find(AppContext.BaseDirectory).Config;
        using var shown = new Folder(Uncommented(File.ReadAllText(Path.Combine(config, "bot.yaml"))), Uncommented(File.ReadAllText(Path.Combine(config, "wechat.yaml"))));
        foreach (var (file, type) in new[] { ("bot.yaml", typeof(AllSettings)), ("wechat.yaml", typeof(WeChatAccount)) })
        {
            var top = StrictYaml.Parse(Path.Combine(shown.House.Config, file), [])!;
            Missing((YamlMap)top, type, file).ShouldBeEmpty();
        }
    }

    private static IEnumerable<string> Missing(YamlMap map, Type type, string at)
    {
        foreach (var member in YamlShape.Of(type).Members.Where(m => m.Type != typeof(YamlPlace)))
        {
            var entry = map.Find(member.Name);
            var inner = entry?.Value is YamlMap below && !member.Type.IsGenericType ? Missing(below, member.Type, $"{at}: {member.Name}") : [];
            foreach (var missing in entry is null ? [$"{at}: {member.Name}"] : inner)
            {
                yield return missing;
            }
        }
    }

    [Fact]
    public void The_environment_wins_over_the_file_whatever_its_capitals()
    {
        using var folder = new Folder("Storage:\n  Provider: sqlite\nWeChat:\n  AppId: wx1\n  Token: t\nRedis:\n  ConnectionString: here:6379\n");
        var all = SettingsReader.Read(folder.House, new Dictionary<string, string>
        {
            ["STORAGE__PROVIDER"] = "postgres",
            ["Storage__ConnectionString"] = "Host=db;Database=luzhi",
            ["WeChat__AppId"] = "wx2",
            ["Redis__ConnectionString"] = "",
            ["Roles"] = "web, worker",
            ["Simulator__Enabled"] = "true",
            ["Config__Directory"] = "/elsewhere",
            ["Logging__LogLevel__Default"] = "Debug",
            ["ASPNETCORE_URLS"] = "http://127.0.0.1:1",
            ["Other__Thing"] = "none of ours",
        });
        all.Storage.ShouldBe(new StorageSettings { Provider = Provider.Postgres, ConnectionString = "Host=db;Database=luzhi", Spool = folder.House.Path("data/spool") });
        all.WeChat.AppId.ShouldBe("wx2");
        all.WeChat.Token.ShouldBe("t");
        all.Redis.ConnectionString.ShouldBe("");
        all.Roles.ShouldBe([NodeRole.Web, NodeRole.Worker]);
        all.Simulator.Enabled.ShouldBe(true);
    }

    [Fact]
    public void Every_fault_of_file_and_environment_is_named_at_once_with_its_place_and_the_nearest_word()
    {
        const string bot = """
            Storag:
              Provider: sqlite
            Organization:
              TimeZone: Asia/Shanghia
            Delivery:
              QuietFrom: 25:00
              Lease: 60
              ClaimAtMost: 0
            Scheduler:
              Engine: quarz
            """;
        using var folder = new Folder(bot, "templates:\n  meting: { id: a, fields: { thing1: titel } }\n");
        Faults(folder, new() { ["WeChat__AppIdd"] = "x", ["Storgae__Provider"] = "sqlite", ["Simulator__Enabled"] = "yes" }).ShouldBe([
            "环境变量 Storgae__Provider：不认识“Storgae__Provider”，最接近的是“Storage__Provider”",
            "环境变量 WeChat__AppIdd：不认识“WeChat__AppIdd”，最接近的是“WeChat__AppId”",
            "config/bot.yaml 第 1 行第 1 列：不认识“Storag”，最接近的是“Storage”",
            "config/bot.yaml 第 6 行第 14 列：“25:00”不对，应为时刻，如 21:30",
            "config/bot.yaml 第 7 行第 10 列：“60”不对，应为时长，如 PT30S（30 秒）、PT2H（2 小时）、P1D（1 天）",
            "config/bot.yaml 第 8 行第 16 列：应在 1 与 1000 之间",
            "config/bot.yaml 第 10 行第 11 列：“quarz”不对，应为 quartz、stepped、hangfire 之一，最接近的是“quartz”",
            "环境变量 Simulator__Enabled：“yes”不对，应为 true 或 false",
            "config/wechat.yaml 第 2 行第 3 列：“meting”不对，应为 meeting、reminder、moved、withdrawn、broadcast、default 之一，最接近的是“meeting”",
            "config/wechat.yaml 第 2 行第 38 列：“titel”不对，应为 title、when、place、hint、body 之一，最接近的是“title”",
        ]);
    }

    [Theory]
    [InlineData("Organization:\n  TimeZone: Asia/Shanghia", "第 2 行第 13 列：没有“Asia/Shanghia”这个时区，最接近的是“Asia/Shanghai”")]
    [InlineData("Storage:\n  Provider: postgres", "第 2 行第 13 列：Provider 为 postgres 时必须写 ConnectionString")]
    [InlineData("Storage:\n  ConnectionString: secret=hunter2", "第 2 行第 21 列：连接字符串读不懂：请检查写法，以及是否与 Provider 相符")]
    [InlineData("WeChat:\n  AppId: wx1", "第 2 行第 3 列：写了 AppId 就必须写 Token，否则无法辨认消息是否来自微信")]
    [InlineData("WeChat:\n  Mode: safe", "第 2 行第 9 列：Mode 为 safe 时必须写 EncodingAesKey")]
    [InlineData("WeChat:\n  EncodingAesKey: short", "第 2 行第 19 列：应为 43 个字母和数字（现为 5 个字符）")]
    [InlineData("WeChat:\n  ApiBaseUrl: localhost:80", "第 2 行第 15 列：应为以 http:// 或 https:// 开头的地址")]
    [InlineData("Roles: []", "第 1 行第 8 列：至少要有一个角色：web、worker、scheduler")]
    [InlineData("Roles: [web, woker]", "第 1 行第 14 列：“woker”不对，应为 web、worker、scheduler 之一，最接近的是“worker”")]
    [InlineData("- Storage", "第 1 行第 1 列：这里应是一组“键: 值”")]
    public void What_cannot_be_stops_the_start(string bot, string fault)
    {
        using var folder = new Folder(bot);
        Faults(folder, []).ShouldBe([$"config/bot.yaml {fault}"]);
    }

    private static List<string> Faults(Folder folder, Dictionary<string, string> environment) =>
        [.. Should.Throw<SettingsException>(() => SettingsReader.Read(folder.House, environment)).Faults.Select(f => f.ToString())];

    /// <summary>Every commented key of a shipped file, put in force; lines of prose stay comments.</summary>
    private static string Uncommented(string text) =>
        string.Join('\n', text.Split('\n').Select(line => System.Text.RegularExpressions.Regex.IsMatch(line, @"^# (\s+\S|[A-Za-z_]+:)") ? line[2..] : line));
}
