using Luzhi.Core.Settings;

namespace Luzhi.Bot.Channels.WeChat;

/// <summary>
/// The platform's proof that a domain is the account's: MP_verify_….txt at the site's root, byte for byte as it was downloaded. From the
/// config folder, or from wechat.yaml. Only names of that pattern are ever looked for, so nothing else of the folder can be asked for.
/// </summary>
internal static class VerifyFiles
{
    private const int BytesAtMost = 4096;

    public static void MapVerifyFiles(this WebApplication app, House house, WeChatAccount account) =>
        app.MapGet(@"/{name:regex(^MP_verify_[A-Za-z0-9]{{1,64}}\.txt$)}", (string name) => Give(name, house, account)).AllowAnonymous().ExcludeFromDescription();

    /// <summary>The names that would be served now.</summary>
    public static IReadOnlyList<string> Names(House house, WeChatAccount account) =>
        [.. new DirectoryInfo(house.Config).EnumerateFiles("MP_verify_*.txt").Where(file => file.Length <= BytesAtMost && WeChatAccount.IsVerifyFile(file.Name)).Select(file => file.Name)
            .Concat(account.VerifyFiles.Keys).Distinct().Order(StringComparer.Ordinal)];

    private static IResult Give(string name, House house, WeChatAccount account)
    {
        // Routing ignores case and may have unescaped: the name itself is looked at once more.
        if (!WeChatAccount.IsVerifyFile(name))
        {
            return Results.NotFound();
        }

        var file = new FileInfo(Path.Combine(house.Config, name));
        return file is { Exists: true, Length: <= BytesAtMost } ? Results.Bytes(File.ReadAllBytes(file.FullName), "text/plain")
            : account.VerifyFiles.TryGetValue(name, out var text) ? Results.Bytes(System.Text.Encoding.UTF8.GetBytes(text), "text/plain")
            : Results.NotFound();
    }
}
