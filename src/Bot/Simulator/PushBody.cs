using System.Globalization;
using System.Security;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Luzhi.Bot.Simulator;

/// <summary>One field of a push: words go in CDATA, numbers bare, a group has fields of its own.</summary>
internal sealed record PushField(string Name, object Value);

/// <summary>What is pushed, before it is signed: the same bytes in XML or JSON whichever try it is.</summary>
internal sealed record PushBody(IReadOnlyList<PushField> Fields)
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public string Write(PushFormat format) => format == PushFormat.Xml ? Xml() : Json();

    private string Xml() => $"<xml>{Group(Fields)}</xml>";

    private static string Group(IEnumerable<PushField> fields) => string.Concat(fields.Select(field => $"<{field.Name}>{Value(field.Value)}</{field.Name}>"));

    private static string Value(object value) => value switch
    {
        string words => $"<![CDATA[{words.Replace("]]>", "]]]]><![CDATA[>", StringComparison.Ordinal)}]]>",
        IEnumerable<PushField> group => Group(group),
        IFormattable number => SecurityElement.Escape(number.ToString(null, CultureInfo.InvariantCulture)),
        _ => throw new NotSupportedException(value.GetType().Name),
    };

    private string Json() => JsonSerializer.Serialize(Group(Fields, new JsonObject()), Plain);

    private static JsonObject Group(IEnumerable<PushField> fields, JsonObject json)
    {
        foreach (var field in fields)
        {
            json[field.Name] = field.Value switch
            {
                long number => number,
                double number => number,
                IEnumerable<PushField> group => Group(group, []),
                var words => words.ToString(),
            };
        }

        return json;
    }
}
