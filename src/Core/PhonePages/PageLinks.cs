using Luzhi.Core.Settings;

namespace Luzhi.Core.PhonePages;

/// <summary>
/// Makes the links to members' phone pages. A link dies by itself, and shows nothing to anybody but its addressee: who opens it must still say
/// who they are. Every one is null where the installation has no address to be reached at from outside.
/// </summary>
public sealed class PageLinks(PageSeal seal, OrganizationSettings organization, PageSettings settings, TimeProvider clock)
{
    private readonly string front = organization.PublicUrl.TrimEnd('/');

    /// <summary>To the page of one line of the duty ledger.</summary>
    /// <param name="until">When it is over: a meeting's start, the day to answer by; the link lives a little longer. Null where it never is.</param>
    public string? To(long assignmentId, DateTimeOffset? until) =>
        Link("i", new PageToken(PageKind.Item, assignmentId, until is { } over ? over + settings.LinkGrace : clock.GetUtcNow() + settings.LinkLives));

    /// <summary>The same for a page that is open already, from the house's own root: it needs no address from outside.</summary>
    public string Within(long assignmentId) => "/m/i/" + seal.Seal(new PageToken(PageKind.Item, assignmentId, clock.GetUtcNow() + settings.LinkGrace));

    /// <summary>To a member's own page.</summary>
    public string? Me(long personId) => Link("me", new PageToken(PageKind.Me, personId, clock.GetUtcNow() + settings.LinkLives));

    /// <summary>To the form that lies open in the member's chat, for what a chat cannot carry.</summary>
    /// <param name="now">The instant of the turn in which it is asked.</param>
    public string? Form(long personId, DateTimeOffset now) => Link("form", new PageToken(PageKind.Form, personId, now + settings.LinkGrace));

    private string? Link(string page, PageToken token) => front.Length == 0 ? null : $"{front}/m/{page}/{seal.Seal(token)}";
}
