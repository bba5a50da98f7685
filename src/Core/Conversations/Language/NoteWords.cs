using System.Text.RegularExpressions;

namespace Luzhi.Core.Conversations.Language;

/// <summary>What is said after a note: 补充 …, 愿意, 取消分享.</summary>
public static partial class NoteWords
{
    /// <summary>Shorter than this is a word in passing, not a piece of a note.</summary>
    public const int PieceAtLeast = 20;

    /// <summary>What is to be added, as written; empty where only the word was said; null where it was not.</summary>
    public static string? Added(string said) => More().Match(said.Trim()) is { Success: true } match ? match.Groups[1].Value.Trim() : null;

    public static bool Unshares(string plain) => Unsharing().IsMatch(plain.Trim('.', '!'));

    /// <summary>Yes or no to others reading it.</summary>
    public static bool? Shares(string plain) => Willing().IsMatch(plain) ? true : Unwilling().IsMatch(plain) ? false : YesNo.Of(plain);

    [GeneratedRegex(@"^补充(?:一下|一点|心得)?(?:[:：,，、\s]+(.*))?$", RegexOptions.Singleline)]
    private static partial Regex More();

    [GeneratedRegex("^我?(?:取消|撤回|收回|停止|不再)(?:我的)?(?:心得)?(?:的)?分享(?:了|心得)?$")]
    private static partial Regex Unsharing();

    [GeneratedRegex("^我?(?:愿意|乐意|同意)(?:分享|公开)?(?:的|吧)?[.!]*$")]
    private static partial Regex Willing();

    [GeneratedRegex("^我?(?:不愿意|不太愿意|不想|不同意|不方便|暂不|先不)(?:分享|公开)?(?:了|吧)?[.!]*$")]
    private static partial Regex Unwilling();
}
