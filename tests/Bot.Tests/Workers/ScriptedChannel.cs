using Luzhi.Bot.Channels;
using Luzhi.Core.Messages;
using Microsoft.AspNetCore.Routing;
using Route = Luzhi.Core.Messages.Route;

namespace Luzhi.Bot.Tests.Workers;

/// <summary>A channel that takes everything unless the script says otherwise, and keeps what it was given.</summary>
internal sealed class ScriptedChannel(string name = "wechat") : IChannel
{
    private readonly Queue<Func<Outbound, Task<SendOutcome>>> script = new();
    private readonly Lock gate = new();

    public string Name => name;

    public ChannelRights Rights { get; set; } = new(Session: true, new HashSet<string>(), Windowless: false);

    public Carries CarriedTo(Address to) => Carries.Least;

    public List<Outbound> Taken { get; } = [];

    public IEnumerable<string> Lines => Taken.Select(m => $"{m.To.ExternalId} {m.Route} {m.Content.Text.Split('\n')[0]}");

    public void Map(IEndpointRouteBuilder routes)
    {
    }

    public ScriptedChannel Then(params SendOutcome[] outcomes)
    {
        foreach (var outcome in outcomes)
        {
            Then(_ => Task.FromResult(outcome));
        }

        return this;
    }

    public ScriptedChannel Then(Func<Outbound, Task<SendOutcome>> act)
    {
        script.Enqueue(act);
        return this;
    }

    public Task<SendOutcome> SendAsync(Outbound message, CancellationToken ct)
    {
        lock (gate)
        {
            Taken.Add(message);
            return script.TryDequeue(out var act) ? act(message) : Task.FromResult<SendOutcome>(new SendOutcome.Sent($"id{Taken.Count}"));
        }
    }
}
