using Luzhi.Core.Messages;

namespace Luzhi.Core.Storage;

/// <summary>What is spooled, by its key and, in the order in which it came, by its address. Whoever uses it holds the spool's lock.</summary>
internal sealed class SpoolLines
{
    private readonly Dictionary<string, Spooled> byKey = new(StringComparer.Ordinal);
    private readonly Dictionary<Address, List<Spooled>> byAddress = [];

    public int Count => byKey.Count;

    public int Stuck => byKey.Values.Count(push => push.Stuck);

    public long Bytes { get; private set; }

    public Spooled? Find(string key) => byKey.GetValueOrDefault(key);

    /// <returns>Over when the last that came before it has passed; null where none did.</returns>
    public Task? Before(Inbound inbound) => byAddress.TryGetValue(inbound.From, out var line) ? line.FindLast(push => !push.Stuck)?.Passed.Task : null;

    public Spooled Add(Spooled push)
    {
        Bytes += push.Bytes;
        byKey.Add(push.Inbound.Key, push);
        (byAddress.TryGetValue(push.Inbound.From, out var line) ? line : byAddress[push.Inbound.From] = []).Add(push);
        return push;
    }

    public void Remove(Spooled push)
    {
        Bytes -= push.Bytes;
        byKey.Remove(push.Inbound.Key);
        push.Passed.TrySetResult();
        var line = byAddress[push.Inbound.From];
        line.Remove(push);
        if (line.Count == 0)
        {
            byAddress.Remove(push.Inbound.From);
        }
    }

    /// <summary>The first of each line, unless somebody is at it.</summary>
    public IReadOnlyList<Spooled> Ready() =>
        [.. byAddress.Values.Select(line => line.Find(push => !push.Stuck)).OfType<Spooled>().Where(push => push is { Underway: false, File: not null })];
}
