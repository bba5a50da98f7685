using Luzhi.Core.Settings.Yaml;

namespace Luzhi.Core.Settings;

/// <summary>What a node does; a single machine does all three.</summary>
public enum NodeRole { Web, Worker, Scheduler }

/// <summary>config/bot.yaml with the environment over it, and config/wechat.yaml: checked, so that whoever holds it need not check again.</summary>
public sealed record AllSettings
{
    public IReadOnlyList<NodeRole> Roles { get; init; } = [NodeRole.Web, NodeRole.Worker, NodeRole.Scheduler];
    public StorageSettings Storage { get; init; } = new();
    public RedisSettings Redis { get; init; } = new();
    public OrganizationSettings Organization { get; init; } = new();
    public WeChatSettings WeChat { get; init; } = new();
    public BotFrameworkSettings BotFramework { get; init; } = new();
    public SimulatorSettings Simulator { get; init; } = new();
    public SchedulerSettings Scheduler { get; init; } = new();
    public OfficeSettings Office { get; init; } = new();
    public AdminSettings Admin { get; init; } = new();
    public DeliverySettings Delivery { get; init; } = new();
    public PageSettings Pages { get; init; } = new();
    public CrashSettings Crash { get; init; } = new();
    public DutySettings Duties { get; init; } = new();

    /// <summary>From config/wechat.yaml.</summary>
    [NotInFile]
    public WeChatAccount Account { get; init; } = new();
}
