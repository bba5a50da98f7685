using Luzhi.Core.Conversations.Language;

namespace Luzhi.Core.Conversations.Forms.Types;

/// <summary>One of the options: its number, its name, or another word for it.</summary>
internal static class ChoiceAnswer
{
    public static Reading Read(Said said)
    {
        var options = said.Question.Options;
        if (Options.Exactly(said.Question, said.Plain) is { } named)
        {
            return Said.Take(named.Name);
        }

        if (Digits.Choice(said.Plain) is { Rest: "" } digit)
        {
            return digit.Number >= 1 && digit.Number <= options.Count ? Said.Take(options[digit.Number - 1].Name) : Unclear(said);
        }

        return Options.In(said.Question, said.Plain) is [var one] ? Said.Take(one.Name) : Unclear(said);
    }

    private static Reading Unclear(Said said) => said.Refuse("choice", ("most", said.Question.Options.Count));
}
