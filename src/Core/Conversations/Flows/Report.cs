using Luzhi.Core.Conversations.Forms;
using Luzhi.Core.Conversations.Language;
using Luzhi.Core.Conversations.Notices;
using Luzhi.Core.Messages;
using Luzhi.Core.Settings;

namespace Luzhi.Core.Conversations.Flows;

/// <summary>汇报 …, or a plain sentence that reports an activity; and every step of the form that is open, however long it lay.</summary>
public sealed class Report(FormShelf forms, FormTalk talk, Words words) : IFlow
{
    /// <summary>After so long the question is no longer in anybody's mind: the form is offered again instead of taking the words.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromHours(12);

    public string Name => "report";

    public Turn? Step(Conversation conversation, Inbound inbound, Facts facts)
    {
        if (facts.Speaker is null || inbound.Kind is not (InboundKind.Text or InboundKind.Image or InboundKind.Location))
        {
            return null;
        }

        var begun = Begun(conversation, inbound, facts);
        if (Open(conversation) is not { } open)
        {
            return begun is null ? null : Begin(conversation, begun, inbound.Text, facts);
        }

        return conversation.Asking is { About: About.Resume } asking && Resumed(conversation, open, asking, inbound, facts) is { } resumed ? resumed
            : begun is not null ? Again(conversation, open, begun, inbound.Text, facts)
            : facts.Now - open.At > Fresh ? Offer(conversation, open, "", facts)
            : Filled(conversation, open, inbound, facts);
    }

    private Begun? Begun(Conversation conversation, Inbound inbound, Facts facts)
    {
        if (inbound.Kind != InboundKind.Text)
        {
            return null;
        }

        // While a form is open its question has the sentence; only the word itself begins another.
        return ReportWords.ByWord(inbound.Text, forms) ?? (conversation.Form is null ? ReportWords.BySentence(inbound.Text, forms, facts) : null);
    }

    private Turn Begin(Conversation conversation, Begun begun, string said, Facts facts)
    {
        var owed = Owed(begun, facts);
        if (owed.Count > 1)
        {
            var asking = new Asking(About.Which, [.. owed.Select(i => i.AssignmentId)], begun.Sentence.Length > 0 ? begun.Sentence : "1", facts.Now);
            return Turn.Say(conversation with { Form = null, Asking = asking }, new NoticeText(words, facts).Which(owed));
        }

        // What a duty opened with is asked to its end, whatever the file says by now.
        var (form, assignment) = owed is [var one] ? (forms.Find(one.Ask, one.FormVersion)!, one.AssignmentId) : (begun.Form, (long?)null);
        var step = talk.Begin(form, said.Trim(), begun.Sentence, assignment, facts);
        return Turn.Say(conversation with { Form = step.Open, Asking = null }, step.Reply);
    }

    /// <summary>What a duty waits for with this form: the report answers it, however it was begun. A name in the sentence picks among several.</summary>
    private static List<OpenItem> Owed(Begun begun, Facts facts)
    {
        var owed = facts.Items.Where(i => i is { Planned: true, For: null, Answered: false } && i.Ask == begun.Form.Id).ToList();
        var named = owed.FindAll(i => i.About is { } about && begun.Sentence.Contains(about, StringComparison.Ordinal));
        return named.Count == 1 ? named : owed;
    }

    /// <summary>Another report is begun while one is open: nothing that was filled in is thrown away unasked.</summary>
    private Turn Again(Conversation conversation, OpenForm open, Begun begun, string said, Facts facts) =>
        open.Answers.Count == 0 ? Begin(conversation, begun, said, facts)
        : begun.Sentence.Length == 0 ? Continued(conversation, open, facts)
        : Offer(conversation, open, said, facts);

    private Turn Offer(Conversation conversation, OpenForm open, string kept, Facts facts)
    {
        var form = forms.Find(open.Form, open.Version)!;
        var known = open.Answers.Values.Where(a => a.Value.Length > 0).Select(a => a.Shown.Length <= 30 ? a.Shown : a.Shown[..30] + "…");
        var asking = new Asking(About.Resume, [], kept, facts.Now);
        return Turn.Say(conversation with { Asking = asking },
            words.Say(kept.Length == 0 ? "form.resume" : "form.resume_or_new", ("title", form.Title), ("known", string.Join('，', known))));
    }

    private Turn? Resumed(Conversation conversation, OpenForm open, Asking asking, Inbound inbound, Facts facts)
    {
        var plain = inbound.Kind == InboundKind.Text ? Plain.Of(inbound.Text) : "";
        if (YesNo.Of(plain) is not { } yes)
        {
            return null;
        }

        if (yes)
        {
            return Continued(conversation, open, facts);
        }

        return asking.Kept.Length > 0 && (ReportWords.ByWord(asking.Kept, forms) ?? ReportWords.BySentence(asking.Kept, forms, facts)) is { } begun
            ? Begin(conversation, begun, asking.Kept, facts)
            : Turn.Say(conversation with { Form = null, Asking = null }, words.Say("form.dropped", ("title", forms.Find(open.Form, open.Version)!.Title)));
    }

    private Turn Continued(Conversation conversation, OpenForm open, Facts facts)
    {
        var again = open with { At = facts.Now };
        return Turn.Say(conversation with { Form = again, Asking = null }, talk.Prompt(forms.Find(open.Form, open.Version)!, again));
    }

    private Turn? Filled(Conversation conversation, OpenForm open, Inbound inbound, Facts facts)
    {
        if (talk.Step(forms.Find(open.Form, open.Version)!, open, inbound, facts) is not { } step)
        {
            return null;
        }

        var reply = step.Open is null ? step.Reply + Pending(open, facts) : step.Reply;
        return new Turn(conversation with { Form = step.Open, Asking = null }, reply, step.Save is null ? [] : [step.Save]);
    }

    /// <summary>A form that is done makes room again: what waited for an answer meanwhile is named.</summary>
    private string Pending(OpenForm open, Facts facts)
    {
        var others = new OpenNotices(facts).Open.Where(i => i.AssignmentId != open.AssignmentId).ToList();
        return others.Count == 0 ? "" : "\n\n" + new NoticeText(words, facts).Others(others);
    }

    /// <summary>The open form, if this installation still has it.</summary>
    private OpenForm? Open(Conversation conversation) => forms.Find(conversation.Form?.Form, conversation.Form?.Version) is null ? null : conversation.Form;
}
