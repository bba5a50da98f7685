namespace Luzhi.Bot.Channels.BotFramework.WireIn;

/// <summary>Who signs what the Emulator shows: Microsoft's tenants for bots (public and US government cloud), and a single-tenant bot's own.</summary>
internal static class EmulatorIssuers
{
    private static readonly string[] Tenants =
    [
        "d6d49420-f39b-4df7-a1dc-d59a935871db",
        "f8cdef31-a31e-4b4a-93e4-5f571e91255a",
        "cab8a31a-1906-4287-a0d8-4eef66b95f6e",
    ];

    public static IEnumerable<string> Of(string ownTenant) => Tenants.Append(ownTenant).Where(tenant => tenant.Length > 0)
        .SelectMany(tenant => new[] { $"https://sts.windows.net/{tenant}/", $"https://login.microsoftonline.com/{tenant}/v2.0", $"https://login.microsoftonline.us/{tenant}/v2.0" });
}
