using System.Globalization;
using System.Security.Claims;
using Luzhi.Core.PhonePages;

namespace Luzhi.Bot.PhonePages;

/// <summary>Who opened a phone page, as its cookie says it. <see cref="Key"/> names the session to the page's own script, and to nobody else.</summary>
public sealed record PhoneSession(long ContactId, long PersonId, string Key)
{
    private const string Contact = "contact", Person = "person", KeyName = "key";

    public static PhoneSession? From(ClaimsPrincipal user) =>
        user.Identities.FirstOrDefault(i => i.AuthenticationType == PagesSetup.Scheme) is { } identity
        && long.TryParse(identity.FindFirst(Contact)?.Value, CultureInfo.InvariantCulture, out var contact)
        && long.TryParse(identity.FindFirst(Person)?.Value, CultureInfo.InvariantCulture, out var person)
            ? new PhoneSession(contact, person, identity.FindFirst(KeyName)?.Value ?? "")
            : null;

    public static ClaimsPrincipal Principal(PageHolder holder, string key) => new(new ClaimsIdentity(
    [
        new Claim(Contact, holder.ContactId.ToString(CultureInfo.InvariantCulture)),
        new Claim(Person, holder.PersonId.ToString(CultureInfo.InvariantCulture)),
        new Claim(KeyName, key),
    ], PagesSetup.Scheme));
}
