using Luzhi.Core.Settings;

namespace Luzhi.Bench.Ground;

/// <summary>The one Official Account of the bench.</summary>
internal static class Account
{
    public const string AppId = "wx0123456789abcdef";
    public const string Token = "benchtoken";
    public const string AesKey = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG";
    public const string AdminPassword = "bench-Password-1";

    /// <summary>What a Bot of the bench is told by its environment.</summary>
    public static Dictionary<string, string> Environment(StorageSettings storage, int port, string platform = "http://127.0.0.1:9") => new()
    {
        ["ASPNETCORE_ENVIRONMENT"] = "Production",
        ["ASPNETCORE_URLS"] = $"http://127.0.0.1:{port}",
        ["Storage__Provider"] = storage.Provider.ToString().ToLowerInvariant(),
        ["Storage__ConnectionString"] = storage.ConnectionString,
        ["WeChat__AppId"] = AppId,
        ["WeChat__AppSecret"] = "secret",
        ["WeChat__Token"] = Token,
        ["WeChat__EncodingAesKey"] = AesKey,
        ["WeChat__ApiBaseUrl"] = platform,
        ["Admin__Password"] = AdminPassword,
    };
}
