using System.Globalization;
using System.Text.RegularExpressions;
using Luzhi.Core.Conversations;
using Luzhi.Core.Conversations.Forms;
using Luzhi.Core.Messages;
using Luzhi.Core.Settings;
using InvitationState = Luzhi.Core.Meetings.InvitationState;

namespace Luzhi.Core.PhonePages;

/// <summary>A form as it came from a page: what was understood, and what was wrong by question.</summary>
public sealed record Filled(IReadOnlyDictionary<string, Given> Answers, IReadOnlyDictionary<string, string> Faults);

/// <summary>
/// A form filled in on a page, all its questions at once, read and bounded as in the chat; with what a chat cannot carry: files, recordings,
/// a picture of a signature. Saved by the same change.
/// </summary>
public sealed partial class PageForm(Words words)
{
    private static readonly Address Nowhere = new("page", "", "");

    private readonly AnswerReader reader = new(words);

    /// <param name="typed">By question, as typed or chosen; several choices separated by spaces.</param>
    /// <param name="files">By question, what was uploaded: "file:12 file:13", and the names.</param>
    /// <param name="named">By question, the people or units that what was typed can mean.</param>
    /// <param name="untouched">By question, what the chat knows and the page left as it stood: it is not read a second time, which would lose how it was said.</param>
    public Filled Read(
        Form form, IReadOnlyDictionary<string, string> typed, IReadOnlyDictionary<string, Given> files, Facts facts,
        IReadOnlyDictionary<string, IReadOnlyList<Named>>? named = null, IReadOnlyDictionary<string, Given>? untouched = null)
    {
        var (answers, faults) = (new Dictionary<string, Given>(), new Dictionary<string, string>());
        foreach (var question in form.Questions.Where(q => q.When is null || q.When.Holds(answers)))
        {
            switch (Read(question, typed.GetValueOrDefault(question.Key, ""), files.GetValueOrDefault(question.Key) ?? untouched?.GetValueOrDefault(question.Key), facts with { Named = named?.GetValueOrDefault(question.Key) ?? [] }))
            {
                case Reading.Taken taken: answers[question.Key] = taken.Answer; break;
                case Reading.Skipped: answers[question.Key] = new Given("", words["form.nothing"]); break;
                case Reading.Which which: faults[question.Key] = words.Say("page.which", ("example", string.Join('、', which.Of.Take(2).Select(n => $"{n.Name} {n.Line}".Trim())))); break;
                case Reading.Wrong wrong: faults[question.Key] = wrong.Why; break;
            }
        }

        return new Filled(answers, faults);
    }

    /// <summary>The turn that takes a half-filled page into the chat's open form, or begins it there: the chat asks for what is missing.</summary>
    public static Turn Keep(Conversation conversation, Form form, Filled filled, long? assignmentId, long personId, Facts facts)
    {
        var mine = conversation.Form is { } lying && lying.Form == form.Id && lying.AssignmentId == assignmentId ? lying : null;
        var asked = mine is not null || (assignmentId is not null && conversation.Form is null && facts.Items.Any(i => i.AssignmentId == assignmentId && Asks(i, form)));
        if (facts.Speaker?.PersonId != personId || !asked)
        {
            return Turn.Silent(conversation);
        }

        var open = mine ?? new OpenForm { Form = form.Id, Version = form.Version, AssignmentId = assignmentId };
        var known = new Dictionary<string, Given>(open.Answers);
        foreach (var (key, given) in filled.Answers.Where(a => a.Value.Value.Length > 0))
        {
            known[key] = given;
        }

        return Turn.Silent(conversation with { Form = Asked.Onward(form, open with { Answers = known }, facts.Now), Asking = null });
    }

    /// <summary>The turn that saves it: the form is done wherever it was begun, and what asked for it is answered.</summary>
    public static Turn Save(Conversation conversation, Form form, Filled filled, long? assignmentId, long personId, Facts facts)
    {
        var asked = assignmentId is null || facts.Items.Any(i => i.AssignmentId == assignmentId && Asks(i, form));
        if (facts.Speaker?.PersonId != personId || !asked || filled.Faults.Count > 0)
        {
            return Turn.Silent(conversation);
        }

        var answered = filled.Answers.Where(a => a.Value.Value.Length > 0).ToDictionary();
        var said = string.Join('\n', form.Questions.Where(q => answered.ContainsKey(q.Key)).Select(q => $"{q.Label}：{answered[q.Key].Shown}"));
        var next = conversation with { Form = conversation.Form?.Form == form.Id ? null : conversation.Form, Answered = assignmentId ?? conversation.Answered };
        return Turn.Silent(next, new Change.Save(
            form.Id, form.Version, said, answered.ToDictionary(a => a.Key, a => a.Value.Value), answered.ToDictionary(a => a.Key, a => a.Value.Shown), assignmentId,
            conversation.Form is { } open && open.Form == form.Id ? open.Corrects : null));
    }

    /// <summary>A broadcast that asks for this form, or a meeting's receipt of somebody who attends.</summary>
    private static bool Asks(OpenItem item, Form form) => item.Ask == form.Id || (item.Receipt == form.Id && item.Invitation == InvitationState.Attending);

    public static bool TakesFiles(Question question) => question.Type is QuestionType.File or QuestionType.Photo or QuestionType.Signature;

    /// <summary>The attachments that an answer names.</summary>
    public static IReadOnlyList<long> FilesIn(string value) =>
        [.. File().Matches(value).Select(m => long.Parse(m.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture))];

    private Reading Read(Question question, string said, Given? had, Facts facts)
    {
        if (had is not null)
        {
            return new Reading.Taken(had);
        }

        if (said.Trim().Length == 0 || (TakesFiles(question) && question.Type != QuestionType.Signature))
        {
            return question.Optional || question.Silent ? new Reading.Skipped() : new Reading.Wrong(words[question.Type == QuestionType.Signature ? "page.sign_needed" : TakesFiles(question) ? "page.file_needed" : "form.wrong.needed"]);
        }

        return reader.Read(question, new Inbound { From = Nowhere, Key = "", Kind = InboundKind.Text, Text = said.Trim() }, facts);
    }

    [GeneratedRegex("(?<![^ ])file:([0-9]{1,18})(?![^ ])")]
    private static partial Regex File();
}
