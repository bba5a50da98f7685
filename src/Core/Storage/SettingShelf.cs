using Luzhi.Core.Office;

namespace Luzhi.Core.Storage;

/// <summary>What the installation keeps about itself. Not asynchronous: the framework asks for its cookie keys in the middle of a request, and waits.</summary>
public sealed class SettingShelf(Database database)
{
    public IReadOnlyList<string> StartingWith(string prefix)
    {
        using var db = database.Open();
        return [.. db.Settings.Where(s => s.Key.StartsWith(prefix)).OrderBy(s => s.Key).Select(s => s.Value)];
    }

    public void Add(string key, string value)
    {
        using var db = database.Open();
        db.Add(new Setting { Key = key, Value = value });
        db.SaveChanges();
    }
}
