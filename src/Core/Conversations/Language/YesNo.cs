using System.Text.RegularExpressions;

namespace Luzhi.Core.Conversations.Language;

/// <summary>Yes and no to a plain question: 1, 是, 对 against 2, 不是, 不.</summary>
public static partial class YesNo
{
    public static bool? Of(string plain) =>
        Digits.Choice(plain) is { Rest: "" } digit ? digit.Number switch { 1 => true, 2 => false, _ => null }
        : Yes().IsMatch(plain) ? true
        : No().IsMatch(plain) ? false
        : null;

    [GeneratedRegex("^(?:是|是的|对|对的|嗯|好|好的|可以|行|确认|没错|要|接着|接着填|继续|继续填|yes|ok)(?:吧|了|,|谢谢)*[.!]*$")]
    private static partial Regex Yes();

    [GeneratedRegex("^(?:不是|不|不对|不用|不要|否|别|算了|不填了|放弃|取消|no)(?:吧|了|,|谢谢)*[.!]*$")]
    private static partial Regex No();
}
