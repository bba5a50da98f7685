using System.Data.Common;
using Luzhi.Bot.Channels.WeChat;
using Luzhi.Bot.Wiring;
using Luzhi.Core.Settings.Yaml;
using Luzhi.Core.Storage;
using Microsoft.AspNetCore.Connections;

namespace Luzhi.Bot.Commands;

/// <summary>How every command runs: what is wrong with the installation is told in words, never as a stack trace.</summary>
internal static class Errand
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int BadSettings = 2;

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
        catch (NotSupportedException notHere)
        {
            return Tell(BadSettings, notHere.Message);
        }
        catch (IOException taken) when (taken.InnerException is AddressInUseException)
        {
            return Tell(Failed, $"端口已被占用，请先停掉占用它的程序，或用 ASPNETCORE_URLS 换一个端口。（{taken.Message}）");
        }
        catch (IOException refused)
        {
            return Tell(Failed, refused.Message);
        }
    }

    /// <summary>The wire to the platform without the server around it.</summary>
    public static ServiceProvider Wire(Installation place) =>
        new ServiceCollection().AddLogging().AddHouse(place).AddRedis(place.Settings.Redis).AddWeChat().BuildServiceProvider();

    public static int Tell(int code, string words)
    {
        Console.Error.WriteLine(words);
        return code;
    }
}
