using Luzhi.Core.Settings.Yaml;
using Luzhi.Core.Storage;

namespace Luzhi.Core.Settings;

/// <summary>Where the truth lives. Relative SQLite paths count from the house's root.</summary>
public sealed record StorageSettings
{
    public Provider Provider { get; init; } = Provider.Sqlite;
    public string ConnectionString { get; init; } = "Data Source=data/luzhi.db";

    /// <summary>The folder of what was acknowledged and waits for the database. Empty: beside the SQLite file, else data/spool.</summary>
    public string Spool { get; init; } = "";

    /// <summary>Megabytes. What would go beyond is not acknowledged.</summary>
    [Between("1", "10240")]
    public int SpoolAtMost { get; init; } = 64;

    /// <summary>A rehearsal's file, thrown away afterwards: nothing in it has to outlive a power cut. Cannot be set from outside.</summary>
    [NotInFile]
    public bool Scratch { get; init; }
}

public sealed record RedisSettings
{
    /// <summary>Empty: one node, nothing shared.</summary>
    public string ConnectionString { get; init; } = "";
}

public sealed record OrganizationSettings
{
    public string Name { get; init; } = "政协";
    public string TimeZone { get; init; } = "Asia/Shanghai";

    /// <summary>What phones, commands and the API answer in: each language is one file, config/words.{language}.yaml. What members write is read as Chinese.</summary>
    [OneOf("zh-CN", "en")]
    public string Language { get; init; } = "zh-CN";

    /// <summary>How members' phones reach this house, e.g. https://lz.example.gov.cn; empty: messages carry no links.</summary>
    public string PublicUrl { get; init; } = "";
}

public enum WeChatMode { Any, Safe }

/// <summary>The one configured account; <c>WeChat__*</c> of the environment wins over the file.</summary>
public sealed record WeChatSettings
{
    public string AppId { get; init; } = "";
    public string AppSecret { get; init; } = "";
    public string Token { get; init; } = "";
    public string EncodingAesKey { get; init; } = "";

    /// <summary>Still accepted while the platform changes over to a new key.</summary>
    public string PreviousEncodingAesKey { get; init; } = "";

    /// <summary>Unset: safe where a key is set, else any.</summary>
    public WeChatMode? Mode { get; init; }
    public string ApiBaseUrl { get; init; } = "https://api.weixin.qq.com";

    /// <summary>Where a phone's browser is sent to say who holds it (网页授权).</summary>
    public string OpenBaseUrl { get; init; } = "https://open.weixin.qq.com";

    /// <summary>How far a push's timestamp may be from now, either way, before it counts as stale.</summary>
    [Between("PT10S", "P1D")]
    public TimeSpan PushWindow { get; init; } = TimeSpan.FromMinutes(5);

    public bool Configured => AppId.Length > 0;

    public WeChatMode EffectiveMode => Mode ?? (EncodingAesKey.Length > 0 ? WeChatMode.Safe : WeChatMode.Any);
}

public sealed record SimulatorSettings
{
    /// <summary>Unset: on only in Development on loopback.</summary>
    public bool? Enabled { get; init; }
}

public sealed record SchedulerSettings
{
    /// <summary>quartz, stepped or hangfire (only in a build that has it).</summary>
    [OneOf("quartz", "stepped", "hangfire")]
    public string Engine { get; init; } = "quartz";
}

/// <summary>How the duties of config/duties are planned.</summary>
public sealed record DutySettings
{
    /// <summary>So long before it opens an occurrence stands in the ledger, to be looked at and still to be changed.</summary>
    [Between("P1D", "P60D")]
    public TimeSpan Ahead { get; init; } = TimeSpan.FromDays(7);

    /// <summary>The first day of a term of office; the others are five years apart.</summary>
    public DateOnly TermStart { get; init; } = new(2022, 1, 1);
}

/// <summary>What the office wants of the house.</summary>
public sealed record OfficeSettings
{
    /// <summary>When 今日 goes to the phones of those who work in the office, on workdays.</summary>
    public TimeOnly MorningBrief { get; init; } = new(8, 0);
}

public sealed record AdminSettings
{
    /// <summary>Only for the first start; empty: one is made and printed once.</summary>
    public string Password { get; init; } = "";
}

/// <summary>Limits of the bell and the door. All of them are configuration (design.md, Reach).</summary>
public sealed record DeliverySettings
{
    [Between("PT5S", "PT1H")]
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(60);

    [Between("1", "1000")]
    public int ClaimAtMost { get; init; } = 50;

    [Between("1", "256")]
    public int SendAtOnce { get; init; } = 16;

    /// <summary>With the backoff doubling from one second to ten minutes, twelve tries outlast half an hour without the platform.</summary>
    [Between("1", "100")]
    public int AttemptsAtMost { get; init; } = 12;

    /// <summary>Of each channel, on each node; 0 for as fast as it goes.</summary>
    [Between("0", "10000")]
    public int SendPerSecond { get; init; } = 100;

    /// <summary>A notice that fell due longer ago than this while we were down is not sent but listed.</summary>
    [Between("PT1M", "P30D")]
    public TimeSpan MissedAfter { get; init; } = TimeSpan.FromHours(12);
    public TimeOnly QuietFrom { get; init; } = new(21, 30);
    public TimeOnly QuietTo { get; init; } = new(7, 30);

    /// <summary>Of what the clock planned, at most so many to one member from Monday to Sunday; 0 for no limit.</summary>
    [Between("0", "100")]
    public int NoticesAWeek { get; init; } = 5;

    [Between("PT1H", "P3650D")]
    public TimeSpan BodyKept { get; init; } = TimeSpan.FromDays(180);
}
