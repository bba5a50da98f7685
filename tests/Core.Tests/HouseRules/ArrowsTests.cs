using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;
using Luzhi.Core.Storage;
using Luzhi.Scheduler;

namespace Luzhi.Core.Tests.HouseRules;

/// <summary>Bot → Scheduler → Core, and inside Core only Storage knows the database. The compiler keeps the first by projects; this keeps the rest.</summary>
public sealed partial class ArrowsTests
{
    private static readonly Assembly Core = typeof(Database).Assembly;
    private static readonly Assembly Scheduler = typeof(IJob).Assembly;
    private static readonly Assembly Bot = typeof(Luzhi.Bot.Channels.IChannel).Assembly;

    private static readonly string[] WebAndWaiting =
    [
        "System.Net.Http.", "System.Net.Sockets.", "System.Timers.", "System.Threading.Timer", "System.Threading.PeriodicTimer", "System.Threading.ITimer",
    ];

    [Fact]
    public void Core_sees_neither_Scheduler_nor_Bot_and_Scheduler_does_not_see_Bot()
    {
        Referenced(Core).ShouldNotContain("Scheduler");
        Referenced(Core).ShouldNotContain("Bot");
        Referenced(Scheduler).ShouldNotContain("Bot");
        Referenced(Bot).ShouldContain("Core");
    }

    [Fact]
    public void Core_knows_no_web_framework_and_no_job_engine() =>
        Referenced(Core).Where(name => name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal) || name.StartsWith("Quartz", StringComparison.Ordinal)).ShouldBeEmpty();

    [Fact]
    public void Core_speaks_to_no_network_and_sets_no_timer() =>
        UsedTypes(Core).Where(type => WebAndWaiting.Any(banned => type.StartsWith(banned, StringComparison.Ordinal))).ShouldBeEmpty();

    [Fact]
    public void Scheduler_knows_no_web_framework() =>
        Referenced(Scheduler).Where(name => name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal)).ShouldBeEmpty();

    [Fact]
    public void Outside_Core_nobody_knows_EF() =>
        Referenced(Scheduler).Concat(Referenced(Bot)).Where(name => name.Contains("EntityFrameworkCore", StringComparison.Ordinal) || name == "Dapper").ShouldBeEmpty();

    [Fact]
    public void Inside_Core_only_Storage_knows_the_database_libraries() =>
        Outside("src/Core/Storage/").Where(file => DatabaseLibrary().IsMatch(file.Text)).Select(file => file.Path).ShouldBeEmpty();

    [Fact]
    public void The_domain_folders_of_Core_do_not_use_Storage() =>
        // Settings may: which provider is one of them.
        Outside("src/Core/Storage/", "src/Core/Settings/").Where(file => StorageUse().IsMatch(file.Text)).Select(file => file.Path).ShouldBeEmpty();

    private static IEnumerable<string> Referenced(Assembly assembly) => assembly.GetReferencedAssemblies().Select(name => name.Name!);

    private static IEnumerable<(string Path, string Text)> Outside(params string[] folders) =>
        SourceFiles.Under("src/Core").Where(file => !folders.Any(folder => file.Path.StartsWith(folder, StringComparison.Ordinal)));

    private static List<string> UsedTypes(Assembly assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly.Location));
        var metadata = file.GetMetadataReader();
        var types = metadata.TypeReferences.Select(metadata.GetTypeReference)
            .Select(type => $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}").ToList();
        types.ShouldContain("System.String", "the reader reads");
        return types;
    }

    [GeneratedRegex(@"\b(Microsoft\.EntityFrameworkCore|Microsoft\.Data\.Sqlite|Npgsql|Dapper)\b")]
    private static partial Regex DatabaseLibrary();

    [GeneratedRegex(@"\b(Luzhi\.Core\.)?Storage\.[A-Z]|using Luzhi\.Core\.Storage|\bLuzhiDb\b")]
    private static partial Regex StorageUse();
}
