using Luzhi.Core.Messages;

namespace Luzhi.Core.Storage;

/// <summary>
/// The pushes this node is working on: a push that comes again joins the work that is under way, and the pushes of one address are
/// worked on one after another in the order they came. Between nodes the row locks do the same; this only keeps order and spares them.
/// </summary>
internal sealed class Flights
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Task<Answered>> byKey = [];
    private readonly Dictionary<Address, Task> lastOf = [];

    /// <summary>Whatever comes in before the first await is in order; so nothing may be awaited before this is called.</summary>
    public (Task<Answered> Work, bool Joined) Board(Inbound inbound, Func<Task<Answered>> work)
    {
        lock (gate)
        {
            if (byKey.TryGetValue(inbound.Key, out var underWay))
            {
                return (underWay, true);
            }

            var landed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var before = lastOf.GetValueOrDefault(inbound.From, Task.CompletedTask);
            lastOf[inbound.From] = landed.Task;
            return (byKey[inbound.Key] = FlyAsync(inbound, before, landed, work), false);
        }
    }

    private async Task<Answered> FlyAsync(Inbound inbound, Task before, TaskCompletionSource landed, Func<Task<Answered>> work)
    {
        // Off the gate's thread: the work must not run while the gate is held.
        await before.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            return await work();
        }
        finally
        {
            Land(inbound, landed);
        }
    }

    private void Land(Inbound inbound, TaskCompletionSource landed)
    {
        lock (gate)
        {
            byKey.Remove(inbound.Key);
            if (lastOf[inbound.From] == landed.Task)
            {
                lastOf.Remove(inbound.From);
            }
        }

        landed.SetResult();
    }
}
