namespace Luzhi.Core;

/// <summary>One thing wrong with what somebody asked for: the field, in the outside's own name, and what to say to a person.</summary>
public sealed record Fault(string Field, string Text);

/// <summary>What was asked for cannot be done as asked. Nothing of it is true; every fault is named, so that one look mends all.</summary>
public sealed class FaultsException(IReadOnlyList<Fault> faults) : Exception(string.Join(" ", faults.Select(f => f.Text)))
{
    public FaultsException(string field, string text) : this([new Fault(field, text)]) { }

    public IReadOnlyList<Fault> Faults { get; } = faults;

    public static void ThrowIfAny(IReadOnlyList<Fault> faults)
    {
        if (faults.Count > 0)
        {
            throw new FaultsException(faults);
        }
    }
}
