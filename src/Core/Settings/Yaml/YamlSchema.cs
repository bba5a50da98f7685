using System.Globalization;
using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Luzhi.Core.Settings.Yaml;

/// <summary>What a key means, in the words of whoever writes the file: an editor shows it beside the key.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter | AttributeTargets.Class)]
public sealed class SaysAttribute(string text) : Attribute
{
    public string Text { get; } = text;
}

/// <summary>What a part that is read later looks like: one of these types, or a list of them.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class LooksLikeAttribute(params Type[] types) : Attribute
{
    public IReadOnlyList<Type> Types { get; } = types;
}

/// <summary>
/// The JSON Schema of a record that <see cref="StrictYaml"/> reads, from the same shape and the same rules, so that an editor completes and marks
/// what the start would refuse. Records are named once under "definitions".
/// </summary>
public sealed class YamlSchema
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly JsonObject definitions = [];

    private YamlSchema() { }

    /// <summary>The text of the schema file.</summary>
    public static string Of<T>(string title) where T : class
    {
        var schema = new YamlSchema();
        var top = schema.Record(typeof(T));
        return new JsonObject
        {
            ["$schema"] = "http://json-schema.org/draft-07/schema#", ["title"] = title, ["$ref"] = top["$ref"]!.DeepClone(), ["definitions"] = schema.definitions,
        }.ToJsonString(Readable) + "\n";
    }

    private JsonObject Type(Type wanted)
    {
        var type = Nullable.GetUnderlyingType(wanted) ?? wanted;
        var generic = type.IsGenericType ? type.GetGenericTypeDefinition() : null;
        return type.IsEnum ? Words(YamlWords.EnumWords(type))
            : YamlWords.Knows(type) ? Word(type)
            : generic == typeof(IReadOnlyList<>) ? new JsonObject { ["type"] = "array", ["items"] = Type(type.GetGenericArguments()[0]) }
            : generic == typeof(IReadOnlyDictionary<,>) ? new JsonObject { ["type"] = "object", ["additionalProperties"] = Type(type.GetGenericArguments()[1]) }
            : Record(type);
    }

    private static JsonObject Word(Type type) => type switch
    {
        _ when type == typeof(bool) => new() { ["type"] = "boolean" },
        _ when type == typeof(int) || type == typeof(long) => new() { ["type"] = "integer" },
        _ when type == typeof(decimal) => new() { ["type"] = "number" },
        _ when type == typeof(TimeSpan) => new() { ["type"] = "string", ["pattern"] = "^P" },
        _ when type == typeof(TimeOnly) => new() { ["type"] = "string", ["pattern"] = "^[0-2]?[0-9]:[0-5][0-9]$" },
        _ when type == typeof(DateOnly) => new() { ["type"] = "string", ["pattern"] = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" },
        _ when type == typeof(Bounds) => new() { ["type"] = new JsonArray("string", "integer"), ["pattern"] = @"^([0-9]+|[0-9]*\.\.[0-9]*)$" },
        _ => new() { ["type"] = "string" },
    };

    private static JsonObject Words(IEnumerable<string> words) => new() { ["type"] = "string", ["enum"] = new JsonArray([.. words.Select(w => (JsonNode)w)]) };

    private JsonObject Record(Type type)
    {
        var name = YamlWords.Snake(type.Name);
        if (!definitions.ContainsKey(name))
        {
            // Named before it is made: a record may hold itself.
            definitions[name] = new JsonObject();
            definitions[name] = Made(type);
        }

        return new JsonObject { ["$ref"] = $"#/definitions/{name}" };
    }

    private JsonObject Made(Type type)
    {
        var keys = YamlShape.Of(type).Members.Where(m => m.IsKey).ToList();
        var properties = new JsonObject();
        foreach (var key in keys)
        {
            properties[key.Spelled(KeySpelling.Snake)] = Described(Ruled(key, Key(key)), key.Source);
        }

        var made = new JsonObject { ["type"] = "object", ["properties"] = properties, ["additionalProperties"] = false };
        if (keys.Exists(k => k.Required))
        {
            made["required"] = new JsonArray([.. keys.Where(k => k.Required).Select(k => (JsonNode)k.Spelled(KeySpelling.Snake))]);
        }

        return Described(made, type);
    }

    private JsonObject Key(YamlMember key)
    {
        if (key.Source.GetCustomAttributes(typeof(LooksLikeAttribute), true).FirstOrDefault() is not LooksLikeAttribute looks)
        {
            return typeof(YamlNode).IsAssignableFrom(key.Type) ? [] : Type(key.Type);
        }

        var one = looks.Types.Count == 1 ? Type(looks.Types[0]) : new JsonObject { ["anyOf"] = new JsonArray([.. looks.Types.Select(Type)]) };
        return key.Type == typeof(YamlList) ? new JsonObject { ["type"] = "array", ["items"] = one } : one;
    }

    private static JsonObject Ruled(YamlMember key, JsonObject made)
    {
        foreach (var rule in key.Source.GetCustomAttributes(true))
        {
            switch (rule)
            {
                case OneOfAttribute oneOf:
                    made["enum"] = new JsonArray([.. oneOf.Words.Select(w => (JsonNode)w)]);
                    break;
                case BetweenAttribute between when made["type"]?.ToString() is "integer" or "number":
                    (made["minimum"], made["maximum"]) = (Number(between.Least), Number(between.Most));
                    break;
            }
        }

        return made;
    }

    /// <summary>Draft 7 looks at nothing beside a $ref: what is said of one stands around it.</summary>
    private static JsonObject Described(JsonObject made, ICustomAttributeProvider source)
    {
        if (source.GetCustomAttributes(typeof(SaysAttribute), true).FirstOrDefault() is not SaysAttribute says)
        {
            return made;
        }

        var described = made.ContainsKey("$ref") ? new JsonObject { ["allOf"] = new JsonArray(made) } : made;
        described["description"] = says.Text;
        return described;
    }

    private static JsonValue Number(string text) => JsonValue.Create(decimal.Parse(text, CultureInfo.InvariantCulture));
}
