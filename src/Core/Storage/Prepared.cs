using System.Collections;
using System.Collections.Concurrent;
using System.Data.Common;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Luzhi.Core.Messages;
using Microsoft.Data.Sqlite;

namespace Luzhi.Core.Storage;

/// <summary>
/// SQLite plans a statement in the caller's own time, and for the larger ones that takes longer than to run them. The house has one writing
/// connection and keeps it open, so its named SQL is planned once. For that a text must not change with how many values a list has: a list
/// goes in as JSON.
/// </summary>
internal static partial class Prepared
{
    private static readonly ConditionalWeakTable<DbConnection, Dictionary<string, SqliteCommand>> Kept = [];

    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> Properties = new();

    /// <summary>Only for the one writer: what it gets is in use until the next statement.</summary>
    public static SqliteCommand Of(DbConnection connection, DbTransaction transaction, string sql, object? args)
    {
        var commands = Kept.GetOrCreateValue(connection);
        if (!commands.TryGetValue(sql, out var command))
        {
            commands[sql] = command = ((SqliteConnection)connection).CreateCommand();
            command.CommandText = Lists().Replace(Sql.InSqlite(sql), "IN (SELECT value FROM json_each(@$1))");
        }

        command.Transaction = (SqliteTransaction)transaction;
        foreach (var property in args is null ? [] : Properties.GetOrAdd(args.GetType(), type => type.GetProperties()))
        {
            Set(command.Parameters, '@' + property.Name, Value(property.GetValue(args)));
        }

        return command;
    }

    private static void Set(SqliteParameterCollection parameters, string name, object value)
    {
        if (parameters.IndexOf(name) is var at and >= 0)
        {
            parameters[at].Value = value;
        }
        else
        {
            parameters.AddWithValue(name, value);
        }
    }

    private static object Value(object? given) => given switch
    {
        null => DBNull.Value,
        string text => text,
        DateTimeOffset at => Instants.ToMicroseconds(at),
        DateOnly day => day.ToString("O"),
        byte[] bytes => bytes,
        Enum word => Convert.ToInt64(word, System.Globalization.CultureInfo.InvariantCulture),
        IEnumerable list => Pinned.Write<object>(list),
        _ => given,
    };

    [GeneratedRegex(@"\bIN @(\w+)")]
    private static partial Regex Lists();
}
