using Luzhi.Core.Settings.Shelves;

namespace Luzhi.Core.Conversations.Forms;

/// <summary>The forms of this installation: config/forms.</summary>
public sealed class FormShelf(IEnumerable<Form> forms) : Shelf<Form>(forms)
{
    public static FormShelf Empty => new([]);
}
