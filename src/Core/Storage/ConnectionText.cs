using Microsoft.Data.Sqlite;
using Npgsql;

namespace Luzhi.Core.Storage;

/// <summary>Connection strings as an operator writes them.</summary>
internal static class ConnectionText
{
    public static bool Readable(Provider provider, string text)
    {
        try
        {
            return provider == Provider.Sqlite
                ? new SqliteConnectionStringBuilder(text).DataSource.Length > 0
                : new NpgsqlConnectionStringBuilder(text).Host is { Length: > 0 };
        }
        catch (Exception unreadable) when (unreadable is ArgumentException or FormatException or KeyNotFoundException)
        {
            return false;
        }
    }

    /// <summary>A relative SQLite file counts from the house's root, wherever the program was started.</summary>
    public static string Rooted(Provider provider, string text, string root)
    {
        if (provider != Provider.Sqlite)
        {
            return text;
        }

        var parts = new SqliteConnectionStringBuilder(text);
        if (parts.DataSource == ":memory:" || parts.Mode == SqliteOpenMode.Memory || parts.DataSource.StartsWith("file:", StringComparison.OrdinalIgnoreCase))
        {
            return text;
        }

        parts.DataSource = Path.GetFullPath(parts.DataSource, root);
        return parts.ConnectionString;
    }
}
