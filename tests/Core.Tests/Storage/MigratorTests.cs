using Dapper;
using Luzhi.Core.Storage;
using Luzhi.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Core.Tests.Storage;

public sealed class MigratorTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    private static readonly Migration First = new(1, "001_first", "CREATE TABLE lamp (id integer); INSERT INTO lamp VALUES (1);");

    private static readonly Migration Broken = new(2, "002_broken", "CREATE TABLE chair (id integer); INSERT INTO nowhere VALUES (1);");

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task Migrating_twice_changes_nothing_the_second_time(Provider provider)
    {
        await using var fresh = await FreshDatabase.CreateEmptyAsync(provider);

        var first = await new Migrator(fresh.Database).RunAsync(Ct);
        var before = await AppliedAsync(fresh.Database);
        var second = await new Migrator(fresh.Database).RunAsync(Ct);

        first.ShouldContain("001_first_house");
        second.ShouldBeEmpty();
        (await AppliedAsync(fresh.Database)).ShouldBe(before);
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_failing_migration_leaves_nothing_of_itself_and_what_went_before_stays(Provider provider)
    {
        await using var fresh = await FreshDatabase.CreateEmptyAsync(provider);

        var failure = await Should.ThrowAsync<MigrationException>(() => new Migrator(fresh.Database, [First, Broken]).RunAsync(Ct));

        failure.Message.ShouldContain("002_broken");
        (await AppliedAsync(fresh.Database)).Select(row => row.Name).ShouldBe(["001_first"]);
        (await CanReadAsync(fresh.Database, "lamp")).ShouldBeTrue();
        (await CanReadAsync(fresh.Database, "chair")).ShouldBeFalse();
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_mended_migration_goes_on_where_the_failing_one_stopped(Provider provider)
    {
        await using var fresh = await FreshDatabase.CreateEmptyAsync(provider);
        await Should.ThrowAsync<MigrationException>(() => new Migrator(fresh.Database, [First, Broken]).RunAsync(Ct));

        var applied = await new Migrator(fresh.Database, [First, Broken with { Sql = "CREATE TABLE chair (id integer);" }]).RunAsync(Ct);

        applied.ShouldBe(["002_broken"]);
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task Six_nodes_that_start_at_once_apply_each_script_once(Provider provider)
    {
        await using var fresh = await FreshDatabase.CreateEmptyAsync(provider);
        var nodes = Enumerable.Range(0, 6).Select(_ => new Database(fresh.Settings)).ToList();

        var applied = await Task.WhenAll(nodes.Select(node => Task.Run(() => new Migrator(node).RunAsync(Ct))));

        applied.SelectMany(names => names).Order().ShouldBe(Migration.Embedded(provider).Select(migration => migration.Name));
        nodes.ForEach(node => node.Dispose());
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_database_of_a_newer_program_is_refused(Provider provider)
    {
        await using var fresh = await FreshDatabase.CreateEmptyAsync(provider);
        await new Migrator(fresh.Database, [First, new(7, "007_later", "CREATE TABLE later (id integer);")]).RunAsync(Ct);

        var refusal = await Should.ThrowAsync<MigrationException>(() => new Migrator(fresh.Database, [First]).RunAsync(Ct));

        refusal.Message.ShouldContain("001_first");
    }

    [Fact]
    public async Task The_folder_of_a_SQLite_file_is_made()
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("luzhi-folder-");
        var file = Path.Combine(folder.FullName, "data", "deep", "luzhi.db");
        using var database = new Database(new() { Provider = Provider.Sqlite, ConnectionString = $"Data Source={file};Pooling=false" });

        await new Migrator(database).RunAsync(Ct);

        File.Exists(file).ShouldBeTrue();
        folder.Delete(recursive: true);
    }

    [Fact]
    public void The_scripts_of_both_providers_bear_the_same_names() =>
        Migration.Embedded(Provider.Sqlite).Select(m => m.Name).ShouldBe(Migration.Embedded(Provider.Postgres).Select(m => m.Name));

    private static async Task<List<(int Number, string Name, string AppliedAt)>> AppliedAsync(Database database)
    {
        await using var db = database.Open();
        return [.. await db.Database.GetDbConnection().QueryAsync<(int, string, string)>("SELECT number, name, CAST(applied_at AS text) FROM migration ORDER BY number")];
    }

    private static async Task<bool> CanReadAsync(Database database, string table)
    {
        await using var db = database.Open();
        try
        {
            await db.Database.GetDbConnection().ExecuteAsync($"SELECT * FROM {table}");
            return true;
        }
        catch (Exception failure) when (failure is SqliteException or Npgsql.PostgresException)
        {
            return false;
        }
    }
}
