using System.Text.RegularExpressions;
using Luzhi.Core.Conversations.Language;

namespace Luzhi.Core.Conversations.Secretary;

public enum DeskVerdict { Unclear, Confirm, Amend, Drop }

/// <summary>1 发送, 2 修改, 3 放弃: by digit or by the word itself, and by nothing vaguer.</summary>
public static partial class DeskVerdicts
{
    public static DeskVerdict Of(string plain) =>
        Digits.Choice(plain) is { Rest: "" } digit ? digit.Number switch { 1 => DeskVerdict.Confirm, 2 => DeskVerdict.Amend, 3 => DeskVerdict.Drop, _ => DeskVerdict.Unclear }
        : Confirm().IsMatch(plain) ? DeskVerdict.Confirm
        : Amend().IsMatch(plain) ? DeskVerdict.Amend
        : Drop().IsMatch(plain) ? DeskVerdict.Drop
        : DeskVerdict.Unclear;

    [GeneratedRegex("^(?:发送|发出|发吧|发|确认|确定|确认发送)(?:吧|了)?[.!]*$")]
    private static partial Regex Confirm();

    [GeneratedRegex("^(?:修改|改一下|要改|改改)(?:吧)?[.!]*$")]
    private static partial Regex Amend();

    [GeneratedRegex("^(?:放弃|算了|不发了?|不要了?|别发了?|取消|不改了?|不停了?)(?:吧)?[.!]*$")]
    private static partial Regex Drop();
}
