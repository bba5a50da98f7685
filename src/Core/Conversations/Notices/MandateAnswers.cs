using Luzhi.Core.Conversations.Language;
using Luzhi.Core.Settings;

namespace Luzhi.Core.Conversations.Notices;

/// <summary>A leader's consent to a personal secretary: 1 同意, 2 不同意. Nothing short of a clear yes is one.</summary>
public sealed class MandateAnswers(NoticeText text, Words words, Facts facts)
{
    public Answered Digit(OpenItem item, Picked digit) => (digit.Number, Verdicts.Of(digit.Rest).Ruling) switch
    {
        (1, Ruling.None or Ruling.Yes) => Ruled(item, true),
        (2, Ruling.None or Ruling.No) => Ruled(item, false),
        _ => Choose(item),
    };

    public Answered Heard(OpenItem item, string said) => Verdicts.Of(Plain.Of(said)).Ruling switch
    {
        Ruling.Yes => Ruled(item, true),
        Ruling.No => Ruled(item, false),
        _ => Choose(item),
    };

    public Answered Choose(OpenItem item) => new(item, text.Choose(item), Asking: new Asking(About.Choice, [item.AssignmentId], "", facts.Now));

    private Answered Ruled(OpenItem item, bool consents) => new(
        item, words.Say(consents ? "talks.mandate.consented" : "talks.mandate.refused", ("who", item.Mandate!.Associate)),
        new Change.Mandated(item.AssignmentId, item.Mandate!.MandateId, consents));
}
