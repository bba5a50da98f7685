using System.Globalization;
using System.Security;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Luzhi.Bot.Simulator;

/// <summary>One field of a push: words go in CDATA, numbers bare.</summary>
internal sealed record PushField(string Name, object Value);

/// <summary>What is pushed, before it is signed: the same bytes in XML or JSON whichever try it is.</summary>
internal sealed record PushBody(IReadOnlyList<PushField> Fields)
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public string Write(PushFormat format) => format == PushFormat.Xml ? Xml() : Json();

    private string Xml()
    {
        var xml = new StringBuilder("<xml>");
        foreach (var field in Fields)
        {
            xml.Append('<').Append(field.Name).Append('>').Append(Value(field.Value)).Append("</").Append(field.Name).Append('>');
        }

        return xml.Append("</xml>").ToString();
    }

    private static string Value(object value) => value switch
    {
        string words => $"<![CDATA[{words.Replace("]]>", "]]]]><![CDATA[>", StringComparison.Ordinal)}]]>",
        IFormattable number => SecurityElement.Escape(number.ToString(null, CultureInfo.InvariantCulture)),
        _ => throw new NotSupportedException(value.GetType().Name),
    };

    private string Json()
    {
        var json = new JsonObject();
        foreach (var field in Fields)
        {
            json[field.Name] = field.Value switch { long number => number, double number => number, var words => words.ToString() };
        }

        return JsonSerializer.Serialize(json, Plain);
    }
}
