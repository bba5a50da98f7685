using Luzhi.Core.Duties;
using Luzhi.Core.Messages;
using Luzhi.Core.Settings;

namespace Luzhi.Bot.OfficeConsole;

/// <summary>What a member will have on the phone, made by the same hand that will send it.</summary>
/// <param name="Chat">The message inside an open window, and what rides on a reply.</param>
/// <param name="Bell">The doorbell of everybody else; null where nothing rings.</param>
/// <param name="Prints">What of it the account's template prints; null where the account has none, and nobody can say yet.</param>
public sealed record PhoneLook(string Chat, Doorbell? Bell, Secrecy Secrecy, IReadOnlySet<DoorbellField>? Prints)
{
    /// <summary>The name on the sample.</summary>
    private const string Somebody = "张建国";

    public bool Shows(DoorbellField field) => Prints?.Contains(field) != false;

    public static PhoneLook Of(Rendering rendering, WeChatAccount account, Notice notice, Secrecy secrecy, string item, DateTimeOffset? wanted)
    {
        var content = rendering.Look(notice, secrecy, item, wanted, Somebody);
        return new PhoneLook(Rendering.Plain(content), content.Doorbell, secrecy, content.Doorbell is { } bell ? PrintedBy(account, bell.Kind) : null);
    }

    private static HashSet<DoorbellField>? PrintedBy(WeChatAccount account, string kind) =>
        (Enum.TryParse<DoorbellKind>(kind, ignoreCase: true, out var own) ? account.Templates.GetValueOrDefault(own) : null) is { } template
        || account.Templates.TryGetValue(DoorbellKind.Default, out template) ? [.. template.Fields.Values] : null;
}
