using Luzhi.Core.Settings;

namespace Luzhi.Core.Tests.Settings;

/// <summary>A house of its own, on disk, with just the files a test writes.</summary>
internal sealed class Folder : IDisposable
{
    private readonly DirectoryInfo root = System.IO.Directory.CreateTempSubdirectory("luzhi-settings-");

    public Folder(string bot, string? wechat = null)
    {
        root.CreateSubdirectory("config");
        Write("bot.yaml", bot);
        if (wechat is not null)
        {
            Write("wechat.yaml", wechat);
        }
    }

    public House House => new(root.FullName, Path.Combine(root.FullName, "config"));

    public string Write(string name, string text)
    {
        var path = Path.Combine(House.Config, name);
        File.WriteAllText(path, text);
        return path;
    }

    public void Dispose() => root.Delete(true);
}
