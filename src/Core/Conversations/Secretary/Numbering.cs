namespace Luzhi.Core.Conversations.Secretary;

/// <summary>
/// The short numbers of what is in hand. A number keeps its matter as long as that is open; a number that became free is given to another
/// matter only when the list is shown anew, so that a command never means something its writer has not seen under that number.
/// </summary>
public sealed class Numbering
{
    private readonly Dictionary<string, Matter> open;

    private Numbering(IReadOnlyList<string> slots, Dictionary<string, Matter> open) => (Slots, this.open) = (slots, open);

    public IReadOnlyList<string> Slots { get; }

    public IEnumerable<(int Number, Matter Matter)> All =>
        Slots.Select((slot, i) => (i + 1, open.GetValueOrDefault(slot))).Where(s => s.Item2 is not null).Select(s => (s.Item1, s.Item2!));

    public static Numbering Of(IReadOnlyList<string> shown, IReadOnlyList<Matter> matters, bool anew = false)
    {
        var open = matters.ToDictionary(m => m.Ref);
        var slots = shown.Select(s => open.ContainsKey(s) || !anew ? s : "").ToList();
        foreach (var matter in matters.Where(m => !slots.Contains(m.Ref)))
        {
            var free = anew ? slots.IndexOf("") : -1;
            if (free >= 0)
            {
                slots[free] = matter.Ref;
            }
            else
            {
                slots.Add(matter.Ref);
            }
        }

        while (anew && slots.Count > 0 && slots[^1].Length == 0)
        {
            slots.RemoveAt(slots.Count - 1);
        }

        return new(slots, open);
    }

    public Matter? Find(int number) => number >= 1 && number <= Slots.Count ? open.GetValueOrDefault(Slots[number - 1]) : null;

    public Matter? Find(string reference) => open.GetValueOrDefault(reference);

    public int Of(Matter matter) => Slots.ToList().IndexOf(matter.Ref) + 1;
}
