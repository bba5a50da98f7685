using System.Data.Common;
using Luzhi.Core.Settings.Yaml;
using Luzhi.Core.Storage;

namespace Luzhi.Bot.Commands;

/// <summary>How every command runs: what is wrong with the installation is told in words, never as a stack trace.</summary>
internal static class Errand
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int BadSettings = 2;
    public const int NotYet = 3;

    public static async Task<int> RunAsync(Func<Installation, CancellationToken, Task<int>> errand, CancellationToken ct)
    {
        try
        {
            using var place = Installation.Read();
            return await errand(place, ct);
        }
        catch (SettingsException wrong)
        {
            return Tell(BadSettings, wrong.Message);
        }
        catch (DirectoryNotFoundException nowhere)
        {
            return Tell(BadSettings, nowhere.Message);
        }
        catch (MigrationException broken)
        {
            return Tell(Failed, broken.Message);
        }
        catch (DbException unreachable)
        {
            return Tell(Failed, $"数据库不可用：{unreachable.Message}");
        }
        catch (IOException refused)
        {
            return Tell(Failed, refused.Message);
        }
    }

    public static int Tell(int code, string words)
    {
        Console.Error.WriteLine(words);
        return code;
    }
}
