using Luzhi.Core.Settings;
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

    /// <summary>Two installations on one machine must not share a spool: with SQLite it is the file's own.</summary>
    public static string SpoolOf(StorageSettings storage, string root)
    {
        if (storage.Spool.Length > 0 || storage.Provider == Provider.Postgres)
        {
            return Path.GetFullPath(storage.Spool.Length > 0 ? storage.Spool : "data/spool", root);
        }

        var file = new SqliteConnectionStringBuilder(storage.ConnectionString).DataSource;
        return Path.GetFullPath(file is ":memory:" || file.StartsWith("file:", StringComparison.OrdinalIgnoreCase) ? "data/spool" : file + ".spool", root);
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
