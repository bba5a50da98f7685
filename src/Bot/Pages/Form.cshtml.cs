using Luzhi.Core;
using Luzhi.Core.Conversations;
using Luzhi.Core.Conversations.Forms;
using Luzhi.Core.PhonePages;
using Luzhi.Core.Settings;
using Luzhi.Core.Storage;
using Microsoft.AspNetCore.Mvc;

namespace Luzhi.Bot.PhonePages;

/// <summary>
/// A form, whole, on a page: the one that a broadcast asks for (/m/i/…/form), the one that lies open in the chat (/m/form/…), or a report begun
/// here (/m/report/…).
/// </summary>
public sealed class FormPage(
    PhoneDoor door, PageSeal seal, PageBook book, AttachmentBook attachments, Uploads uploads, PageForm reading, PageAnswers answers, FormShelf forms, NamesBook names,
    Words words, Chance chance, TimeProvider clock, TimeZoneInfo zone) : PhonePage(door, words, chance)
{
    private const string Typed = "q.", Before = "had.", Files = "file.", Drawn = "drawn.";

    [FromRoute]
    public string? Item { get; set; }

    [FromRoute]
    public string? Open { get; set; }

    [FromRoute]
    public string? Report { get; set; }

    public Form Form { get; private set; } = null!;

    public bool Done { get; private set; }

    /// <summary>Half filled in: the chat knows it, and goes on from there.</summary>
    public bool Kept { get; private set; }

    /// <summary>Whether the chat can go on with it: what a link of the chat, or of a notice, opened.</summary>
    public bool FromChat => Report is null;

    public DateOnly Today => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), zone).DateTime);

    /// <summary>By question: what stands in its field, what was uploaded, what is wrong with it.</summary>
    public IReadOnlyDictionary<string, string> Values { get; private set; } = new Dictionary<string, string>();

    public IReadOnlyDictionary<string, Given> Uploaded { get; private set; } = new Dictionary<string, Given>();

    public IReadOnlyDictionary<string, string> Faults { get; private set; } = new Dictionary<string, string>();

    private long? Assignment { get; set; }

    /// <summary>What the chat knows already.</summary>
    private Dictionary<string, Given> Known { get; set; } = [];

    /// <summary>Where the form is only asked after another answer: which.</summary>
    public string? Condition(Question question) => question.When is { } when ? $"{when.Say(Form)}时填写" : null;

    public async Task<IActionResult> OnGetAsync(bool done, CancellationToken ct)
    {
        if (done && await WasThereAsync(ct))
        {
            Done = true;
            return Page();
        }

        return await FindAsync(ct) ?? Page();
    }

    public async Task<IActionResult> OnPostAsync(string? key, bool keep, CancellationToken ct)
    {
        if (await FindAsync(ct) is { } instead)
        {
            return instead;
        }

        var filled = await ReadAsync(ct);
        if (keep && FromChat)
        {
            return await KeepAsync(key, filled, ct);
        }

        if (Faults.Count > 0)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }

        var (form, assignment, person) = (Form, Assignment, Session!.PersonId);
        return await answers.TakeAsync(Session, key, form.Title, (conversation, facts) => PageForm.Save(conversation, form, filled, assignment, person, facts), ct) switch
        {
            true => Redirect($"{Request.PathBase}{Request.Path}?done=true"),
            false => Show("page.over", StatusCodes.Status409Conflict),
            null => Show("page.again", StatusCodes.Status400BadRequest),
        };
    }

    /// <summary>What is right is taken into the chat's open form; what is not yet there the chat asks for.</summary>
    private async Task<IActionResult> KeepAsync(string? key, Filled filled, CancellationToken ct)
    {
        var (form, assignment, person) = (Form, Assignment, Session!.PersonId);
        Kept = await answers.TakeAsync(Session, key, form.Title, (conversation, facts) => PageForm.Keep(conversation, form, filled, assignment, person, facts), ct) is true;
        return Kept ? Page() : Show("page.over", StatusCodes.Status409Conflict);
    }

    /// <summary>Once saved, a form no longer lies open: only whether this is the address of one of theirs.</summary>
    private async Task<bool> WasThereAsync(CancellationToken ct)
    {
        if (Session is not { } session)
        {
            return false;
        }

        var now = clock.GetUtcNow();
        return Report is not null ? forms.Find(Report) is { StartsWith.Count: > 0 }
            : Item is not null ? seal.Open(Item, PageKind.Item, now) is { } item && await book.ItemAsync(item.Subject, session.PersonId, ct) is { } asked && forms.Find(asked.IsMeeting ? asked.Receipt : asked.Ask) is not null
            : seal.Open(Open, PageKind.Form, now) is { } open && open.Subject == session.PersonId;
    }

    private async Task<Filled> ReadAsync(CancellationToken ct)
    {
        var sent = await Request.ReadFormAsync(ct);
        Values = Form.Questions.ToDictionary(q => q.Key, q => string.Join('、', sent[Typed + q.Key].ToArray()));
        var (uploaded, wrong) = (new Dictionary<string, Given>(), new Dictionary<string, string>());
        foreach (var question in Form.Questions.Where(PageForm.TakesFiles))
        {
            var (given, fault) = await uploads.TakeAsync(Session!.PersonId, Form, question, sent[Before + question.Key].ToString(), sent.Files.GetFiles(Files + question.Key), ct);
            given ??= await uploads.DrawnAsync(Session!.PersonId, Form, question, sent[Drawn + question.Key].ToString(), ct) ?? Sent(question);
            uploaded.PutKnown(question.Key, given);
            wrong.PutKnown(question.Key, fault);
        }

        Uploaded = uploaded;
        var facts = new Facts { Now = clock.GetUtcNow(), Zone = zone, BodyName = "", Speaker = await book.HolderAsync(Session!.ContactId, Session.PersonId, ct) is { } holder ? new Speaker(holder.PersonId, holder.Name, [], null) : null };
        var filled = reading.Read(Form, Values, uploaded, facts, await names.OfAsync(Form, Values, facts, ct), Untouched());
        Faults = filled.Faults.Where(f => !wrong.ContainsKey(f.Key)).Concat(wrong).ToDictionary();
        return filled;
    }

    /// <summary>What stands in its field as it stood: what the chat heard holds, the day's 下午 and the count's 位 with it.</summary>
    private Dictionary<string, Given> Untouched() =>
        Form.Questions.Where(q => Known.TryGetValue(q.Key, out var given) && FieldOf.IsUntouched(q, given, Values[q.Key])).ToDictionary(q => q.Key, q => Known[q.Key]);

    /// <summary>Photos that came by chat, a file handed to the office: not on the page, and not lost by it.</summary>
    private Given? Sent(Question question) => question.Type != QuestionType.Signature && Known.GetValueOrDefault(question.Key) is { Value.Length: > 0 } given && !given.Value.StartsWith("file:", StringComparison.Ordinal) ? given : null;

    /// <returns>What to show instead; null when the form is there and may be filled in.</returns>
    private async Task<IActionResult?> FindAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var token = Item is not null ? seal.Open(Item, PageKind.Item, now) : Open is not null ? seal.Open(Open, PageKind.Form, now) : null;
        if (Report is null && token is null)
        {
            return Nothing();
        }

        if (Session is not { } session)
        {
            return AskWho();
        }

        var known = Known = [];
        var form = Report is not null ? forms.Find(Report) is { StartsWith.Count: > 0 } begun ? begun : null
            : token!.Kind == PageKind.Item ? await AskedAsync(token.Subject, session.PersonId, now, known, ct)
            : token.Subject == session.PersonId ? await LyingAsync(session.PersonId, known, ct)
            : null;
        if (form is null)
        {
            return Nothing();
        }

        (Form, Values) = (form, form.Questions.Where(q => known.ContainsKey(q.Key) && (q.Type == QuestionType.Signature || !PageForm.TakesFiles(q))).ToDictionary(q => q.Key, q => FieldOf.Before(q, known[q.Key])));
        Uploaded = form.Questions.Where(q => PageForm.TakesFiles(q) && known.ContainsKey(q.Key) && !known[q.Key].Value.StartsWith("signed:", StringComparison.Ordinal)).ToDictionary(q => q.Key, q => known[q.Key]);
        return null;
    }

    /// <summary>Begun in the chat or on this page, it is one form: what is known of it stands in the fields.</summary>
    private async Task<Form?> AskedAsync(long assignmentId, long personId, DateTimeOffset now, Dictionary<string, Given> known, CancellationToken ct)
    {
        Assignment = assignmentId;
        if (await book.ItemAsync(assignmentId, personId, ct) is not { } item || !item.Open(now))
        {
            return null;
        }

        var open = await attachments.OpenFormAsync(personId, ct);
        return open?.AssignmentId == assignmentId ? Lying(open, known) : forms.Find(item.IsMeeting ? item.Receipt : item.Ask, item.FormVersion);
    }

    /// <summary>What was said in the chat already stands in the fields.</summary>
    private async Task<Form?> LyingAsync(long personId, Dictionary<string, Given> known, CancellationToken ct)
    {
        if (await attachments.OpenFormAsync(personId, ct) is not { } open)
        {
            return null;
        }

        Assignment = open.AssignmentId;
        return Lying(open, known);
    }

    private Form? Lying(OpenForm open, Dictionary<string, Given> known)
    {
        foreach (var (question, given) in open.Answers.Where(a => a.Value.Value.Length > 0))
        {
            known[question] = given;
        }

        return forms.Find(open.Form, open.Version);
    }
}

internal static class Present
{
    /// <summary>Only what is there is put in.</summary>
    public static void PutKnown<T>(this Dictionary<string, T> all, string key, T? value) where T : class
    {
        if (value is not null)
        {
            all[key] = value;
        }
    }
}
