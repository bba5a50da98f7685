using System.Text.RegularExpressions;
using Luzhi.Core.Conversations.Forms.Types;
using Luzhi.Core.Messages;
using Luzhi.Core.Settings;

namespace Luzhi.Core.Conversations.Forms;

/// <summary>Photos come one message each: they are counted as they come, to whichever photo question there is, until 好了 or until there are enough.</summary>
internal sealed partial class PhotoTalk(Words words)
{
    public const int AtMost = 9;

    private readonly FormText text = new(words);

    /// <summary>Null for what is neither a picture nor a word about pictures.</summary>
    public FormStep? Step(Form form, OpenForm open, Inbound inbound, string plain, Facts facts) =>
        inbound is { Kind: InboundKind.Image, MediaId: { } media } ? Picture(form, open, media, facts)
        : open.Stage == FormStage.Asking && form.Find(open.Question) is { Type: QuestionType.Photo } question && plain.Length > 0 ? Said(form, open, question, plain, facts)
        : null;

    private FormStep? Picture(Form form, OpenForm open, string media, Facts facts)
    {
        if (Wanting(form, open) is not { } question)
        {
            return null;
        }

        var (before, most) = (Photos(open, question), question.Count.Most ?? AtMost);
        if (before.Length >= most)
        {
            return new FormStep(open with { At = facts.Now }, words.Say("form.photo_full", ("most", most)) + "\n" + text.Prompt(form, open));
        }

        var count = before.Length + 1;
        var taken = FormTalk.With(open, question, new Given(string.Join(' ', [.. before, media]), words.Say("form.photos", ("count", count)))) with { At = facts.Now };
        var asked = open.Stage == FormStage.Asking && open.Question == question.Key;
        return asked && count < most && question.Type == QuestionType.Photo ? new FormStep(taken, words.Say("form.photo_more", ("count", count)))
            : Onward(form, asked ? Asked.Onward(form, taken, facts.Now) : taken);
    }

    private FormStep? Said(Form form, OpenForm open, Question question, string plain, Facts facts)
    {
        var photos = Photos(open, question);
        if (!Enough().IsMatch(plain) && (photos.Length == 0 || !AnswerReader.Skips(plain)))
        {
            return null;
        }

        return photos.Length < (question.Count.Least ?? 1)
            ? new FormStep(open with { At = facts.Now }, words.Say(photos.Length == 0 ? "form.photo_none" : "form.wrong.photo_few", ("least", question.Count.Least ?? 1), ("count", photos.Length)) + "\n" + text.Question(question))
            : new FormStep(Asked.Onward(form, open, facts.Now), text.Prompt(form, Asked.Onward(form, open, facts.Now)));
    }

    /// <summary>The open question, if it takes pictures; else the photo question that stands, asked or not.</summary>
    private static Question? Wanting(Form form, OpenForm open) =>
        open.Stage == FormStage.Asking && form.Find(open.Question) is { Type: QuestionType.Photo or QuestionType.File } asked ? asked
            : Asked.Standing(form, open.Answers).FirstOrDefault(q => q.Type == QuestionType.Photo);

    private static string[] Photos(OpenForm open, Question question) => (open.Answers.GetValueOrDefault(question.Key)?.Value ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private FormStep Onward(Form form, OpenForm open) => new(open, words["form.photo_taken"] + "\n" + text.Prompt(form, open));

    [GeneratedRegex("^(?:就这些|就这样|就这几张|发完了?|传完了?|完了|完毕|好了|好的?|可以了?|够了|行了?|齐了|都发了|发好了|结束|没别的了|没有别的了|ok|全了)(?:吧|了|,|谢谢)*[.!]*$")]
    private static partial Regex Enough();
}
