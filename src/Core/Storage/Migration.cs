using System.Globalization;
using System.Reflection;

namespace Luzhi.Core.Storage;

/// <summary>One numbered script, the same number on every provider: "001_first_house".</summary>
public sealed record Migration(int Number, string Name, string Sql)
{
    /// <summary>What is embedded under Migrations/ for a provider, in the order of the numbers.</summary>
    public static IReadOnlyList<Migration> Embedded(Provider provider)
    {
        var assembly = typeof(Migration).Assembly;
        var folder = $"Luzhi.Core.Storage.Migrations.{(provider == Provider.Sqlite ? "sqlite" : "postgres")}.";
        return [.. assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(folder, StringComparison.Ordinal))
            .Select(name => Read(assembly, name, name[folder.Length..^".sql".Length]))
            .OrderBy(migration => migration.Number)];
    }

    private static Migration Read(Assembly assembly, string resource, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        var number = int.Parse(name.AsSpan(0, name.IndexOf('_', StringComparison.Ordinal)), CultureInfo.InvariantCulture);
        return new Migration(number, name, reader.ReadToEnd());
    }
}

/// <summary>A database could not be brought up to date. What the failing script did is undone; what went before it stays.</summary>
public sealed class MigrationException(string message, Exception? inner = null) : Exception(message, inner);
