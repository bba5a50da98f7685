namespace Luzhi.Core.Settings.Yaml;

/// <summary>Bounds of a value, both included, written as in the file: <c>[Between("PT1S", "PT1H")]</c>.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class BetweenAttribute(string least, string most) : Attribute
{
    public string Least { get; } = least;

    public string Most { get; } = most;

    internal string? Refuse(object value)
    {
        var type = value.GetType();
        var inside = ((IComparable)value).CompareTo(YamlWords.Read(type, Least, out _)) >= 0
            && ((IComparable)value).CompareTo(YamlWords.Read(type, Most, out _)) <= 0;
        return inside ? null : $"应在 {Least} 与 {Most} 之间";
    }
}

/// <summary>A text that is one of a few words.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class OneOfAttribute(params string[] words) : Attribute
{
    public IReadOnlyList<string> Words { get; } = words;

    internal string? Refuse(string value) => Words.Contains(value) ? null : YamlWords.OneOf(value, Words);
}

/// <summary>Not a key of the file: filled by somebody else.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NotInFileAttribute : Attribute;
