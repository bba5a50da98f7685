using Luzhi.Core.Settings;

namespace Luzhi.Core.Directory;

/// <summary>
/// Reads an audience: <c>!</c> binds closest, then <c>&amp;</c>, then <c>|</c>; brackets as usual; every sign may be full-width.
/// A word that holds a sign or a space itself is written in quotation marks.
/// </summary>
public sealed class AudienceReader
{
    /// <summary>Longer than any that a person writes, shorter than what nests too deep.</summary>
    public const int LongestText = 1000;

    private readonly Words words;
    private readonly List<Token> tokens;
    private int next;

    private AudienceReader(List<Token> tokens, Words words) => (this.tokens, this.words) = (tokens, words);

    private enum Sign { Word, And, Or, Not, Open, Close, End }

    private Token Here => tokens[next];

    /// <returns>The audience, or what is wrong with the text.</returns>
    public static (Audience? Audience, AudienceFault? Fault) Read(string text, Words words)
    {
        if (text.Length > LongestText)
        {
            return (null, new AudienceFault(LongestText, words.Say("audience.long", ("most", LongestText))));
        }

        try
        {
            return (new AudienceReader(Split(text, words), words).Whole(), null);
        }
        catch (Misread misread)
        {
            return (null, misread.Fault);
        }
    }

    /// <summary>The word as it has to be written so that it is read as one word.</summary>
    public static string Quoted(string word) => word.Any(letter => char.IsWhiteSpace(letter) || SignOf(letter) != Sign.Word) ? $"\"{word}\"" : word;

    private Audience Whole()
    {
        if (Here.Sign == Sign.End)
        {
            throw Wrong("audience.empty");
        }

        var whole = Either();
        return Here.Sign switch
        {
            Sign.End => whole,
            Sign.Close => throw Wrong("audience.close"),
            _ => throw Wrong("audience.between"),
        };
    }

    private Audience Either()
    {
        var left = Both();
        while (Take(Sign.Or))
        {
            left = new Audience.Or(left, Both());
        }

        return left;
    }

    private Audience Both()
    {
        var left = One();
        while (Take(Sign.And))
        {
            left = new Audience.And(left, One());
        }

        return left;
    }

    private Audience One()
    {
        var here = Here;
        if (Take(Sign.Not))
        {
            return new Audience.Not(One());
        }

        if (Take(Sign.Word))
        {
            return new Audience.Word(here.Text, here.At);
        }

        if (!Take(Sign.Open))
        {
            throw Wrong(here.Sign == Sign.End ? "audience.ends" : "audience.missing");
        }

        var inner = Either();
        return Take(Sign.Close) ? inner : throw Wrong(Here.Sign == Sign.End ? "audience.open" : "audience.between", Here.Sign == Sign.End ? here : Here);
    }

    private bool Take(Sign sign)
    {
        var taken = Here.Sign == sign;
        next += taken ? 1 : 0;
        return taken;
    }

    private Misread Wrong(string key, Token? at = null) => new(Fault(words, key, at ?? Here));

    private static AudienceFault Fault(Words words, string key, Token at) => new(at.At, words.Say(key, ("at", at.At), ("word", at.Text)));

    private static List<Token> Split(string text, Words words)
    {
        var tokens = new List<Token>();
        for (var i = 0; i < text.Length;)
        {
            var sign = SignOf(text[i]);
            if (char.IsWhiteSpace(text[i]))
            {
                i++;
            }
            else if (sign != Sign.Word)
            {
                tokens.Add(new Token(sign, text[i..(i + 1)], ++i));
            }
            else
            {
                var from = i;
                var word = Word(text, ref i) ?? throw new Misread(Fault(words, "audience.quote", new Token(Sign.Word, "", from + 1)));
                tokens.Add(new Token(Sign.Word, word, from + 1));
            }
        }

        tokens.Add(new Token(Sign.End, "", text.Length + 1));
        return tokens;
    }

    /// <returns>The word that begins at <paramref name="i"/>, with the parts in quotation marks taken whole; null when a mark is not closed.</returns>
    private static string? Word(string text, ref int i)
    {
        var word = new System.Text.StringBuilder();
        while (i < text.Length && SignOf(text[i]) == Sign.Word && !char.IsWhiteSpace(text[i]))
        {
            if (Closing(text[i]) is not { } mark)
            {
                word.Append(text[i++]);
                continue;
            }

            var end = text.IndexOf(mark, i + 1);
            if (end < 0)
            {
                return null;
            }

            word.Append(text, i + 1, end - i - 1);
            i = end + 1;
        }

        return word.ToString();
    }

    private static char? Closing(char mark) => mark switch { '"' => '"', '“' => '”', '「' => '」', _ => null };

    private static Sign SignOf(char letter) => Spelling.Half(letter) switch
    {
        '&' => Sign.And,
        '|' => Sign.Or,
        '!' => Sign.Not,
        '(' => Sign.Open,
        ')' => Sign.Close,
        _ => Sign.Word,
    };

    private sealed record Token(Sign Sign, string Text, int At);

#pragma warning disable CA1032, CA1064 // never leaves this class: it carries a fault up out of the recursion
    private sealed class Misread(AudienceFault fault) : Exception
    {
        public AudienceFault Fault { get; } = fault;
    }
#pragma warning restore CA1032, CA1064
}
