namespace Luzhi.Core.Conversations.Forms;

/// <summary>The forms of this installation, by id.</summary>
public sealed class FormShelf(IEnumerable<Form> forms)
{
    public static FormShelf Empty { get; } = new([]);

    private readonly Dictionary<string, Form> byId = forms.ToDictionary(f => f.Id, StringComparer.Ordinal);

    public IEnumerable<Form> All => byId.Values;

    public Form? Find(string? id) => id is null ? null : byId.GetValueOrDefault(id);
}
