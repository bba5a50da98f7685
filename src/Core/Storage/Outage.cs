using Microsoft.Data.Sqlite;
using Npgsql;

namespace Luzhi.Core.Storage;

/// <summary>Tells a database that is away for a while from a fault of ours: the first passes by itself, the second comes again every time.</summary>
public static class Outage
{
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadOnly = 8;
    private const int InputOutput = 10;
    private const int Full = 13;
    private const int CannotOpen = 14;

    public static bool Is(Exception? failure) => failure switch
    {
        null => false,
        SqliteException { SqliteErrorCode: Busy or Locked or ReadOnly or InputOutput or Full or CannotOpen } => true,
        NpgsqlException { IsTransient: true } or TimeoutException => true,
        _ => Is(failure.InnerException),
    };
}
