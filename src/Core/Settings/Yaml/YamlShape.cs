using System.Reflection;
using System.Runtime.CompilerServices;

namespace Luzhi.Core.Settings.Yaml;

/// <summary>How keys are spelled when we name them: bot.yaml uses the environment's words (ConnectionString), the other files connection_string.</summary>
public enum KeySpelling { Snake, Pascal }

/// <summary>One key a record takes: a parameter of its constructor, or a property that can be set.</summary>
internal sealed record YamlMember(string Name, Type Type, bool Required, ICustomAttributeProvider Source, ParameterInfo? Parameter, PropertyInfo? Property)
{
    /// <summary>Else it is filled with where the record, or each of its keys, stands.</summary>
    public bool IsKey => Type != typeof(YamlPlace) && Type != typeof(YamlKeys);

    public string Spelled(KeySpelling spelling) => spelling == KeySpelling.Pascal ? Name : YamlWords.Snake(Name);

    public string? Refuse(object value)
    {
        foreach (var rule in Source.GetCustomAttributes(true))
        {
            var why = (rule, value) switch
            {
                (BetweenAttribute between, _) => between.Refuse(value),
                (OneOfAttribute oneOf, string text) => oneOf.Refuse(text),
                _ => null,
            };
            if (why is not null)
            {
                return why;
            }
        }

        return null;
    }
}

/// <summary>The keys of a record, in the order they are declared.</summary>
internal sealed record YamlShape(ConstructorInfo Constructor, IReadOnlyList<YamlMember> Members)
{
    public static YamlShape Of(Type type)
    {
        var constructor = type.GetConstructors().MaxBy(c => c.GetParameters().Length)
            ?? throw new InvalidOperationException($"{type.Name} has no public constructor to fill from a file");
        var parameters = constructor.GetParameters()
            .Select(p => new YamlMember(char.ToUpperInvariant(p.Name![0]) + p.Name[1..], p.ParameterType, !p.HasDefaultValue, p, p, null)).ToList();
        var properties = type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(p => p.SetMethod is not null && !p.IsDefined(typeof(NotInFileAttribute)))
            .Where(p => !parameters.Exists(m => m.Name == p.Name))
            .Select(p => new YamlMember(p.Name, p.PropertyType, p.IsDefined(typeof(RequiredMemberAttribute)), p, null, p));
        return new YamlShape(constructor, [.. parameters, .. properties]);
    }

    public object Make(IReadOnlyDictionary<YamlMember, object> values)
    {
        var arguments = Constructor.GetParameters()
            .Select(p => values.FirstOrDefault(v => v.Key.Parameter == p).Value ?? p.DefaultValue).ToArray();
        var made = Constructor.Invoke(arguments);
        foreach (var (member, value) in values)
        {
            member.Property?.SetValue(made, value);
        }

        return made;
    }
}
