using System.Xml.Linq;
using Luzhi.Core.Storage;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace Luzhi.Bot.OfficeConsole;

/// <summary>The keys of cookies and forms live in the database: a restart keeps people signed in, and every node knows the same ones.</summary>
internal sealed class CookieKeys(SettingShelf shelf) : IXmlRepository
{
    private const string Prefix = "cookie-key:";

    public IReadOnlyCollection<XElement> GetAllElements() => [.. shelf.StartingWith(Prefix).Select(Read)];

    public void StoreElement(XElement element, string friendlyName) =>
        shelf.Add(Prefix + friendlyName, element.ToString(SaveOptions.DisableFormatting));

    private static XElement Read(string xml)
    {
        using var reader = System.Xml.XmlReader.Create(new StringReader(xml));
        return XElement.Load(reader);
    }
}
