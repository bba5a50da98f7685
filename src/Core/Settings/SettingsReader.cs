using Luzhi.Core.Settings.Yaml;
using Luzhi.Core.Storage;

namespace Luzhi.Core.Settings;

/// <summary>Reads everything an operator configures. Either all of it is sound, or the start stops with every fault in one list.</summary>
public static class SettingsReader
{
    private const string BotFile = "config/bot.yaml";
    internal const string WeChatFile = "config/wechat.yaml";

    /// <param name="house">Where config/ stands; relative SQLite paths are made absolute from its root.</param>
    /// <param name="environment">Names and values; those that are not ours are ignored.</param>
    /// <exception cref="SettingsException">Anything is wrong.</exception>
    public static AllSettings Read(House house, IReadOnlyDictionary<string, string> environment)
    {
        var faults = new List<SettingFault>();
        var written = new YamlMap(new YamlPlace(BotFile, 1, 1), []);
        if (StrictYaml.Parse(Path.Combine(house.Config, "bot.yaml"), faults, BotFile) is { } top)
        {
            written = top as YamlMap ?? Refused(written, top.At, faults);
        }

        var layered = EnvironmentLayer.Over(written, environment, faults);
        var all = StrictYaml.Bind<AllSettings>(layered, faults, KeySpelling.Pascal);
        var account = Account(house, faults);
        if (all is not null)
        {
            SettingsChecks.Run(all, layered, faults);
        }

        return faults.Count > 0
            ? throw new SettingsException(faults)
            : all! with { Account = account!, Storage = Rooted(all.Storage, house) };
    }

    /// <summary>An installation without WeChat needs no wechat.yaml.</summary>
    private static WeChatAccount? Account(House house, List<SettingFault> faults)
    {
        var path = Path.Combine(house.Config, "wechat.yaml");
        var account = File.Exists(path) ? StrictYaml.Read<WeChatAccount>(path, faults, WeChatFile) : new WeChatAccount();
        if (account is not null)
        {
            AccountChecks.Run(account, faults);
        }

        return account;
    }

    private static StorageSettings Rooted(StorageSettings storage, House house) =>
        storage with
        {
            ConnectionString = ConnectionText.Rooted(storage.Provider, storage.ConnectionString, house.Root),
            Spool = ConnectionText.SpoolOf(storage, house.Root),
        };

    private static YamlMap Refused(YamlMap instead, YamlPlace at, List<SettingFault> faults)
    {
        faults.Add(new SettingFault(at, "这里应是一组“键: 值”"));
        return instead;
    }
}
