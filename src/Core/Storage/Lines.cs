using Luzhi.Core.Messages;

namespace Luzhi.Core.Storage;

/// <summary>
/// The pushes of one address stand in line and are taken one after another, in the order they came; so a push that comes again while it is
/// being worked on waits for that and finds its answer stored. Between nodes the row locks do the same without the order.
/// </summary>
internal sealed class Lines
{
    private readonly Lock gate = new();
    private readonly Dictionary<Address, Task> last = [];

    /// <summary>The place in the line is taken before this returns; so nothing may be awaited before it is called.</summary>
    public async Task<T> TakeAsync<T>(Address address, Func<Task<T>> work)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        // SQLite does all its work on the caller's thread: whoever calls is not held by it.
        await Join(address, done.Task).ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            return await work();
        }
        finally
        {
            Leave(address, done);
        }
    }

    /// <returns>Whoever stood last.</returns>
    private Task Join(Address address, Task mine)
    {
        lock (gate)
        {
            var before = last.GetValueOrDefault(address, Task.CompletedTask);
            last[address] = mine;
            return before;
        }
    }

    private void Leave(Address address, TaskCompletionSource done)
    {
        lock (gate)
        {
            if (last[address] == done.Task)
            {
                last.Remove(address);
            }
        }

        done.SetResult();
    }
}
