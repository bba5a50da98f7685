using System.Data;
using System.Data.Common;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Luzhi.Core.Storage;

/// <summary>A column of a bulk statement. The type matters where a whole column may be null: PostgreSQL must know what it is null of.</summary>
internal sealed record BulkColumn(string Name, DbType Type);

/// <summary>Many rows of one table in few statements, past the change tracker, inside the caller's transaction. The same SQL on both databases.</summary>
internal static class Bulk
{
    /// <summary>Both databases take many more, but SQLite finds each by walking through all of them.</summary>
    private const int ParametersAtMost = 600;

    /// <summary>Ids to give to rows before they are inserted, so that what belongs to them can be inserted as well.</summary>
    public static async Task<IReadOnlyList<long>> IdsAsync(LuzhiDb db, string table, int count, CancellationToken ct)
    {
        if (count == 0)
        {
            return [];
        }

        await using var command = Command(db);
        command.CommandText = db.Database.IsSqlite() ? LastIdSqlite : NextIdsPostgres;
        Add(command, "table", DbType.String, table);
        Add(command, "count", DbType.Int32, count);
        var ids = new List<long>(count);
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            ids.Add(reader.GetInt64(0));
        }

        // SQLite has one writer, who is us: the ids after the last one used are free.
        return db.Database.IsSqlite() ? [.. Enumerable.Range(1, count).Select(i => ids[0] + i)] : ids;
    }

    public static Task InsertAsync(LuzhiDb db, string table, IReadOnlyList<BulkColumn> columns, IReadOnlyList<object?[]> rows, CancellationToken ct) =>
        InChunksAsync(db, columns, rows, values => $"INSERT INTO {table} ({string.Join(", ", columns.Select(c => c.Name))}) VALUES {values}", ct);

    /// <param name="db">The context whose transaction this is part of.</param>
    /// <param name="table">Table to change.</param>
    /// <param name="columns">The first is the id that finds the row; the others are set.</param>
    /// <param name="rows">Values in the order of the columns.</param>
    /// <param name="ct">Cancels between statements.</param>
    public static Task UpdateAsync(LuzhiDb db, string table, IReadOnlyList<BulkColumn> columns, IReadOnlyList<object?[]> rows, CancellationToken ct) =>
        InChunksAsync(db, columns, rows, values => $"WITH given ({string.Join(", ", columns.Select(c => c.Name))}) AS (VALUES {values}) " +
            $"UPDATE {table} SET {string.Join(", ", columns.Skip(1).Select(c => $"{c.Name} = given.{c.Name}"))} FROM given WHERE {table}.{columns[0].Name} = given.{columns[0].Name}", ct);

    private static async Task InChunksAsync(LuzhiDb db, IReadOnlyList<BulkColumn> columns, IReadOnlyList<object?[]> rows, Func<string, string> sql, CancellationToken ct)
    {
        foreach (var chunk in rows.Chunk(ParametersAtMost / columns.Count))
        {
            await using var command = Command(db);
            command.CommandText = sql(Places(chunk.Length, columns.Count));
            for (var i = 0; i < chunk.Length * columns.Count; i++)
            {
                Add(command, $"p{i}", columns[i % columns.Count].Type, chunk[i / columns.Count][i % columns.Count]);
            }

            await command.ExecuteNonQueryAsync(ct);
        }
    }

    private static string Places(int rows, int columns)
    {
        var places = new StringBuilder();
        for (var i = 0; i < rows * columns; i++)
        {
            places.Append(i % columns > 0 ? ", " : i > 0 ? "), (" : "(").Append("@p").Append(i);
        }

        return places.Append(')').ToString();
    }

    private static DbCommand Command(LuzhiDb db)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction() ?? throw new InvalidOperationException("Bulk work belongs into a transaction");
        return command;
    }

    private static void Add(DbCommand command, string name, DbType type, object? value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.DbType = type;
        parameter.Value = value ?? DBNull.Value;
        command.Parameters.Add(parameter);
    }

    private const string LastIdSqlite = "SELECT COALESCE((SELECT seq FROM sqlite_sequence WHERE name = @table AND @count > 0), 0)";

    private const string NextIdsPostgres = "SELECT nextval(pg_get_serial_sequence(@table, 'id')) FROM generate_series(1, @count)";
}
