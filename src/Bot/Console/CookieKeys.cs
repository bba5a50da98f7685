using System.Xml.Linq;
using Luzhi.Core.Office;
using Luzhi.Core.Storage;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace Luzhi.Bot.OfficeConsole;

/// <summary>The keys of cookies and forms live in the database: a restart keeps people signed in, and every node knows the same ones.</summary>
internal sealed class CookieKeys(Database database) : IXmlRepository
{
    private const string Prefix = "cookie-key:";

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var db = database.Open();
        return [.. db.Settings.Where(s => s.Key.StartsWith(Prefix)).Select(s => s.Value).AsEnumerable().Select(Read)];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var db = database.Open();
        db.Add(new Setting { Key = Prefix + friendlyName, Value = element.ToString(SaveOptions.DisableFormatting) });
        db.SaveChanges();
    }

    private static XElement Read(string xml)
    {
        using var reader = System.Xml.XmlReader.Create(new StringReader(xml));
        return XElement.Load(reader);
    }
}
