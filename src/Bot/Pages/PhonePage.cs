using Luzhi.Core;
using Luzhi.Core.Settings;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Luzhi.Bot.PhonePages;

/// <summary>What a phone page shows instead of itself: a few kind words, and nothing of what it is about.</summary>
public sealed record Note(string Text, string? Action = null, string? Href = null);

/// <summary>What every phone page does before it shows anything: finds out who is there, and shows a note where there is nothing for them.</summary>
public abstract class PhonePage(PhoneDoor door, Words words, Chance chance) : PageModel
{
    /// <summary>Shown in place of the page when there is one.</summary>
    public Note? Note { get; private set; }

    /// <summary>What was wrong with what was sent; shown above the page.</summary>
    public string? Fault { get; protected set; }

    public PhoneSession? Session => PhoneSession.From(User);

    /// <summary>A new one each time the page is shown: what is sent with it counts once.</summary>
    public string NewKey => chance.Hex(16);

    protected Words Words => words;

    /// <summary>One text for whatever is not there, is over, or is another's: who tries links learns nothing.</summary>
    protected IActionResult Nothing()
    {
        Response.StatusCode = StatusCodes.Status404NotFound;
        var other = Session is not null && !PhoneDoor.InWeChat(Request);
        Note = new Note(words["page.nothing"], other ? "换本人核实身份" : null, other ? $"~/m/who?to={Uri.EscapeDataString(Request.Path)}" : null);
        return Page();
    }

    protected IActionResult Show(string key, int status)
    {
        Note = new Note(words[key]);
        Response.StatusCode = status;
        return Page();
    }

    /// <summary>Off to where one shows who one is; from a form, which cannot be carried there, a note says what to do.</summary>
    protected IActionResult AskWho() => HttpMethods.IsGet(Request.Method) || HttpMethods.IsHead(Request.Method)
        ? Redirect(door.Ask(HttpContext))
        : Show("page.expired", StatusCodes.Status401Unauthorized);

    protected string Faulty(string key, params ReadOnlySpan<(string Name, object? Value)> places)
    {
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return words.Say(key, places);
    }
}
