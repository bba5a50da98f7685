using System.Text.RegularExpressions;
using Luzhi.Core.Conversations.Language;

namespace Luzhi.Core.Conversations.Forms.Types;

/// <summary>A person of the roster or a unit, by name; of several with that name it is asked which. What is in the directory was looked up before.</summary>
internal static partial class NameAnswer
{
    /// <summary>More are no list to choose from: the full name is asked for.</summary>
    private const int AtMost = 9;

    public static Reading Read(Said said, IReadOnlyList<Named> shown)
    {
        if (shown.Count > 0 && Digits.Choice(said.Plain) is { Rest: "" } digit)
        {
            return digit.Number >= 1 && digit.Number <= shown.Count ? Taken(said, shown[digit.Number - 1]) : new Reading.Which(shown, said.Text);
        }

        // 文史委的 of two of the same name.
        var told = shown.Where(n => n.Line.Length > 0 && said.Plain.Contains(Plain.Of(n.Line), StringComparison.Ordinal)).ToList();
        return told is [var one] ? Taken(said, one) : Meant(said, Spoken(said.Plain));
    }

    private static Reading Meant(Said said, string name)
    {
        var known = said.Facts.Named;
        var same = known.Where(n => Plain.Of(n.Name) == name).ToList();
        var inside = known.Where(n => name.Contains(Plain.Of(n.Name), StringComparison.Ordinal)).ToList();
        var longest = inside.Where(n => !inside.Exists(o => o.Name.Length > n.Name.Length && o.Name.Contains(n.Name, StringComparison.Ordinal))).ToList();
        var around = name.Length >= 2 ? known.Where(n => Plain.Of(n.Name).Contains(name, StringComparison.Ordinal)).ToList() : [];
        var meant = same.Count > 0 ? same : longest.Count > 0 ? longest : around;

        // 张伟 文史委: of two, the one of that unit.
        var told = meant.Where(n => n.Line.Length > 0 && name.Contains(Plain.Of(n.Line), StringComparison.Ordinal)).ToList();
        return (told.Count == 1 ? told : meant) switch
        {
            [] => said.Refuse(said.Question.Type == QuestionType.Person ? "person" : "unit", ("said", said.Text.Length <= 20 ? said.Text : said.Text[..20] + "…")),
            [var one] => Taken(said, one),
            { Count: > AtMost } => said.Refuse("name_many", ("count", AtMost)),
            var several => new Reading.Which(several, said.Text),
        };
    }

    private static Reading Taken(Said said, Named one) =>
        Said.Take($"{(said.Question.Type == QuestionType.Person ? "person" : "unit")}:{one.Id}", Shown(one));

    public static string Shown(Named one) => one.Line.Length == 0 ? one.Name : $"{one.Name}（{one.Line}）";

    /// <summary>是张建国委员 is 张建国.</summary>
    public static string Spoken(string plain) => Around().Replace(plain, "").Trim(' ', ',', '.', '!', '"');

    [GeneratedRegex("^(?:就是|是|找|叫|请|我们|我|那个|,)+|(?:委员|同志|老师|主席|主任|书记|先生|女士|吧|的|了)+[.!]*$")]
    private static partial Regex Around();
}
