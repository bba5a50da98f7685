using Luzhi.Bot.Channels.WeChat;
using Luzhi.Core.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace Luzhi.Bot.Tests.WeChat;

public sealed class VerifyFileTests : IDisposable
{
    private static readonly byte[] Downloaded = [0x33, 0x61, 0x0D, 0x0A, 0xEF, 0xBB, 0xBF, 0x00];

    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("luzhi-verify-");

    [Fact]
    public async Task The_file_is_served_at_the_root_byte_for_byte()
    {
        await using var site = await OpenAsync();
        using var answer = await site.GetTestClient().GetAsync("/MP_verify_Ab12.txt");
        (await answer.Content.ReadAsByteArrayAsync()).ShouldBe(Downloaded);
        (await site.GetTestClient().GetStringAsync("/MP_verify_InYaml1.txt")).ShouldBe("yaml-content");
        VerifyFiles.Names(House, Account).ShouldBe(["MP_verify_Ab12.txt", "MP_verify_InYaml1.txt"]);
    }

    [Theory]
    [InlineData("/MP_verify_Other.txt")]
    [InlineData("/mp_verify_Ab12.txt")]
    [InlineData("/bot.yaml")]
    [InlineData("/MP_verify_..%2Fbot.yaml")]
    [InlineData("/..%2Fconfig%2Fbot.yaml")]
    [InlineData("/config/MP_verify_Ab12.txt")]
    [InlineData("/MP_verify_Big.txt")]
    [InlineData("/MP_verify_Ab12.txt%0A")]
    public async Task Nothing_else_of_the_folder_can_be_asked_for(string path)
    {
        await using var site = await OpenAsync();
        using var answer = await site.GetTestClient().GetAsync(path);
        ((int)answer.StatusCode).ShouldBeOneOf(400, 404);
    }

    private static WeChatAccount Account { get; } = new() { VerifyFiles = new Dictionary<string, string> { ["MP_verify_InYaml1.txt"] = "yaml-content" } };

    private House House => new(root.FullName, Path.Combine(root.FullName, "config"));

    private async Task<WebApplication> OpenAsync()
    {
        Directory.CreateDirectory(House.Config);
        await File.WriteAllBytesAsync(Path.Combine(House.Config, "MP_verify_Ab12.txt"), Downloaded);
        await File.WriteAllBytesAsync(Path.Combine(House.Config, "MP_verify_Big.txt"), new byte[1 << 20]);
        await File.WriteAllTextAsync(Path.Combine(House.Config, "bot.yaml"), "WeChat:\n  AppSecret: secret\n");
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseTestServer();
        builder.Services.AddRouting().AddAuthorization();
        var app = builder.Build();
        app.UseRouting();
        app.MapVerifyFiles(House, Account);
        await app.StartAsync();
        return app;
    }

    public void Dispose() => root.Delete(true);
}
