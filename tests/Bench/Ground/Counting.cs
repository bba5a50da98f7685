using Luzhi.Bot.Channels;
using Luzhi.Core.Messages;
using Microsoft.AspNetCore.Routing;

namespace Luzhi.Bench.Ground;

/// <summary>A channel without a wire: every message has arrived as soon as it is handed over.</summary>
internal sealed class Counting : IChannel
{
    private long sent;

    public long Sent => Interlocked.Read(ref sent);

    public string Name => "wechat";

    public ChannelRights Rights { get; } = new(Session: true, new HashSet<string> { "broadcast", "default" }, Windowless: false);

    public void Map(IEndpointRouteBuilder routes) { }

    public Carries CarriedTo(Address to) => new(TextBytes: 2048, ChoiceShape.Lines);

    public Task<SendOutcome> SendAsync(Outbound message, CancellationToken ct)
    {
        var id = Interlocked.Increment(ref sent);
        return Task.FromResult<SendOutcome>(new SendOutcome.Sent($"{id}"));
    }
}
