using System.Text.RegularExpressions;
using Luzhi.Core.Conversations.Forms;
using Luzhi.Core.Conversations.Language;
using Luzhi.Core.Messages;
using Luzhi.Core.Settings;

namespace Luzhi.Core.Conversations.Flows;

/// <summary>更正: something that was saved is read back again, changed item by item, and saved anew; the earlier one stays on record.</summary>
public sealed partial class Correcting(FormShelf forms, FormTalk talk, Words words) : IFlow
{
    private static readonly TimeSpan Shown = TimeSpan.FromMinutes(30);

    public string Name => "correct";

    /// <summary>Whether what the speaker saved must be known for this message.</summary>
    public static bool Asks(Conversation conversation, Inbound inbound) => inbound.Kind == InboundKind.Text
        && (conversation.Asking?.About == About.Correct || (conversation.Form is null && Word().IsMatch(Plain.Of(inbound.Text))));

    public Turn? Step(Conversation conversation, Inbound inbound, Facts facts)
    {
        if (facts.Speaker is null || inbound.Kind != InboundKind.Text || conversation.Form is not null)
        {
            return null;
        }

        var plain = Plain.Of(inbound.Text);
        if (conversation.Asking is { About: About.Correct } asking && facts.Now - asking.At <= Shown && Digits.Choice(plain) is { Rest: "" } digit)
        {
            return digit.Number >= 1 && digit.Number <= asking.Items.Count && facts.Saved.FirstOrDefault(s => s.SubmissionId == asking.Items[digit.Number - 1]) is { } picked
                ? Begin(conversation, picked, facts)
                : Turn.Say(conversation, words.Say("mine.pick", ("most", asking.Items.Count)));
        }

        // With nothing saved 更正 alone is about one's own data.
        return Word().IsMatch(plain) && !(facts.Saved.Count == 0 && plain == "更正") ? Offer(conversation, facts) : null;
    }

    private Turn Offer(Conversation conversation, Facts facts) => facts.Saved.Where(s => forms.Find(s.Form, s.Version) is not null).ToList() switch
    {
        [] => Turn.Say(conversation, words["correct.nothing"]),
        [var one] => Begin(conversation, one, facts),
        var several => Turn.Say(
            conversation with { Asking = new Asking(About.Correct, [.. several.Select(s => s.SubmissionId)], "", facts.Now) },
            words["correct.which"] + "\n" + string.Join('\n', several.Select((s, i) => $"{i + 1} {Line(s, facts)}"))),
    };

    private string Line(SavedForm saved, Facts facts)
    {
        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(saved.At, facts.Zone).DateTime);
        var told = string.Join('，', saved.Answers.Values.Select(a => a.Shown).Take(3));
        return $"{forms.Find(saved.Form, saved.Version)!.Title}（{Days.Say(day, "", DateOnly.FromDateTime(facts.LocalNow.DateTime))}）{(told.Length <= 40 ? told : told[..40] + "…")}";
    }

    private Turn Begin(Conversation conversation, SavedForm saved, Facts facts)
    {
        if (forms.Find(saved.Form, saved.Version) is not { } form)
        {
            return Turn.Say(conversation with { Asking = null }, words["correct.nothing"]);
        }

        var open = new OpenForm
        {
            Form = form.Id, Version = form.Version, Corrects = saved.SubmissionId, Said = saved.Said.Length == 0 ? [] : [saved.Said], Answers = Whole(form, saved), At = facts.Now,
        };
        open = Asked.Onward(form, open, facts.Now);
        return Turn.Say(conversation with { Form = open, Asking = null }, talk.Prompt(form, open));
    }

    /// <summary>What was left empty was answered so: it is not asked again.</summary>
    private Dictionary<string, Given> Whole(Form form, SavedForm saved) => form.Questions.Where(q => !q.Silent || saved.Answers.ContainsKey(q.Key))
        .Where(q => saved.Answers.ContainsKey(q.Key) || q.Optional)
        .ToDictionary(q => q.Key, q => saved.Answers.GetValueOrDefault(q.Key) ?? new Given("", words["form.nothing"]));

    [GeneratedRegex("^(?:我要|我想|请|帮我|需要|要|想)?(?:更正|改正|订正|修改|改)(?:一下|下)?(?:我的|上次的?|以前的?|之前的?|刚才的?|已?保存的?)*(?:汇报|报告|填报|填写|提交|表单?|表格|报送|材料|记录|的?内容)(?:了|吧|一下)?[.!]*$|^(?:我要|我想|请|帮我)?更正(?:一下)?[.!]*$")]
    private static partial Regex Word();
}
