using Luzhi.Bot.Channels;
using Luzhi.Core.Messages;
using Luzhi.Core.Settings;
using Luzhi.Core.Storage;
using Route = Luzhi.Core.Messages.Route;

namespace Luzhi.Bot.Workers;

/// <summary>
/// One channel as the door sees it: how fast it may go, and which of its routes is shut because the platform refuses all of us there
/// (a wrong secret, an address not on the allow-list, a right that was taken away).
/// </summary>
internal sealed class Gate(IChannel channel, DeliverySettings settings, IncidentBook incidents, TimeProvider clock)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(10);

    private readonly Governor governor = new(settings.SendPerSecond, clock);
    private readonly Dictionary<Route, (DateTimeOffset Until, TimeSpan Span)> shut = [];
    private readonly HashSet<Route> proved = [];
    private readonly Lock gate = new();

    public IChannel Channel => channel;

    public int Free(Lane lane) => governor.Free(lane);

    public bool TryTake(Lane lane) => governor.TryTake(lane);

    /// <summary>Until when the route is shut; null when it is open.</summary>
    public DateTimeOffset? ShutUntil(Route route, DateTimeOffset now)
    {
        lock (gate)
        {
            return shut.TryGetValue(route, out var pause) && pause.Until > now ? pause.Until : null;
        }
    }

    /// <summary>Shut for a while, longer each time, and an incident for the office.</summary>
    public async Task ShutAsync(Route route, string why, CancellationToken ct)
    {
        lock (gate)
        {
            var now = clock.GetUtcNow();
            var known = shut.TryGetValue(route, out var last);
            if (known && last.Until > now)
            {
                return; // sixteen sends may hear of it at once; it is one shutting
            }

            var span = known ? TimeSpan.FromTicks(Math.Min(last.Span.Ticks * 2, LongestPause.Ticks)) : FirstPause;
            shut[route] = (now + span, span);
            proved.Remove(route);
        }

        await incidents.OpenAsync(Subject(route), why, ct);
    }

    /// <summary>It works: the pause is forgotten and the incident, if there is one (perhaps from before a restart), is closed.</summary>
    public async Task WorkedAsync(Route route, CancellationToken ct)
    {
        lock (gate)
        {
            shut.Remove(route);
            if (!proved.Add(route))
            {
                return;
            }
        }

        await incidents.CloseAsync(Subject(route), ct);
    }

    private string Subject(Route route) => $"channel:{channel.Name}:{route.ToString().ToLowerInvariant()}";
}
