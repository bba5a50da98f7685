using System.Globalization;
using Luzhi.Core.Conversations.Forms;
using Luzhi.Core.Settings;

namespace Luzhi.Core.Conversations.Notices;

/// <summary>The form that who attends a meeting is asked to fill in: begun after 参加, or taken up again and corrected by 回执.</summary>
public sealed class ReceiptAnswers(FormShelf forms, FormTalk talk, Words words, Facts facts)
{
    /// <summary>The form a meeting asks for; null for none, and where this installation does not have it.</summary>
    public Form? Of(OpenItem item) => forms.Find(item.Receipt);

    /// <summary>After 参加: the first question of the receipt. A filled-in one is not asked again.</summary>
    public FormStep? After(OpenItem item)
    {
        if (Of(item) is not { } form || item.ReceiptAnswers is not null || item.For is not null)
        {
            return null;
        }

        var step = talk.Begin(form, "", "", item.AssignmentId, facts);
        return step with { Reply = words.Say("talks.receipt.begin", ("title", form.Title)) + "\n" + step.Reply };
    }

    /// <summary>Taken up by name: what was filled in is read back, to be changed item by item.</summary>
    public FormStep TakeUp(OpenItem item)
    {
        var form = Of(item)!;
        if (item.ReceiptAnswers is not { } saved)
        {
            return talk.Begin(form, "", "", item.AssignmentId, facts);
        }

        var answers = Asked.Standing(form, saved.ToDictionary(s => s.Key, s => new Given(s.Value, s.Value))).Where(q => !q.Silent)
            .ToDictionary(q => q.Key, q => Shown(q, saved.GetValueOrDefault(q.Key, "")));
        var open = Asked.Onward(form, new OpenForm { Form = form.Id, Version = form.Version, AssignmentId = item.AssignmentId, Answers = answers }, facts.Now);
        return new FormStep(open, talk.Prompt(form, open));
    }

    private Given Shown(Question question, string value) =>
        question.Type == QuestionType.Date && DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? new Given(value, Days.Say(day, "", DateOnly.FromDateTime(facts.LocalNow.DateTime)))
            : new Given(value, value);
}
