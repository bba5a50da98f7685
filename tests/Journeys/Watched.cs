using Luzhi.Bot.Channels;
using Luzhi.Core.Conversations;
using Luzhi.Core.Messages;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Luzhi.Journeys;

/// <summary>The real flow, with a note taken of every message it took.</summary>
internal sealed class WatchedFlow(IFlow inner, Passed passed) : IFlow
{
    public string Name => inner.Name;

    public Turn? Step(Conversation conversation, Inbound inbound, Facts facts)
    {
        var turn = inner.Step(conversation, inbound, facts);
        if (turn is not null)
        {
            passed.Flow(Name);
        }

        return turn;
    }
}

/// <summary>The real channel, with a note taken of what came of every try.</summary>
internal sealed class WatchedChannel(IChannel inner, Passed passed) : IChannel
{
    public string Name => inner.Name;

    public ChannelRights Rights => inner.Rights;

    public Carries CarriedTo(Address to) => inner.CarriedTo(to);

    public void Map(IEndpointRouteBuilder routes) => inner.Map(routes);

    public async Task<SendOutcome> SendAsync(Outbound message, CancellationToken ct)
    {
        var outcome = await inner.SendAsync(message, ct);
        passed.Outcome(outcome.GetType().Name);
        return outcome;
    }
}

internal static class Watching
{
    /// <summary>The same registration, with something of ours around what it makes.</summary>
    public static ServiceDescriptor Watched<T>(this ServiceDescriptor real, Func<T, T> around) where T : class =>
        ServiceDescriptor.Singleton(services => around(Make<T>(real, services)));

    private static T Make<T>(ServiceDescriptor real, IServiceProvider services) => (T)(real.ImplementationInstance
        ?? real.ImplementationFactory?.Invoke(services)
        ?? ActivatorUtilities.CreateInstance(services, real.ImplementationType!));
}
