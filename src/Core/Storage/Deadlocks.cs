using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Luzhi.Core.Storage;

/// <summary>
/// PostgreSQL breaks a ring of waiting transactions by failing one of them. Nothing of that one is true then, so it is simply run again;
/// whatever is given here must therefore do all its work inside its transaction.
/// </summary>
internal static class Deadlocks
{
    private const int Tries = 4;

    private const int Busy = 5;
    private const int ReadError = 10;
    private const int Full = 13;

    public static async Task<T> RetryAsync<T>(Func<Task<T>> work)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await work();
            }
            catch (Exception broken) when (tries < Tries && IsOne(broken))
            {
                // The other side of the ring has gone on meanwhile.
            }
        }
    }

    /// <summary>The database itself does not answer: whoever tries again at once only stands in the way.</summary>
    public static bool Unreachable(Exception broken) =>
        (broken as DbException ?? broken.InnerException as DbException) switch
        {
            PostgresException => false,
            NpgsqlException => true,
            SqliteException { SqliteErrorCode: Busy or ReadError or Full } => true,
            _ => broken is TimeoutException,
        };

    private static bool IsOne(Exception broken) =>
        broken is StaleException
        || (broken as PostgresException ?? broken.InnerException as PostgresException)?.SqlState
            is PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure;
}

/// <summary>What the turn was decided on is no longer so: nothing of it is true, and it is decided again on what is so now.</summary>
internal sealed class StaleException(string what) : Exception(what);
