using Luzhi.Core.Settings.Yaml;

namespace Luzhi.Core.Conversations.Forms.Types;

/// <summary>Words of one's own, as written.</summary>
internal static class TextAnswer
{
    public const int LettersAtMost = 2000;

    public static Reading Read(Said said) => Within(said, said.Text, said.Question.Length.Or(1, LettersAtMost));

    public static Reading Within(Said said, string text, Bounds letters) =>
        text.Length < letters.Least ? said.Refuse("short", ("least", letters.Least))
        : text.Length > letters.Most ? said.Refuse("long", ("most", letters.Most), ("length", text.Length))
        : Said.Take(text);
}
