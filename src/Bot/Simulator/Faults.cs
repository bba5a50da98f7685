namespace Luzhi.Bot.Simulator;

/// <summary>What can be made to go wrong. LostAnswer: the platform did it, and the connection was cut before it said so. Snapshot: a page is opened as a snapshot, under somebody made up.</summary>
public enum Fault
{
    TokenRefused, WindowClosed, CountUsedUp, Busy, ServerError, Hang, Drop, LostAnswer, Slow, DuplicatedPushes, LostReceipts, AddressNotAllowed, Snapshot,
}

/// <summary>Faults that are switched on: for so many times, or until they are switched off.</summary>
public sealed class Faults
{
    private readonly Lock gate = new();
    private readonly Dictionary<Fault, int?> on = [];

    /// <param name="times">How often it strikes; 0 switches it off, null leaves it on until then.</param>
    public void Switch(Fault fault, int? times)
    {
        lock (gate)
        {
            if (times is <= 0)
            {
                on.Remove(fault);
            }
            else
            {
                on[fault] = times;
            }
        }
    }

    /// <summary>The faults that are on, with how often each still strikes; null is until switched off.</summary>
    public IReadOnlyDictionary<Fault, int?> On
    {
        get
        {
            lock (gate)
            {
                return new Dictionary<Fault, int?>(on);
            }
        }
    }

    public bool Strikes(Fault fault)
    {
        lock (gate)
        {
            if (!on.TryGetValue(fault, out var left))
            {
                return false;
            }

            if (left is 1)
            {
                on.Remove(fault);
            }
            else if (left is not null)
            {
                on[fault] = left - 1;
            }

            return true;
        }
    }
}
