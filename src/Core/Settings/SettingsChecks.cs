using System.Text.RegularExpressions;
using Luzhi.Core.Settings.Yaml;
using Luzhi.Core.Storage;

namespace Luzhi.Core.Settings;

/// <summary>What is well written but cannot be: checked once, at the start. Never repeats a secret's value.</summary>
internal static partial class SettingsChecks
{
    public static void Run(AllSettings all, YamlMap written, List<SettingFault> faults)
    {
        Storage(all.Storage, written, faults);
        Organization(all.Organization, written, faults);
        WeChat(all.WeChat, written, faults);
        BotFramework(all.BotFramework, written, faults);
        if (all.Crash.At.Length > 0 && Checkpoint.Read(all.Crash.At) is null)
        {
            faults.Add(new SettingFault(written.PlaceOf("Crash", "At"),
                $"没有“{all.Crash.At}”这个检查点，最接近的是“{Nearest.Word(all.Crash.At.Split(':')[0], Checkpoint.Names) ?? Checkpoint.Names[0]}”；写作“名字”或“名字:第几次”"));
        }

        if (all.Roles.Count == 0)
        {
            faults.Add(new SettingFault(written.PlaceOf("Roles"), "至少要有一个角色：web、worker、scheduler"));
        }
    }

    private static bool IsWebAddress(string written) => Uri.TryCreate(written, UriKind.Absolute, out var uri) && uri.Scheme is ("http" or "https");

    private static void Storage(StorageSettings storage, YamlMap written, List<SettingFault> faults)
    {
        if (storage.Provider == Provider.Postgres && storage.ConnectionString == new StorageSettings().ConnectionString)
        {
            faults.Add(new SettingFault(written.PlaceOf("Storage", "Provider"), "Provider 为 postgres 时必须写 ConnectionString"));
        }
        else if (!ConnectionText.Readable(storage.Provider, storage.ConnectionString))
        {
            // The text may hold a password: it is not repeated, and neither is the driver's message about it.
            faults.Add(new SettingFault(written.PlaceOf("Storage", "ConnectionString"), "连接字符串读不懂：请检查写法，以及是否与 Provider 相符"));
        }
    }

    private static void Organization(OrganizationSettings organization, YamlMap written, List<SettingFault> faults)
    {
        if (organization.Name.Trim().Length == 0)
        {
            faults.Add(new SettingFault(written.PlaceOf("Organization", "Name"), "单位名称不能为空"));
        }

        if (organization.PublicUrl.Length > 0 && !IsWebAddress(organization.PublicUrl))
        {
            faults.Add(new SettingFault(written.PlaceOf("Organization", "PublicUrl"), "应为以 http:// 或 https:// 开头的地址"));
        }

        if (!TimeZoneInfo.TryFindSystemTimeZoneById(organization.TimeZone, out _))
        {
            var nearest = Nearest.Word(organization.TimeZone, TimeZoneInfo.GetSystemTimeZones().Select(z => z.Id));
            faults.Add(new SettingFault(written.PlaceOf("Organization", "TimeZone"),
                $"没有“{organization.TimeZone}”这个时区" + (nearest is null ? "（系统是否装有 tzdata？）" : $"，最接近的是“{nearest}”")));
        }
    }

    private static void WeChat(WeChatSettings wechat, YamlMap written, List<SettingFault> faults)
    {
        void Refuse(string key, string why) => faults.Add(new SettingFault(written.PlaceOf("WeChat", key), why));
        foreach (var (key, value) in new[] { ("EncodingAesKey", wechat.EncodingAesKey), ("PreviousEncodingAesKey", wechat.PreviousEncodingAesKey) })
        {
            if (value.Length > 0 && !AesKey().IsMatch(value))
            {
                Refuse(key, $"应为 43 个字母和数字（现为 {value.Length} 个字符）");
            }
        }

        if (wechat.Configured && wechat.Token.Length == 0)
        {
            Refuse("Token", "写了 AppId 就必须写 Token，否则无法辨认消息是否来自微信");
        }

        if (wechat.Mode == WeChatMode.Safe && wechat.EncodingAesKey.Length == 0)
        {
            Refuse("Mode", "Mode 为 safe 时必须写 EncodingAesKey");
        }

        if (!IsWebAddress(wechat.ApiBaseUrl))
        {
            Refuse("ApiBaseUrl", "应为以 http:// 或 https:// 开头的地址");
        }

        if (!IsWebAddress(wechat.OpenBaseUrl))
        {
            Refuse("OpenBaseUrl", "应为以 http:// 或 https:// 开头的地址");
        }
    }

    private static void BotFramework(BotFrameworkSettings bot, YamlMap written, List<SettingFault> faults)
    {
        void Refuse(string key, string why) => faults.Add(new SettingFault(written.PlaceOf("BotFramework", key), why));
        if (bot.Configured && bot.AppPassword.Length == 0)
        {
            Refuse("AppPassword", "写了 AppId 就必须写 AppPassword，否则收得到、发不出");
        }

        if (bot.Configured && bot.Local)
        {
            Refuse("Local", "Local 只用于没有 AppId 的试用；用模拟器调试已登记的机器人请写 Emulator: true");
        }

        // Keys and our own password travel here: over https, or on this machine.
        foreach (var (key, value) in new[] { ("ChannelMetadata", bot.ChannelMetadata), ("EmulatorMetadata", bot.EmulatorMetadata), ("LoginUrl", bot.LoginUrl) })
        {
            if (!Uri.TryCreate(value, UriKind.Absolute, out var uri) || !(uri.Scheme == "https" || (uri.Scheme == "http" && uri.IsLoopback)))
            {
                Refuse(key, "应为以 https:// 开头的地址");
            }
        }
    }

    [GeneratedRegex("^[A-Za-z0-9]{43}$")]
    private static partial Regex AesKey();
}
