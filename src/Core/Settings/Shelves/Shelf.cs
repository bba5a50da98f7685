using System.Collections.Concurrent;
using Luzhi.Core.Settings.Yaml;

namespace Luzhi.Core.Settings.Shelves;

/// <summary>What taking in a folder came to.</summary>
/// <param name="Changed">New, or written anew: in force from now on.</param>
/// <param name="Gone">No file says it any more; what was begun by it goes on.</param>
/// <param name="Faults">Of the files that were refused; what they said before stays in force.</param>
public sealed record ShelfNews<T>(IReadOnlyList<T> Changed, IReadOnlyList<T> Gone, IReadOnlyList<SettingFault> Faults);

/// <summary>
/// What the files of one folder say and is in force, by id; and every earlier version that something still hangs on. Taken in whole: whoever
/// reads it sees the old or the new, never half of each. A file that is broken changes nothing.
/// </summary>
public class Shelf<T> where T : class, IShelved
{
    private readonly ConcurrentDictionary<(string Id, string Version), T> versions = new();
    private readonly Lock taking = new();
    private volatile Standing standing = new([]);

    public Shelf(IEnumerable<T> made)
    {
        standing = new Standing(made.ToDictionary(m => m.Id, StringComparer.Ordinal));
        Remember(standing.ByFile.Values);
    }

    /// <summary>What is in force.</summary>
    public IEnumerable<T> All => standing.ById.Values;

    public T? Find(string? id) => id is null ? null : standing.ById.GetValueOrDefault(id);

    /// <summary>The version that something was begun by. Where nobody has it any more, what is in force is better than nothing.</summary>
    public T? Find(string? id, string? version) => id is not null && version is not null && versions.TryGetValue((id, version), out var pinned) ? pinned : Find(id);

    /// <summary>Earlier versions, read again from where they are kept.</summary>
    public void Remember(IEnumerable<T> earlier)
    {
        foreach (var one in earlier)
        {
            versions.TryAdd((one.Id, one.Version), one);
        }
    }

    /// <exception cref="SettingsException">At the start nothing is in force yet: every fault is in it.</exception>
    public Shelf<T> Begun(ShelfReading<T> read) => Take(read) is { Faults: { Count: > 0 } faults } ? throw new SettingsException(faults) : this;

    /// <summary>Puts in force what the folder says now. Two files with one id: the one that had it keeps it, the other is refused.</summary>
    public ShelfNews<T> Take(ShelfReading<T> read)
    {
        lock (taking)
        {
            var before = standing;
            var faults = read.Faults.ToList();
            var files = new Dictionary<string, T>(StringComparer.Ordinal);
            foreach (var (file, made) in Files(read, before).OrderByDescending(f => before.ByFile.GetValueOrDefault(f.File)?.Id == f.Made.Id))
            {
                if (files.FirstOrDefault(f => f.Value.Id == made.Id).Key is { } first)
                {
                    faults.Add(new SettingFault(new YamlPlace(file, 0, 0), $"“{made.Id}”已经是 {first} 的名字，请换一个"));
                    continue;
                }

                files[file] = made;
            }

            Remember(files.Values);
            standing = new Standing(files);
            return new ShelfNews<T>(
                [.. standing.ById.Values.Where(now => before.ById.GetValueOrDefault(now.Id)?.Version != now.Version)],
                [.. before.ById.Values.Where(then => !standing.ById.ContainsKey(then.Id))], faults);
        }
    }

    private static IEnumerable<(string File, T Made)> Files(ShelfReading<T> read, Standing before) =>
    [
        .. read.Sound.Select(s => (s.Key, s.Value)),
        .. read.Broken.Where(before.ByFile.ContainsKey).Select(file => (file, before.ByFile[file])),
    ];

    private sealed record Standing(Dictionary<string, T> ByFile)
    {
        public Dictionary<string, T> ById { get; } = ByFile.Values.ToDictionary(made => made.Id, StringComparer.Ordinal);
    }
}
