using Luzhi.Core.Duties;
using Luzhi.Core.Messages;

namespace Luzhi.Bot.OfficeConsole;

/// <summary>What a member will have on the phone, made by the same hand that will send it.</summary>
/// <param name="Chat">The message inside an open window, and what rides on a reply.</param>
/// <param name="Bell">The doorbell of everybody else; null where nothing rings.</param>
public sealed record PhoneLook(string Chat, Doorbell? Bell, Secrecy Secrecy)
{
    /// <summary>The name on the sample.</summary>
    private const string Somebody = "张建国";

    public static PhoneLook Of(Rendering rendering, Notice notice, Secrecy secrecy, string item, DateTimeOffset? wanted)
    {
        var content = rendering.Look(notice, secrecy, item, wanted, Somebody);
        return new PhoneLook(Rendering.Plain(content), content.Doorbell, secrecy);
    }
}
