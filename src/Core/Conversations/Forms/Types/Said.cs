using Luzhi.Core.Messages;
using Luzhi.Core.Settings;

namespace Luzhi.Core.Conversations.Forms.Types;

/// <summary>A message as it stands before the question it is to answer.</summary>
/// <param name="Plain">The words in one plain spelling; empty for what is no text.</param>
internal sealed record Said(Question Question, Inbound Inbound, string Plain, Facts Facts, Words Words)
{
    public string Text => Inbound.Text.Trim();

    public DateOnly Today => DateOnly.FromDateTime(Facts.LocalNow.DateTime);

    public static Reading Take(string value, string? shown = null) => new Reading.Taken(new Given(value, shown ?? value));

    public Reading Refuse(string key, params (string Name, object? Value)[] places) => new Reading.Wrong(Words.Say("form.wrong." + key, places));
}
