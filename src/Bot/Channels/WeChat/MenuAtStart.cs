using Luzhi.Bot.Channels.WeChat.WireOut;
using Luzhi.Core.Messages;
using Luzhi.Core.Settings;
using Luzhi.Core.Storage;

namespace Luzhi.Bot.Channels.WeChat;

/// <summary>
/// At the start the platform's menu is compared with wechat.yaml and pushed where it differs. Pushing twice does no harm, so several nodes
/// need not agree on who does it. Without a menu in the file nothing is asked and nothing pushed.
/// </summary>
internal sealed class MenuAtStart(AccountMenu menu, WeChatSettings settings, IncidentBook incidents, TimeProvider clock, ILogger<MenuAtStart> log) : BackgroundService
{
    private const string Subject = "menu";

    /// <summary>A platform that cannot be reached yet is asked again; after the last wait the office's check says what is wrong.</summary>
    private static readonly TimeSpan[] Waits = [TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(5), TimeSpan.FromHours(1)];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        foreach (var wait in settings.Configured && menu.Wanted ? Waits : [])
        {
            await Task.Delay(wait, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stoppingToken.IsCancellationRequested || await SettledAsync(stoppingToken))
            {
                return;
            }
        }
    }

    /// <returns>False to come back later.</returns>
    private async Task<bool> SettledAsync(CancellationToken ct)
    {
        try
        {
            var look = await menu.LookAsync(ct);
            var outcome = look switch
            {
                { Instead: { } instead } => instead,
                { Differences.Count: 0 } => new SendOutcome.Sent(null),
                _ => await menu.PushAsync(ct),
            };
            await NoteAsync(outcome, look.Differences.Count, ct);
            return outcome is not SendOutcome.RetryLater;
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return true;
        }
        catch (Exception fault)
        {
            // A menu that cannot be pushed must not take the house down with it.
            log.LogError(fault, "the account's menu could not be compared");
            return false;
        }
    }

    private async Task NoteAsync(SendOutcome outcome, int differences, CancellationToken ct)
    {
        switch (outcome)
        {
            case SendOutcome.Sent:
                log.LogInformation("the account's menu is as configured; {Count} differences were pushed", differences);
                await incidents.CloseAsync(Subject, ct);
                break;
            case SendOutcome.Refused refused:
                await incidents.OpenAsync(Subject, refused.Why, ct);
                break;
            case SendOutcome.Misconfigured wrong:
                await incidents.OpenAsync(Subject, wrong.Why, ct);
                break;
        }
    }
}
