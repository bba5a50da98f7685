using Luzhi.Bot.Channels;
using Luzhi.Core.Messages;
using Luzhi.Core.Settings;
using Luzhi.Core.Storage;

namespace Luzhi.Bot.Workers;

/// <summary>The gates of all channels.</summary>
internal sealed class Gates(IEnumerable<IChannel> channels, DeliverySettings settings, IncidentBook incidents, TimeProvider clock)
{
    private readonly Dictionary<string, Gate> byChannel =
        channels.ToDictionary(c => c.Name, c => new Gate(c, settings, incidents, clock), StringComparer.Ordinal);

    public Rights Rights => new(byChannel.ToDictionary(gate => gate.Key, gate => gate.Value.Channel.Rights, StringComparer.Ordinal));

    public Gate Of(Way way) => byChannel[way.To.Address.Channel];

    /// <summary>How many messages of the lane are worth claiming now. Without any channel rows still have to be looked at, dropped or held.</summary>
    public int Free(Lane lane) => byChannel.Count == 0 ? int.MaxValue : byChannel.Values.Max(g => g.Free(lane));
}
