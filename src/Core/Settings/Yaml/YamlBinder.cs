namespace Luzhi.Core.Settings.Yaml;

/// <summary>Turns nodes into records, and notes everything that does not fit instead of stopping at the first.</summary>
internal sealed class YamlBinder(ICollection<SettingFault> faults, KeySpelling spelling)
{
    /// <returns>The value, or null when a fault was noted, or when nothing was given.</returns>
    public object? Bind(Type wanted, YamlNode node)
    {
        var type = Nullable.GetUnderlyingType(wanted) ?? wanted;
        if (type.IsInstanceOfType(node))
        {
            return node; // the record reads this part by itself
        }

        if (node is YamlScalar { IsNothing: true })
        {
            return null;
        }

        if (YamlWords.Knows(type))
        {
            return Word(type, node);
        }

        var generic = type.IsGenericType ? type.GetGenericTypeDefinition() : null;
        return generic == typeof(IReadOnlyList<>) ? List(type.GetGenericArguments()[0], node)
            : generic == typeof(IReadOnlyDictionary<,>) ? Dictionary(type.GetGenericArguments(), node)
            : Record(type, node);
    }

    private object? Word(Type type, YamlNode node)
    {
        if (node is not YamlScalar scalar)
        {
            return Refuse(node.At, node is YamlList ? "这里应是一个值，不是列表" : "这里应是一个值，不是一组键");
        }

        return YamlWords.Read(type, scalar.Text, out var why) ?? Refuse(node.At, why);
    }

    private Array? List(Type item, YamlNode node)
    {
        if (node is not YamlList list)
        {
            return (Array?)Refuse(node.At, "这里应是列表：每项一行，以“- ”开头");
        }

        var read = list.Items.Select(i => Bind(item, i)).Where(v => v is not null).ToList();
        var items = Array.CreateInstance(item, read.Count);
        for (var i = 0; i < read.Count; i++)
        {
            items.SetValue(read[i], i);
        }

        return items;
    }

    private object? Dictionary(Type[] keyAndValue, YamlNode node)
    {
        if (node is not YamlMap map)
        {
            return Refuse(node.At, "这里应是一组“键: 值”");
        }

        var filled = (System.Collections.IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(keyAndValue))!;
        foreach (var entry in map.Entries)
        {
            var key = YamlWords.Read(keyAndValue[0], entry.Key, out var why) ?? Refuse(entry.KeyAt, why);
            if (Bind(keyAndValue[1], entry.Value) is { } value && key is not null)
            {
                filled[key] = value;
            }
        }

        return filled;
    }

    private object? Record(Type type, YamlNode node)
    {
        if (node is not YamlMap map)
        {
            return Refuse(node.At, "这里应是一组“键: 值”");
        }

        var before = faults.Count;
        var shape = YamlShape.Of(type);
        var values = shape.Members.Where(m => !m.IsKey).ToDictionary(m => m, m => m.Type == typeof(YamlPlace) ? (object)map.At : new YamlKeys(map));
        var keys = shape.Members.Where(m => m.IsKey).ToList();
        foreach (var entry in map.Entries)
        {
            if (keys.Find(m => YamlMap.SameKey(m.Name, entry.Key)) is not { } member)
            {
                Refuse(entry.KeyAt, UnknownKey(entry.Key, [.. keys.Select(k => k.Spelled(spelling))]));
            }
            else if (Member(member, entry) is { } value)
            {
                values[member] = value;
            }
        }

        foreach (var missing in keys.Where(k => k.Required && map.Find(k.Name)?.Value is null or YamlScalar { IsNothing: true }))
        {
            Refuse(map.At, $"缺少“{missing.Spelled(spelling)}”");
        }

        return faults.Count == before ? shape.Make(values) : null;
    }

    private object? Member(YamlMember member, YamlEntry entry)
    {
        var value = Bind(member.Type, entry.Value);
        return value is not null && member.Refuse(value) is { } why ? Refuse(entry.Value.At, why) : value;
    }

    public static string UnknownKey(string key, IReadOnlyList<string> known) =>
        Nearest.Word(key, known) is { } nearest ? $"不认识“{key}”，最接近的是“{nearest}”" : $"不认识“{key}”，可用的有：{string.Join('、', known)}";

    private object? Refuse(YamlPlace at, string why)
    {
        faults.Add(new SettingFault(at, why));
        return null;
    }
}
