using Dapper;
using Luzhi.Core.Storage;
using Luzhi.Testing;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Core.Tests.Storage;

/// <summary>The tables are made by our scripts and read through EF's model. Two real catalogues are compared: one made by the scripts, one made by EF.</summary>
public sealed class MigratingGivesTheModelTests
{
    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task Migrating_gives_exactly_the_tables_columns_keys_and_indexes_of_the_model(Provider provider)
    {
        await using var migrated = await FreshDatabase.CreateAsync(provider);
        await using var made = await FreshDatabase.CreateEmptyAsync(provider);
        await using (var db = made.Database.Open())
        {
            await db.Database.EnsureCreatedAsync();
        }

        var byScripts = await CatalogueAsync(migrated.Database);
        var byModel = await CatalogueAsync(made.Database);

        byModel.Count.ShouldBeGreaterThan(200);
        byScripts.Except(byModel).ShouldBeEmpty("only the scripts have these");
        byModel.Except(byScripts).ShouldBeEmpty("only the model has these");
    }

    /// <summary>One line for every column and every index, primary keys included.</summary>
    private static async Task<HashSet<string>> CatalogueAsync(Database database)
    {
        await using var db = database.Open();
        var lines = await db.Database.GetDbConnection().QueryAsync<string>(database.Provider == Provider.Sqlite ? OfSqlite : OfPostgres);
        return [.. lines.Select(line => line.ToLowerInvariant())];
    }

    private const string OfSqlite = """
        SELECT 'column ' || t.name || '.' || c.name || ' ' || c.type || (CASE WHEN c."notnull" THEN ' not null' ELSE '' END)
               || coalesce(' default ' || c.dflt_value, '') || (CASE WHEN c.pk AND t.sql LIKE '%AUTOINCREMENT%' THEN ' counted' ELSE '' END)
        FROM sqlite_master t, pragma_table_info(t.name) c
        WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%' AND t.name <> 'migration'
        UNION ALL
        SELECT 'primary key ' || t.name || ' (' || (SELECT group_concat(name, ', ') FROM (SELECT name FROM pragma_table_info(t.name) WHERE pk > 0 ORDER BY pk)) || ')'
        FROM sqlite_master t
        WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%' AND t.name <> 'migration'
        UNION ALL
        SELECT (CASE WHEN i."unique" THEN 'unique ' ELSE '' END) || 'index ' || i.name || ' on ' || t.name
               || ' (' || (SELECT group_concat(name, ', ') FROM (SELECT name FROM pragma_index_info(i.name) ORDER BY seqno)) || ')' || (CASE WHEN i.partial THEN ' partial' ELSE '' END)
        FROM sqlite_master t, pragma_index_list(t.name) i
        WHERE t.type = 'table' AND i.origin <> 'pk'
        """;

    private const string OfPostgres = """
        SELECT 'column ' || table_name || '.' || column_name || ' ' || data_type || coalesce('(' || character_maximum_length || ')', '')
               || (CASE is_nullable WHEN 'NO' THEN ' not null' ELSE '' END)
               || coalesce(' default ' || column_default, '') || coalesce(' identity ' || identity_generation, '')
        FROM information_schema.columns
        WHERE table_schema = 'public' AND table_name <> 'migration'
        UNION ALL
        SELECT CASE WHEN i.indisprimary THEN 'primary key ' || t.relname
                    ELSE (CASE WHEN i.indisunique THEN 'unique ' ELSE '' END) || 'index ' || x.relname || ' on ' || t.relname END
               || ' (' || (SELECT string_agg(pg_get_indexdef(i.indexrelid, n, false), ', ' ORDER BY n) FROM generate_series(1, i.indnatts) n) || ')'
               || coalesce(' where ' || pg_get_expr(i.indpred, i.indrelid), '')
        FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid JOIN pg_class x ON x.oid = i.indexrelid JOIN pg_namespace s ON s.oid = t.relnamespace
        WHERE s.nspname = 'public' AND t.relname <> 'migration'
        """;
}
