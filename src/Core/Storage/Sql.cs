using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;
using System.Text.RegularExpressions;
using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Luzhi.Core.Storage;

/// <summary>
/// Runs the named SQL of the hot paths on a context's own connection and transaction, without its change tracker. One text serves both
/// databases; where they differ it says so in words that are put into each one's own before it runs:
/// <c>SKIP LOCKED</c> and <c>FOR UPDATE</c> (SQLite's one writer needs neither), <c>IN @list</c> (an array on PostgreSQL; Dapper spells it out on SQLite),
/// <c>EACH @rows</c> (a JSON array as a table of "value").
/// </summary>
internal static partial class Sql
{
    private static readonly ConcurrentDictionary<string, string> ForSqlite = new();

    private static readonly ConcurrentDictionary<string, string> ForPostgres = new();

    static Sql()
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        Take(new Instant());
        Take(new Day());
    }

    public static async Task<List<T>> ListAsync<T>(this LuzhiDb db, string sql, object? args, CancellationToken ct)
    {
        if (db.Writing() is null)
        {
            return (await db.Connection().QueryAsync<T>(db.Command(sql, args, ct))).AsList();
        }

        await using var found = await db.EachAsync(sql, args, ct);
        return await found.ReadAsync<T>(ct);
    }

    public static async Task<T?> FirstAsync<T>(this LuzhiDb db, string sql, object? args, CancellationToken ct) => db.Writing() is null
        ? await db.Connection().QueryFirstOrDefaultAsync<T>(db.Command(sql, args, ct))
        : (await db.ListAsync<T>(sql, args, ct)).FirstOrDefault();

    /// <returns>How many rows it changed.</returns>
    public static Task<int> RunAsync(this LuzhiDb db, string sql, object? args, CancellationToken ct) => db.Writing() is { } writing
        ? Prepared.Of(db.Connection(), writing, sql, args).ExecuteNonQueryAsync(ct)
        : db.Connection().ExecuteAsync(db.Command(sql, args, ct));

    /// <summary>One statement or several in one journey to the server; what they return is read in their order.</summary>
    public static async Task<Found> EachAsync(this LuzhiDb db, string sql, object? args, CancellationToken ct) => new(db.Writing() is { } writing
        ? await Prepared.Of(db.Connection(), writing, sql, args).ExecuteReaderAsync(ct)
        : await db.Connection().ExecuteReaderAsync(db.Command(sql, args, ct)));

    /// <summary>SQLite's one writer, which keeps its connection and what it has planned there.</summary>
    private static DbTransaction? Writing(this LuzhiDb db) => db.Database.IsSqlite() ? db.Database.CurrentTransaction?.GetDbTransaction() : null;

    private static DbConnection Connection(this LuzhiDb db) => db.Database.GetDbConnection();

    private static CommandDefinition Command(this LuzhiDb db, string sql, object? args, CancellationToken ct)
    {
        var text = db.Database.IsSqlite() ? ForSqlite.GetOrAdd(sql, InSqlite) : ForPostgres.GetOrAdd(sql, InPostgres);
        return new(text, args, db.Database.CurrentTransaction?.GetDbTransaction(), cancellationToken: ct);
    }

    internal static string InSqlite(string sql) => RowLocks().Replace(sql, "")
        .Replace("SKIP LOCKED", "", StringComparison.Ordinal)
        .Replace("EACH @rows", "json_each(@rows) AS each", StringComparison.Ordinal);

    private static string InPostgres(string sql) => Lists().Replace(sql, "= ANY(@$1)")
        .Replace("SKIP LOCKED", "FOR UPDATE SKIP LOCKED", StringComparison.Ordinal)
        .Replace("EACH @rows", "json_array_elements(CAST(@rows AS json)) AS each(value)", StringComparison.Ordinal);

    private static void Take<T>(SqlMapper.TypeHandler<T> handler) where T : struct
    {
        // Dapper asks its own table of types first; what is in it never reaches a handler.
        SqlMapper.RemoveTypeMap(typeof(T));
        SqlMapper.RemoveTypeMap(typeof(T?));
        SqlMapper.AddTypeHandler(handler);
    }

    [GeneratedRegex(@"\bIN @(\w+)")]
    private static partial Regex Lists();

    [GeneratedRegex(@"\bFOR UPDATE(?: OF \w+)?")]
    private static partial Regex RowLocks();

    private sealed class Instant : SqlMapper.TypeHandler<DateTimeOffset>
    {
        public override void SetValue(IDbDataParameter parameter, DateTimeOffset value) =>
            parameter.Value = parameter is SqliteParameter ? Instants.ToMicroseconds(value) : value.ToUniversalTime();

        public override DateTimeOffset Parse(object value) => value switch
        {
            long micros => Instants.FromMicroseconds(micros),
            DateTime utc => new DateTimeOffset(DateTime.SpecifyKind(utc, DateTimeKind.Utc)),
            DateTimeOffset at => at,
            _ => throw new InvalidCastException($"{value.GetType().Name} is no instant"),
        };
    }

    private sealed class Day : SqlMapper.TypeHandler<DateOnly>
    {
        public override void SetValue(IDbDataParameter parameter, DateOnly value) =>
            parameter.Value = parameter is SqliteParameter ? value.ToString("O") : value;

        public override DateOnly Parse(object value) => value is string text ? DateOnly.ParseExact(text, "O") : value is DateTime at ? DateOnly.FromDateTime(at) : (DateOnly)value;
    }
}

/// <summary>What the statements of one journey returned, few rows each, to be read in their order.</summary>
internal sealed class Found(DbDataReader reader) : IAsyncDisposable
{
    public async Task<List<T>> ReadAsync<T>(CancellationToken ct)
    {
        List<T> rows = reader.FieldCount > 0 ? [.. reader.Parse<T>()] : [];
        await reader.NextResultAsync(ct);
        return rows;
    }

    public ValueTask DisposeAsync() => reader.DisposeAsync();
}
