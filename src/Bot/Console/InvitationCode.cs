using Luzhi.Bot.Channels.WeChat.WireOut;
using Luzhi.Core.Conversations;
using Luzhi.Core.Messages;
using QRCoder;

namespace Luzhi.Bot.OfficeConsole;

/// <summary>An invitation as the office hands it over: a QR code that follows the account and binds its owner in one scan.</summary>
public sealed class InvitationCode(SceneCodes scenes)
{
    /// <returns>A picture for an img's src, drawn here from what the platform's code says; else why there is none.</returns>
    public Task<(string? Picture, string? Why)> DrawAsync(string code, CancellationToken ct) =>
        DrawSceneAsync(BindingWords.ScenePrefix + code, SceneCodes.LongestLife, ct);

    /// <summary>Any scene's code, drawn likewise.</summary>
    public async Task<(string? Picture, string? Why)> DrawSceneAsync(string scene, TimeSpan life, CancellationToken ct)
    {
        var (made, why) = await AskAsync(scene, life, ct);
        return (made is null ? null : Draw(made.Url), why is null ? null : Say(why));
    }

    /// <summary>The platform's QR code for a binding code, as long as one lasts.</summary>
    public Task<(SceneCode? Scene, SendOutcome? Why)> AskAsync(string code, CancellationToken ct) =>
        AskAsync(BindingWords.ScenePrefix + code, SceneCodes.LongestLife, ct);

    private async Task<(SceneCode? Scene, SendOutcome? Why)> AskAsync(string scene, TimeSpan life, CancellationToken ct)
    {
        var asked = await scenes.CreateAsync(scene, life, ct);
        return (asked.Value, asked.Value is null ? asked.Instead ?? new SendOutcome.RetryLater(null, "") : null);
    }

    public static string Draw(string url)
    {
        using var drawing = QRCodeGenerator.GenerateQrCode(url, QRCodeGenerator.ECCLevel.M);
        using var png = new PngByteQRCode(drawing);
        return "data:image/png;base64," + Convert.ToBase64String(png.GetGraphic(6));
    }

    public static string Say(SendOutcome instead) => instead switch
    {
        SendOutcome.RetryLater => "微信平台现在忙，请稍后再试。",
        SendOutcome.Misconfigured bad => $"公众号设置有误：{bad.Why}",
        SendOutcome.Refused refused => $"微信平台没有给出二维码：{refused.Why}",
        _ => "微信平台没有给出二维码。",
    };
}
