namespace Luzhi.Core.Settings.Yaml;

/// <summary>Where each key of a record stands, for checks that come after reading. A property of this type is filled, and is no key itself.</summary>
public sealed record YamlKeys(YamlMap Map)
{
    /// <summary>Where the key's value stands; where the record begins when the key is not there.</summary>
    public YamlPlace Of(string key) => Map.Find(key)?.Value.At ?? Map.At;

    public bool Has(string key) => Map.Find(key)?.Value is not (null or YamlScalar { IsNothing: true });
}
