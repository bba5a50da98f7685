using Luzhi.Core;
using Luzhi.Core.Duties;
using Luzhi.Core.Messages;
using Luzhi.Core.PhonePages;
using Luzhi.Core.Settings;
using Luzhi.Core.Storage;
using Microsoft.AspNetCore.Mvc;

namespace Luzhi.Bot.PhonePages;

/// <summary>One meeting or broadcast, whole, for its addressee, and the answer with one tap.</summary>
public sealed class ItemPageModel(
    PhoneDoor door, PageSeal seal, PageBook book, PageTalk talk, PageAnswers answers, StudyBook studies, StudyFileBook files, Rendering rendering, Words words, Chance chance, TimeProvider clock) : PhonePage(door, words, chance)
{
    private static readonly PageTap[] NeedsWords = [PageTap.Ask, PageTap.Reply];

    [FromRoute]
    public string Token { get; set; } = "";

    public ItemPage Item { get; private set; } = null!;

    /// <summary>What is to be read, where that is what it is about.</summary>
    public Study? Study { get; private set; }

    /// <summary>The papers that go with it.</summary>
    public IReadOnlyList<StudyFileLine> Files { get; private set; } = [];

    /// <summary>What was typed and not taken.</summary>
    public PageTap? Tried { get; private set; }

    public string? Typed { get; private set; }

    /// <summary>What is said, in the addressee's own facts.</summary>
    public string Said => Item is { Line: { } line, Text: { } text } ? rendering.Said(text, line, Item.PersonName) : Wording.Fill(Item.Text ?? Item.Told ?? "", Item.PersonName, null, Words["notice.you"]);

    public bool Open => Item.Open(clock.GetUtcNow());

    public bool Past => Item.IsMeeting && Item.StartsAt <= clock.GetUtcNow();

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await FindAsync(ct) is { } instead)
        {
            return instead;
        }

        await book.SeenAsync(Item.AssignmentId, Session!.PersonId, ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(PageTap tap, string? words, string? key, CancellationToken ct)
    {
        if (await FindAsync(ct) is { } instead)
        {
            return instead;
        }

        var answer = new PageAnswer(Item.AssignmentId, tap, (words ?? "").Trim());
        if (Wrong(answer) is { } wrong)
        {
            (Fault, Tried, Typed) = (wrong, tap, words);
            return Page();
        }

        var (person, body) = (Session!.PersonId, answer.Words.Length > 0 ? answer.Words : tap.ToString());
        if (await answers.TakeAsync(Session, key, body, (conversation, facts) => talk.Step(conversation, answer, person, facts), ct) is null)
        {
            return Show("page.again", StatusCodes.Status400BadRequest);
        }

        // Seen anew, so that going back or loading again sends nothing twice.
        return Redirect($"{Request.PathBase}{Request.Path}");
    }

    private string? Wrong(PageAnswer answer) => answer switch
    {
        { Words.Length: > PageTalk.WordsAtMost } => Faulty("page.words_long", ("most", PageTalk.WordsAtMost)),
        { Words.Length: 0 } when NeedsWords.Contains(answer.Tap) => Faulty("page.words_empty"),
        _ => null,
    };

    /// <returns>What to show instead; null when the item is there and the reader is its addressee.</returns>
    private async Task<IActionResult?> FindAsync(CancellationToken ct)
    {
        if (seal.Open(Token, PageKind.Item, clock.GetUtcNow()) is not { } token)
        {
            return Nothing();
        }

        if (Session is not { } session)
        {
            return AskWho();
        }

        if (await book.ItemAsync(token.Subject, session.PersonId, ct) is not { } item)
        {
            return Nothing();
        }

        (Item, Study) = (item, await studies.ReadingAsync(item.AssignmentId, session.PersonId, ct));
        Files = Study is null ? [] : await files.OfAsync(Study.Id, ct);
        return null;
    }
}
