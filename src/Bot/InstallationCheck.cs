using Luzhi.Core.Settings;
using Luzhi.Core.Storage;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Luzhi.Bot;

/// <summary>Later: nothing is known to be wrong, somebody has to look or it could not be asked yet.</summary>
internal enum Grade { Good, Later, Warning, Bad }

internal sealed record Finding(Grade Grade, string Text)
{
    public string Mark => Grade switch { Grade.Good => "✓", Grade.Later => "…", Grade.Warning => "!", _ => "✗" };
}

/// <summary>What an operator wants to know of an installation before and after it starts; no secret is ever shown.</summary>
internal static class InstallationCheck
{
    public static IEnumerable<Finding> Look(Installation place)
    {
        var (settings, words) = (place.Settings, place.Words);
        yield return new(Grade.Good, words.Say("commands.check.house", ("root", place.House.Root), ("config", place.House.Config)));
        yield return new(Grade.Good, words.Say("commands.check.organization", ("name", settings.Organization.Name), ("zone", settings.Organization.TimeZone)));
        yield return new(Grade.Good, words.Say("commands.check.roles", ("roles", string.Join('、', settings.Roles)), ("engine", settings.Scheduler.Engine)));
        yield return new(Grade.Good, words.Say("commands.check.storage", ("provider", settings.Storage.Provider), ("where", Where(settings.Storage))));
        if (settings.Storage.Provider == Provider.Sqlite)
        {
            yield return Folder(new SqliteConnectionStringBuilder(settings.Storage.ConnectionString).DataSource, words);
        }

        yield return new(Grade.Good, words[settings.Redis.ConnectionString.Length > 0 ? "commands.check.redis" : "commands.check.redis_none"]);
        foreach (var finding in WeChat(settings, words).Concat(BotFramework(settings.BotFramework, words)))
        {
            yield return finding;
        }
    }

    private static IEnumerable<Finding> WeChat(AllSettings settings, Words words)
    {
        var account = settings.WeChat;
        if (!account.Configured)
        {
            yield return new(Grade.Warning, words["commands.check.wechat_none"]);
            yield break;
        }

        yield return new(Grade.Good, words.Say(
            "commands.check.wechat",
            ("app", account.AppId),
            ("secret", Redacted(account.AppSecret, words)),
            ("token", Redacted(account.Token, words)),
            ("key", Redacted(account.EncodingAesKey, words)),
            ("mode", account.EffectiveMode.ToString().ToLowerInvariant()),
            ("api", account.ApiBaseUrl)));
        yield return new(Grade.Good, words.Say(
            "commands.check.account",
            ("service", words[settings.Account.CustomerService ? "commands.check.yes" : "commands.check.no"]),
            ("templates", settings.Account.Templates.Count == 0 ? words["commands.check.no"] : string.Join('、', settings.Account.Templates.Keys))));
        if (account.EffectiveMode == WeChatMode.Any)
        {
            yield return new(Grade.Warning, words["commands.check.mode_any"]);
        }

        foreach (var missing in Missing(account))
        {
            yield return new(Grade.Bad, words.Say("commands.check.wechat_missing", ("name", missing)));
        }
    }

    /// <summary>Who does not use it is told nothing of it.</summary>
    private static IEnumerable<Finding> BotFramework(BotFrameworkSettings bot, Words words)
    {
        if (bot.Configured)
        {
            yield return new(Grade.Good, words.Say(
                "commands.check.botframework",
                ("app", bot.AppId),
                ("tenant", bot.TenantId.Length > 0 ? bot.TenantId : words["commands.check.unset"]),
                ("emulator", words[bot.Emulator ? "commands.check.yes" : "commands.check.no"])));
        }
        else if (bot.Local)
        {
            yield return new(Grade.Warning, words["commands.check.botframework_local"]);
        }
    }

    private static IEnumerable<string> Missing(WeChatSettings account) =>
        new[] { ("WeChat__AppSecret", account.AppSecret), ("WeChat__Token", account.Token) }.Where(p => p.Item2.Length == 0).Select(p => p.Item1);

    private static string Redacted(string secret, Words words) => secret.Length == 0 ? words["commands.check.unset"] : words["commands.check.set"];

    private static Finding Folder(string file, Words words)
    {
        var folder = Path.GetDirectoryName(file)!;
        try
        {
            Directory.CreateDirectory(folder);
            var probe = Path.Combine(folder, $".check-{Environment.ProcessId}");
            File.WriteAllText(probe, "");
            File.Delete(probe);
            return new(Grade.Good, words.Say("commands.check.folder", ("folder", folder)));
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return new(Grade.Bad, words.Say("commands.check.folder_bad", ("folder", folder), ("why", refused.Message)));
        }
    }

    private static string Where(StorageSettings storage)
    {
        if (storage.Provider == Provider.Sqlite)
        {
            return new SqliteConnectionStringBuilder(storage.ConnectionString).DataSource;
        }

        var server = new NpgsqlConnectionStringBuilder(storage.ConnectionString);
        return $"{server.Host}:{server.Port}/{server.Database}";
    }
}
