using System.Text;
using System.Xml;

namespace Luzhi.Bot.Channels.WeChat.WireIn;

/// <summary>The one way XML of strangers is read here, the decrypted inside included: no DTD, nothing resolved, bounded in size and depth.</summary>
public static class SafeXml
{
    public const int DepthAtMost = 8;

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = 512 * 1024,
        MaxCharactersFromEntities = 1024,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    /// <returns>The values under the root &lt;xml&gt;, or null when it is not that.</returns>
    public static Fields? Read(string text)
    {
        try
        {
            using var reader = XmlReader.Create(new StringReader(Fields.Clean(text)), Settings);
            if (reader.MoveToContent() != XmlNodeType.Element || reader.LocalName != "xml")
            {
                return null;
            }

            var root = ReadValue(reader, 1);
            while (reader.Read())
            {
                // to the end: what follows the root must be well-formed too
            }

            return root;
        }
        catch (XmlException)
        {
            return null;
        }
    }

    private static Fields ReadValue(XmlReader reader, int depth)
    {
        if (depth > DepthAtMost)
        {
            throw new XmlException("too deep");
        }

        var text = new StringBuilder();
        var children = new List<(string Name, Fields Value)>();
        for (var empty = reader.IsEmptyElement; !empty && reader.Read() && reader.NodeType != XmlNodeType.EndElement;)
        {
            if (reader.NodeType == XmlNodeType.Element)
            {
                children.Add((reader.LocalName, ReadValue(reader, depth + 1)));
            }
            else
            {
                text.Append(reader.Value);
            }
        }

        // Between the elements of a group stands only layout.
        return children.Count == 0 ? Fields.Of(text.ToString()) : Fields.Of(children);
    }
}
